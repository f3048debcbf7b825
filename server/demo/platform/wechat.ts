import { createHash } from 'node:crypto'
import { loginCodes } from './login'
import { jsonOf, PlatformRefusal, type Routes } from './wire'

export type WechatApp = { appId: string; secret: string }
export type WechatSide = {
  routes: Routes
  /** What `wx.login` would give this customer. */
  wechatLoginCode(openId: string, unionId?: string): string
}

const LIFE_SECONDS = 7200

/** stable_token and jscode2session of WeChat, protocol section 6.4. Success carries no errcode there. */
export const wechatSide = ({ appId, secret }: WechatApp, now: () => number): WechatSide => {
  const codes = loginCodes<{ openId: string; unionId?: string }>('customer', now)
  let number = 0
  let expiresAt = 0

  const checkApp = (givenAppId: unknown, givenSecret: unknown): void => {
    if (givenAppId !== appId) throw new PlatformRefusal(40013, 'invalid appid')
    if (givenSecret !== secret) throw new PlatformRefusal(40125, 'invalid appsecret')
  }

  return {
    routes: {
      'POST /cgi-bin/stable_token': asked => {
        const body = jsonOf(asked)
        checkApp(body.appid, body.secret)
        if (now() >= expiresAt || body.force_refresh === true) {
          number += 1
          expiresAt = now() + LIFE_SECONDS * 1000
        }
        const access_token = createHash('sha512').update(`wechat.${number}`).digest('hex')
        return { json: { access_token, expires_in: Math.ceil((expiresAt - now()) / 1000) } }
      },
      'GET /sns/jscode2session': ({ query }) => {
        checkApp(query.get('appid'), query.get('secret'))
        const code = query.get('js_code') ?? ''
        const { openId, unionId } = codes.spend(code)
        const session_key = createHash('md5').update(code).digest('base64')
        return { json: { openid: openId, session_key, ...(unionId && { unionid: unionId }) } }
      },
    },
    wechatLoginCode: (openId, unionId) => codes.issue({ openId, ...(unionId && { unionId }) }),
  }
}
