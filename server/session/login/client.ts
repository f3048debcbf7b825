import * as z from 'zod/mini'
import { Refusal, refuse } from '../../../shared/kernel/refusal'
import type { Context } from '../../context'
import type { WecomCalls } from '../../wecom/calls/client'
import { refusalOfPlatform } from './rules'

/**
 * The WeCom user id behind the code of `wx.qy.login` (protocol section 6.3). Refuses `session.code_invalid`, or
 * `session.platform_unreachable` when WeCom gave no answer.
 */
export const askWecom = (context: Context, code: string): Promise<string> =>
  asking(context, async () => (await context.outside.wecom.codeToSession(code)).userId)

/** The openid behind the code of `wx.login` (protocol section 6.4); refuses likewise. */
export const askWechat = (context: Context, code: string): Promise<string> =>
  asking(context, async () => (await context.outside.wechat.codeToSession(code)).openId)

/**
 * The WeCom user id behind the code of the web authorisation (protocol section 6.2). Refuses likewise, and somebody from
 * outside the corp with `session.not_a_member`.
 */
export const askWecomWeb = async (context: Context, code: string): Promise<string> =>
  (await asking(context, () => webUserId(context.outside.wecom.calls, code))) ?? refuse('session.not_a_member')

const asking = async <T>(context: Context, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    const code = refusalOfPlatform(error)
    if (code === 'session.platform_unreachable') context.log.error({ err: error }, 'login platform failed')
    throw new Refusal(code)
  }
}

/** A member has a userid; somebody from outside the corp has an openid instead. */
const webUser = z.object({ userid: z._default(z.string(), '') })

/** Who is behind the code of the web authorisation (protocol section 6.2): once, five minutes. Null: nobody of the corp. */
const webUserId = async (calls: WecomCalls, code: string): Promise<string | null> =>
  (await calls.get(webUser, '/cgi-bin/auth/getuserinfo', { code })).userid || null
