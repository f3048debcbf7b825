import type { Call, Reading } from '../call'
import { identitiesOf } from '../customers/actions'
import type { TicketRow } from '../tickets/actions'
import { type ConversationRow, lookConversation, lookKfTicket, lookLatestConversation } from './conversations/store'
import { siteOf } from './incoming/tickets/actions'
import { oweReply } from './replies/actions'
import { withheldBecause } from './replies/rules'
import { newsReply } from './replies/view'

/**
 * Tells a customer news of their ticket by customer service, in the chat that the ticket began in, else where they
 * wrote last. The message goes out after the commit; its id, by which `kf.undelivered` names it if it does not arrive.
 * Null when they have no chat in which the platform would deliver it (48 hours, five messages).
 */
export const tellByKf = async (call: Call, ticket: TicketRow, says: string): Promise<string | null> => {
  const chat = await chatOf(call, ticket)
  if (!chat || withheldBecause(chat, call.now)) return null
  const body = newsReply(siteOf(call), ticket, says)
  return oweReply(call, { conversationId: chat.id, ticketId: ticket.id, body })
}

const chatOf = async (reading: Reading, { id, customerId }: TicketRow): Promise<ConversationRow | null> => {
  const begun = await lookKfTicket(reading.tx, id)
  if (begun) return lookConversation(reading.tx, begun.conversationId)
  if (!customerId) return null
  const accounts = await identitiesOf(reading, customerId, 'kf')
  return lookLatestConversation(reading.tx, accounts)
}
