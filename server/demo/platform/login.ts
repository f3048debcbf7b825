import { createHash } from 'node:crypto'
import type { Contacts } from './contacts'
import { ok, PlatformRefusal, type Routes } from './wire'

const CODE_LIFE_MS = 5 * 60_000

/** Codes that stand for a person, once, for 5 minutes. */
export const loginCodes = <Who>(prefix: string, now: () => number) => {
  const codes = new Map<string, { who: Who; expiresAt: number }>()
  let number = 0
  return {
    issue: (who: Who): string => {
      number += 1
      const code = createHash('sha256').update(`${prefix}.${number}`).digest('hex').slice(0, 32)
      codes.set(code, { who, expiresAt: now() + CODE_LIFE_MS })
      return code
    },
    spend: (code: string): Who => {
      const found = codes.get(code)
      codes.delete(code)
      if (!found || now() > found.expiresAt) throw new PlatformRefusal(40029, 'invalid code')
      return found.who
    },
  }
}

export type MemberLogin = {
  routes: Routes
  /** What `wx.qy.login`, or the web authorisation, would give this member. */
  loginCode(userId: string): string
}

type LoginDesk = { corpId: string; contacts: Contacts; guard: (routes: Routes) => Routes; now: () => number }

/** Mini-program login inside WeCom, protocol section 6.3. */
export const memberLogin = ({ corpId, contacts, guard, now }: LoginDesk): MemberLogin => {
  const codes = loginCodes<string>('member', now)
  return {
    routes: guard({
      'GET /cgi-bin/miniprogram/jscode2session': ({ query }) => {
        if (query.get('grant_type') !== 'authorization_code') throw new PlatformRefusal(40058, 'invalid grant_type')
        const code = query.get('js_code') ?? ''
        const userid = codes.spend(code)
        const session_key = createHash('md5').update(code).digest('base64')
        return ok({ corpid: corpId, userid, session_key })
      },
      'GET /cgi-bin/auth/getuserinfo': ({ query }) => ok({ userid: codes.spend(query.get('code') ?? '') }),
    }),
    loginCode: userId => codes.issue(contacts.member(userId).userId),
  }
}
