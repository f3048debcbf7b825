import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Session } from '../../../shared/session'
import type { Call, Reading } from '../../call'
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
import { authorisationUrl, isOurs } from './rules'

/** Where a browser inside WeCom is sent to say who it is; only back to this server. */
export const webAddress = async (
  { context: { config } }: Reading,
  { returnTo, state }: { returnTo: string; state: string },
): Promise<{ url: string }> => {
  refuseUnless(config.mode === 'production' && isOurs(returnTo, config.publicUrl), 'session.required')
  return { url: authorisationUrl(config.wecom, { returnTo, state }) }
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
