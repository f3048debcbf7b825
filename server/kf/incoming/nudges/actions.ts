import { openStatuses } from '../../../../shared/tickets/life'
import type { Call } from '../../../call'
import { findTicket, noteOnTicket } from '../../../tickets/actions'
import { NUDGE_EVERY_MS } from '../../conversations/rules'
import { lookKfTicket, nudgeTicket } from '../../conversations/store'
import { oweReply } from '../../replies/actions'
import { noTicketReply, urgedBeforeReply, urgedReply } from '../../replies/view'
import type { Incoming } from '../actions'
import { inTicketsName } from '../tickets/actions'

/** The ticket of the pressed menu, if it is this chat's; else the one at hand. Urged at most every half hour. */
export const nudge = async (
  call: Call,
  { conversation, ticket }: Incoming,
  pressedId: string | null,
): Promise<void> => {
  const pressed = pressedId ? await lookKfTicket(call.tx, pressedId) : null
  const urged = pressed?.conversationId === conversation.id ? await findTicket(call, pressed.id) : ticket
  const answer = { conversationId: conversation.id, ticketId: urged?.id ?? null }
  if (!urged || !openStatuses.includes(urged.status)) {
    await oweReply(call, { ...answer, body: noTicketReply() })
    return
  }
  const since = new Date(call.now.getTime() - NUDGE_EVERY_MS)
  const isFirst = await nudgeTicket(call.tx, urged.id, call.now, since)
  if (isFirst) {
    const note = { ticketId: urged.id, body: '客户催单', audience: 'internal' as const }
    await noteOnTicket(inTicketsName(call, urged), note)
  }
  await oweReply(call, { ...answer, body: isFirst ? urgedReply(urged) : urgedBeforeReply(urged) })
}
