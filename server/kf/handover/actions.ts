import type { Call, Reading } from '../../call'
import { lookCustomer } from '../../customers/actions'
import { lookPerson } from '../../people/actions'
import { findTicket, noteOnTicket, type TicketRow } from '../../tickets/actions'
import type { HandedOver, KfProfile } from '../client'
import { isWithPerson } from '../conversations/rules'
import { type ConversationRow, lookConversation, setWithPerson, takeConversation } from '../conversations/store'
import { lookCustomerInChat } from '../identities/actions'
import { beginTicket } from '../incoming/tickets/actions'
import { oweReply } from '../replies/actions'
import { nobodyThereReply, personComesReply } from '../replies/view'

/** The answer to a change of state must be given soon. */
const ANSWER_MS = 20_000

export type Wanted = {
  openKfId: string
  externalUserId: string
  /** The salesperson whose customer this is, if they can be reached in WeCom. */
  servicerUserId: string | null
  hasTicket: boolean
}

/** Whom to call; null when a person has the chat already. */
export const wantedIn = async (reading: Reading, conversationId: string): Promise<Wanted | null> => {
  const conversation = await lookConversation(reading.tx, conversationId)
  if (!conversation || isWithPerson({ ...conversation, sentAt: reading.now })) return null
  const { openKfId, externalUserId, ticketId } = conversation
  const servicerUserId = await servicerFor(reading, conversation)
  return { openKfId, externalUserId, servicerUserId, hasTicket: ticketId !== null }
}

const servicerFor = async (reading: Reading, conversation: ConversationRow): Promise<string | null> => {
  const ticket = conversation.ticketId ? await findTicket(reading, conversation.ticketId) : null
  const customer = ticket?.customerId
    ? await lookCustomer(reading, ticket.customerId)
    : await lookCustomerInChat(reading, conversation)
  const owner = customer?.ownerId ? await lookPerson(reading, customer.ownerId) : null
  return owner?.status === 'active' ? owner.wecomUserId : null
}

/** What is needed when nobody takes the chat and there is no ticket that would remember it. */
export type Fallback = { number: string | null; profile: KfProfile | null }

/** Tells the customer, and those who look after the ticket if something was in the way. */
export const keepHandOver = async (
  call: Call,
  conversationId: string,
  outcome: HandedOver,
  fallback: Fallback,
): Promise<void> => {
  const conversation = await takeConversation(call.tx, conversationId)
  if (outcome.state === 'refused') return noteNobody(call, conversation, outcome.errcode, fallback)
  await setWithPerson(call.tx, conversationId, call.now)
  if (outcome.state === 'already') return
  const { ticketId } = conversation
  const answer = { conversationId, ticketId, body: personComesReply() }
  const goodUntil = new Date(call.now.getTime() + ANSWER_MS)
  if (outcome.code) await oweReply(call, { ...answer, code: outcome.code, goodUntil })
  if (outcome.servicerRefused === null || !ticketId) return
  const body = `${whyRefused(outcome.servicerRefused)}，客户的会话已转入待接入池，请尽快接入`
  await noteOnTicket(call, { ticketId, body, audience: 'internal' })
}

const SERVICER_INACTIVE = 95014

const whyRefused = (errcode: number): string =>
  errcode === SERVICER_INACTIVE ? '负责人没有开通微信客服接待' : `微信没有接受转人工（${errcode}）`

const noteNobody = async (
  call: Call,
  conversation: ConversationRow,
  errcode: number,
  fallback: Fallback,
): Promise<void> => {
  const ticket = await ticketFor(call, conversation, fallback)
  const body = `客户要求人工服务，${whyRefused(errcode)}，请尽快电话联系客户`
  await noteOnTicket(call, { ticketId: ticket.id, body, audience: 'internal' })
  await oweReply(call, { conversationId: conversation.id, ticketId: ticket.id, body: nobodyThereReply(ticket) })
}

const ticketFor = (call: Call, conversation: ConversationRow, fallback: Fallback): Promise<TicketRow> => {
  if (conversation.ticketId) return findTicket(call, conversation.ticketId)
  const begun = { said: '咨询：客户要求人工服务', untitled: '', place: null, sentAt: call.now }
  return beginTicket(call, conversation, begun, fallback)
}
