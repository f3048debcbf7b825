import axios, { type AxiosRequestConfig } from 'axios'
import * as z from 'zod/mini'
import type { TokenSource } from '../wecom/tokens/client'

/** WeChat answered and said no: 40029 code used or expired, 45011 over 100 logins a minute, 40226 risky user. */
export class WechatError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`WeChat answered ${errcode}: ${errmsg}`)
    this.name = 'WechatError'
  }
}

/** No usable answer came. Holds no request: its address carries the secret. */
export class WechatUnreachable extends Error {
  constructor(readonly reason: 'timeout' | 'network' | 'status' | 'unreadable') {
    super(`WeChat gave no usable answer: ${reason}`)
    this.name = 'WechatUnreachable'
  }
}

/** `unionId` only when the mini-program is bound to an open-platform account. */
export type CustomerSession = { openId: string; unionId: string | null }

/** WeChat as the customers' mini-program sees it. Every call may throw WechatError or WechatUnreachable. */
export type WechatClient = {
  /** The server's token, shared and kept by the token source. */
  accessToken(): Promise<string>
  /** The code of `wx.login`: 5 min, once. */
  codeToSession(code: string): Promise<CustomerSession>
}

export type WechatSettings = {
  baseUrl: string
  appId: string
  secret: string
  tokens: TokenSource
  timeoutMs: number
}

const refusal = z.object({ errcode: z._default(z.number(), 0), errmsg: z._default(z.string(), '') })
const grantAnswer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() })
const sessionAnswer = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) })

export const wechatClient = ({ baseUrl, appId, secret, tokens, timeoutMs }: WechatSettings): WechatClient => {
  const ask = async <T extends z.core.$ZodType>(schema: T, request: AxiosRequestConfig): Promise<z.output<T>> => {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await axios
      .request<unknown>({ ...request, baseURL: baseUrl, signal, maxRedirects: 0, validateStatus: () => true })
      .catch(() => {
        throw new WechatUnreachable(signal.aborted ? 'timeout' : 'network')
      })
    if (answer.status !== 200) throw new WechatUnreachable('status')
    const verdict = z.safeParse(refusal, answer.data)
    if (verdict.success && verdict.data.errcode !== 0) throw new WechatError(verdict.data.errcode, verdict.data.errmsg)
    const read = z.safeParse(schema, answer.data)
    if (!read.success) throw new WechatUnreachable('unreadable')
    return read.data
  }

  return {
    accessToken: () =>
      tokens.get(`wechat:${appId}`, async () => {
        /** stable_token, because a call to the older address kills the token of every other caller. */
        const data = { grant_type: 'client_credential', appid: appId, secret, force_refresh: false }
        const grant = await ask(grantAnswer, { method: 'post', url: '/cgi-bin/stable_token', data })
        return { value: grant.access_token, expiresInSeconds: grant.expires_in }
      }),

    codeToSession: async code => {
      const params = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' }
      const session = await ask(sessionAnswer, { url: '/sns/jscode2session', params })
      return { openId: session.openid, unionId: session.unionid || null }
    },
  }
}
