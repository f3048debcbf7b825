import { Refusal, refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Session } from '../../../shared/session'
import type { Call, Reading } from '../../call'
import type { Context } from '../../context'
import {
  actorOfCustomer,
  bindOpenid,
  type CustomerRow,
  findCustomer,
  lookCustomerByOpenid,
} from '../../customers/actions'
import { actorOf, lookPersonByWecomUserId } from '../../people/actions'
import { lookTicketByTrackToken } from '../../tickets/actions'
import { openSession } from '../actions'
import { webUserId } from './client'
import { authorisationUrl, isOurs, refusalOfPlatform } from './rules'

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

/** Where a browser inside WeCom is sent to say who it is; only back to this server. */
export const webAddress = async (
  { context: { config } }: Reading,
  { returnTo, state }: { returnTo: string; state: string },
): Promise<{ url: string }> => {
  refuseUnless(config.mode === 'production' && isOurs(returnTo, config.publicUrl), 'session.required')
  return { url: authorisationUrl(config.wecom, { returnTo, state }) }
}

const asking = async <T>(context: Context, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    const code = refusalOfPlatform(error)
    if (code === 'session.platform_unreachable') context.log.error({ err: error }, 'login platform failed')
    throw new Refusal(code)
  }
}

/** Refuses `session.not_a_member` for a stranger, `session.revoked` for somebody who has left. */
export const enterAsMember = async (call: Call, wecomUserId: string): Promise<Session> => {
  const person = (await lookPersonByWecomUserId(call, wecomUserId)) ?? refuse('session.not_a_member')
  refuseUnless(person.status === 'active', 'session.revoked')
  return openSession(call, actorOf(person))
}

/**
 * A customer by their WeChat account; an account we do not know yet becomes the customer of the ticket that the
 * tracking link opens. Refuses `session.not_a_customer` when there is no such link, or it is another account's.
 */
export const enterAsCustomer = async (
  call: Call,
  { openid, trackToken }: { openid: string; trackToken?: string | undefined },
): Promise<Session> => {
  const known = await lookCustomerByOpenid(call, openid)
  const customer = known ?? (await bindByTicket(call, openid, trackToken))
  return openSession(call, actorOfCustomer(customer))
}

const bindByTicket = async (call: Call, openid: string, trackToken: string | undefined): Promise<CustomerRow> => {
  const ticket = trackToken ? await lookTicketByTrackToken(call, trackToken) : null
  refuseUnless(ticket?.customerId, 'session.not_a_customer')
  const customer = await findCustomer(call, ticket.customerId)
  refuseUnless(customer.openid === null, 'session.not_a_customer')
  call.audit('customers.bindOpenid', customer.id, { ticketId: ticket.id })
  return bindOpenid(call, customer, openid)
}
