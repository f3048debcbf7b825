import { createHash } from 'node:crypto'
import { type CodeDesk, codeDesk } from './codes'
import { loginCodes } from './login'
import { type SubscribeDesk, subscribeDesk } from './subscribe'
import { type Asked, jsonOf, PlatformRefusal, type Routes } from './wire'

export type WechatApp = { appId: string; secret: string }
export type WechatSide = Omit<SubscribeDesk, 'routes'> &
  Omit<CodeDesk, 'routes'> & {
    routes: Routes
    /** What `wx.login` would give this customer. */
    wechatLoginCode(openId: string, unionId?: string): string
    /** Kills the server's token before its time. */
    expireWechatToken(): void
  }

const LIFE_SECONDS = 7200

/** stable_token and jscode2session of WeChat, protocol section 6.4. Success carries no errcode there. */
export const wechatSide = ({ appId, secret }: WechatApp, now: () => number): WechatSide => {
  const codes = loginCodes<{ openId: string; unionId?: string }>('customer', now)
  const subscribe = subscribeDesk(now)
  const pages = codeDesk(now)
  let number = 0
  let expiresAt = 0

  const checkApp = (givenAppId: unknown, givenSecret: unknown): void => {
    if (givenAppId !== appId) throw new PlatformRefusal(40013, 'invalid appid')
    if (givenSecret !== secret) throw new PlatformRefusal(40125, 'invalid appsecret')
  }
  const token = (): string => createHash('sha512').update(`wechat.${number}`).digest('hex')
  const guard = (routes: Routes): Routes =>
    Object.fromEntries(
      Object.entries(routes).map(([name, handler]) => [
        name,
        (asked: Asked) => {
          const given = asked.query.get('access_token')
          if (!given) throw new PlatformRefusal(41001, 'access_token missing')
          if (number === 0 || given !== token()) throw new PlatformRefusal(40001, 'invalid credential')
          if (now() >= expiresAt) throw new PlatformRefusal(42001, 'access_token expired')
          return handler(asked)
        },
      ]),
    )
  const { routes: subscribeRoutes, ...subscribeActs } = subscribe
  const { routes: pageRoutes, ...pageActs } = pages

  return {
    ...subscribeActs,
    ...pageActs,
    routes: {
      ...guard({ ...subscribeRoutes, ...pageRoutes }),
      'POST /cgi-bin/stable_token': asked => {
        const body = jsonOf(asked)
        checkApp(body.appid, body.secret)
        if (now() >= expiresAt || body.force_refresh === true) {
          number += 1
          expiresAt = now() + LIFE_SECONDS * 1000
        }
        return { json: { access_token: token(), expires_in: Math.ceil((expiresAt - now()) / 1000) } }
      },
      'GET /sns/jscode2session': ({ query }) => {
        checkApp(query.get('appid'), query.get('secret'))
        const code = query.get('js_code') ?? ''
        const { openId, unionId } = codes.spend(code)
        const session_key = createHash('md5').update(code).digest('base64')
        return { json: { openid: openId, session_key, ...(unionId && { unionid: unionId }) } }
      },
    },
    wechatLoginCode: (openId, unionId) => {
      subscribe.addOpenId(openId)
      return codes.issue({ openId, ...(unionId && { unionId }) })
    },
    expireWechatToken: () => {
      expiresAt = 0
    },
  }
}
