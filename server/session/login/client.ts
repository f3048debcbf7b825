import * as z from 'zod/mini'
import type { WecomCalls } from '../../wecom/calls/client'

/** A member has a userid; somebody from outside the corp has an openid instead. */
const webUser = z.object({ userid: z._default(z.string(), '') })

/** Who is behind the code of the web authorisation (protocol section 6.2): once, five minutes. Null: nobody of the corp. */
export const webUserId = async (calls: WecomCalls, code: string): Promise<string | null> =>
  (await calls.get(webUser, '/cgi-bin/auth/getuserinfo', { code })).userid || null
