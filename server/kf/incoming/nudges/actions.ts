import { Refusal } from '../../../../shared/kernel/refusal'
import { nudgeableFrom } from '../../../../shared/nudges'
import type { Call } from '../../../call'
import { nudge as nudgeTicket } from '../../../nudges/actions'
import { findTicket, type TicketRow } from '../../../tickets/actions'
import { lookKfTicket } from '../../conversations/store'
import { oweReply } from '../../replies/actions'
import { noTicketReply, type ReplyBody, urgedBeforeReply, urgedReply } from '../../replies/view'
import type { Incoming } from '../actions'
import { inTicketsName } from '../tickets/actions'

/** The ticket of the pressed menu, if it is this chat's; else the one at hand. Whoever presses is always answered. */
export const nudge = async (
  call: Call,
  { conversation, ticket }: Incoming,
  pressedId: string | null,
): Promise<void> => {
  const pressed = pressedId ? await lookKfTicket(call.tx, pressedId) : null
  const urged = pressed?.conversationId === conversation.id ? await findTicket(call, pressed.id) : ticket
  const body = urged && nudgeableFrom(urged, call.now) ? await answerTo(call, urged) : noTicketReply()
  await oweReply(call, { conversationId: conversation.id, ticketId: urged?.id ?? null, body })
}

const answerTo = async (call: Call, ticket: TicketRow): Promise<ReplyBody> => {
  try {
    return urgedReply(await nudgeTicket(inTicketsName(call, ticket), ticket.id))
  } catch (error) {
    // Refused before anything was written.
    if (error instanceof Refusal && error.code === 'ticket.nudged_recently') return urgedBeforeReply(ticket)
    throw error
  }
}
