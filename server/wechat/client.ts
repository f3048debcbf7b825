import * as z from 'zod/mini'
import { WechatError, type WechatSettings, wechatCalls } from './calls/client'

export { WechatError, type WechatSettings, WechatUnreachable } from './calls/client'

/** `unionId` only when the mini-program is bound to an open-platform account. */
export type CustomerSession = { openId: string; unionId: string | null }

/** Which version of the mini-program a code, link or message opens. */
export type ProgramVersion = 'formal' | 'trial' | 'developer'

/** A page without a leading slash; `query` without a question mark. */
export type ProgramPage = { path: string; query: string; version: ProgramVersion }

export type SubscribeMessage = {
  openId: string
  templateId: string
  page: ProgramPage
  /** By the template's keys, fitted to their limits. */
  data: Record<string, string>
}

/** `refused`: WeChat will never take this message; 43101 means that the customer's consent is used up or withdrawn. */
export type Subscribed = { state: 'sent' } | { state: 'refused'; errcode: number; errmsg: string }

/** WeChat as the customers' mini-program sees it. Every call may throw WechatError or WechatUnreachable. */
export type WechatClient = {
  /** The server's token, shared and kept by the token source. */
  accessToken(): Promise<string>
  /** The code of `wx.login`: 5 min, once. */
  codeToSession(code: string): Promise<CustomerSession>
  /** Throws what may pass, such as 43108 when two go to one person at once. */
  sendSubscribeMessage(message: SubscribeMessage): Promise<Subscribed>
  /** A mini-program code of a page, `scene` of 1 to 32 characters; an image. */
  unlimitedCode(code: Omit<ProgramPage, 'query'> & { scene: string }): Promise<{ bytes: Buffer; contentType: string }>
  /** An https address that opens a page from anywhere for so many days, at most 30. */
  urlLink(page: ProgramPage, days: number): Promise<string>
}

const sessionAnswer = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) })
const linkAnswer = z.object({ url_link: z.url() })

/** Busy, calls a minute, two messages to one person at once. */
const PASSING = [-1, 45011, 43108]

/** Codes and links name the same versions otherwise than messages do. */
const envVersion = { formal: 'release', trial: 'trial', developer: 'develop' } as const

export const wechatClient = (settings: WechatSettings): WechatClient => {
  const { accessToken, get, post, postForBytes } = wechatCalls(settings)

  return {
    accessToken,

    codeToSession: async code => {
      const app = { appid: settings.appId, secret: settings.secret }
      const params = { ...app, js_code: code, grant_type: 'authorization_code' }
      const session = await get(sessionAnswer, '/sns/jscode2session', params)
      return { openId: session.openid, unionId: session.unionid || null }
    },

    sendSubscribeMessage: async ({ openId, templateId, page, data }) => {
      const body = {
        touser: openId,
        template_id: templateId,
        page: page.query ? `${page.path}?${page.query}` : page.path,
        miniprogram_state: page.version,
        lang: 'zh_CN',
        data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])),
      }
      try {
        await post(z.object({}), '/cgi-bin/message/subscribe/send', body)
        return { state: 'sent' }
      } catch (error) {
        if (!(error instanceof WechatError) || PASSING.includes(error.errcode)) throw error
        return { state: 'refused', errcode: error.errcode, errmsg: error.errmsg }
      }
    },

    unlimitedCode: ({ scene, path, version }) => {
      const body = { scene, page: path, check_path: true, env_version: envVersion[version], width: 430 }
      return postForBytes('/wxa/getwxacodeunlimit', body)
    },

    urlLink: async ({ path, query, version }, days) => {
      const life = { is_expire: true, expire_type: 1, expire_interval: days }
      const body = { path, query, env_version: envVersion[version], ...life }
      return (await post(linkAnswer, '/wxa/generate_urllink', body)).url_link
    },
  }
}
