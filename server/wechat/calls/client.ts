import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import * as z from 'zod/mini'
import type { TokenSource } from '../../wecom/tokens/client'

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

export type WechatSettings = {
  baseUrl: string
  appId: string
  secret: string
  tokens: TokenSource
  timeoutMs: number
}

const refusal = z.object({ errcode: z._default(z.number(), 0), errmsg: z._default(z.string(), '') })
const grantAnswer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() })

/** Credential invalid, token invalid, token expired: it died early. */
const TOKEN_DEAD = [40001, 40014, 42001]

const jsonIn = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new WechatUnreachable('unreadable')
  }
}

/** Success carries no errcode on this side. */
const readAnswer = <T extends z.core.$ZodType>(schema: T, bytes: Buffer): z.output<T> => {
  const json = jsonIn(bytes)
  const verdict = z.safeParse(refusal, json)
  if (verdict.success && verdict.data.errcode !== 0) throw new WechatError(verdict.data.errcode, verdict.data.errmsg)
  const read = z.safeParse(schema, json)
  if (!read.success) throw new WechatUnreachable('unreadable')
  return read.data
}

/** How every call is made: with the server's token, fetched anew and the call repeated once when it died early. */
export const wechatCalls = ({ baseUrl, appId, secret, tokens, timeoutMs }: WechatSettings) => {
  const tokenKey = `wechat:${appId}`

  const ask = async (request: AxiosRequestConfig): Promise<AxiosResponse<Buffer>> => {
    const signal = AbortSignal.timeout(timeoutMs)
    const common = { baseURL: baseUrl, signal, maxRedirects: 0, validateStatus: () => true } as const
    const answer = await axios.request<Buffer>({ ...request, ...common, responseType: 'arraybuffer' }).catch(() => {
      throw new WechatUnreachable(signal.aborted ? 'timeout' : 'network')
    })
    if (answer.status !== 200) throw new WechatUnreachable('status')
    return answer
  }

  const accessToken = (): Promise<string> =>
    tokens.get(tokenKey, async () => {
      // stable_token, because a call to the older address kills the token of every other caller.
      const data = { grant_type: 'client_credential', appid: appId, secret, force_refresh: false }
      const grant = readAnswer(grantAnswer, (await ask({ method: 'post', url: '/cgi-bin/stable_token', data })).data)
      return { value: grant.access_token, expiresInSeconds: grant.expires_in }
    })

  const withToken = async <T>(use: (token: string) => Promise<T>): Promise<T> => {
    const token = await accessToken()
    try {
      return await use(token)
    } catch (error) {
      if (!(error instanceof WechatError) || !TOKEN_DEAD.includes(error.errcode)) throw error
      await tokens.drop(tokenKey, token)
      return use(await accessToken())
    }
  }

  const post = (url: string, data: object) => (token: string) =>
    ask({ method: 'post', url, params: { access_token: token }, data })

  return {
    accessToken,
    get: async <T extends z.core.$ZodType>(schema: T, url: string, params: Record<string, string>) =>
      readAnswer(schema, (await ask({ url, params })).data),
    post: <T extends z.core.$ZodType>(schema: T, url: string, data: object) =>
      withToken(async token => readAnswer(schema, (await post(url, data)(token)).data)),
    /** Bytes when all is well, JSON when not. */
    postForBytes: (url: string, data: object): Promise<{ bytes: Buffer; contentType: string }> =>
      withToken(async token => {
        const answer = await post(url, data)(token)
        const contentType = String(answer.headers['content-type'] ?? '')
        if (!contentType.startsWith('image/')) {
          readAnswer(z.object({}), answer.data)
          throw new WechatUnreachable('unreadable')
        }
        return { bytes: answer.data, contentType }
      }),
  }
}
