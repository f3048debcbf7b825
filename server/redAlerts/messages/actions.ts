import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { redAlertIn, redAlertsApi } from '../../../shared/redAlerts'
import type { Channel } from '../../../shared/tickets/views'
import { type Call, callAs } from '../../call'
import type { Context } from '../../context'
import { listCustomers } from '../../customers/actions'
import { isDuplicate } from '../../db/rows'
import { actorOf, type PersonRow } from '../../people/actions'
import { findTicket, takeNumber } from '../../tickets/actions'
import { listTickets } from '../../tickets/list/actions'
import { raise } from '../actions'
import { raiseNew } from '../creation/actions'
import { lookAlertByMessage, lookOpenAlert, noteOnAlert } from '../store'
import { HOW_TO, knownWords, raisedWords, readSaid, type Said } from './rules'

export type AlarmMessage = {
  /** The message's own id: at most one alert comes of it. */
  id: string
  words: string
  channel: Channel
}

const LONGEST_REASON = 200

/**
 * 红警 in a chat, in the member's name: for a ticket by its number, or for a customer, who gets a ticket with it. Once,
 * however often the message is delivered. Returns what to answer; refuses like the endpoints.
 */
export const raiseByMessage = async (context: Context, from: PersonRow, message: AlarmMessage): Promise<string> => {
  const said = readSaid(redAlertIn(message.words) ?? message.words)
  mayCall(from, said)
  if (said.reason === '') return HOW_TO
  const reason = said.reason.slice(0, LONGEST_REASON)
  const number = await takeNumber(context)
  const attempt = () =>
    callAs(context, actorOf(from), call =>
      said.number === null
        ? forCustomer(call, { customer: said.subject, reason, message, newNumber: number })
        : forTicket(call, said.number, reason),
    )
  try {
    return await attempt()
  } catch (error) {
    // Whoever lost a race for a key finds, the second time, what the other one has written.
    if (!isDuplicate(error)) throw error
    return attempt()
  }
}

const mayCall = ({ roles }: PersonRow, { number }: Said): void => {
  const { allow } = number === null ? redAlertsApi.raiseNew : redAlertsApi.raise
  refuseUnless(allow !== 'anyone' && roles.some(role => allow.includes(role)), 'role.not_allowed')
}

const forTicket = async (call: Call, number: string, reason: string): Promise<string> => {
  const { items } = await listTickets(call, { filter: { text: number }, sort: 'newest', limit: 10 })
  const ticket = items.find(item => item.number === number) ?? refuse('ticket.not_found')
  const known = await lookOpenAlert(call.tx, ticket.id)
  if (known) return knownWords(number, known)
  await raise(call, { ticketId: ticket.id, reason, parts: [] })
  return raisedWords(ticket)
}

type Wanted = { customer: string; reason: string; message: AlarmMessage; newNumber: string }

const forCustomer = async (call: Call, { customer, reason, message, newNumber }: Wanted): Promise<string> => {
  const known = await lookAlertByMessage(call.tx, message.id)
  if (known) return raisedWords(await findTicket(call, known.ticketId))
  const { items } = await listCustomers(call, { text: customer.slice(0, 50), limit: 10 })
  const exact = items.filter(({ name }) => name === customer)
  const [found, ...others] = exact.length > 0 ? exact : items
  if (!found) return `没有找到客户「${customer}」。${HOW_TO}`
  if (others.length > 0) return `有 ${others.length + 1} 位客户符合「${customer}」，请写全名、完整电话或单号`
  const { channel } = message
  const alert = await raiseNew(call, { customerId: found.id, reason, channel, parts: [] }, newNumber)
  await noteOnAlert(call.tx, alert.id, { messageId: message.id })
  return raisedWords(await findTicket(call, alert.ticketId))
}
