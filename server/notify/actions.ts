import type { EventOf } from '../../shared/events'
import { MINUTE } from '../../shared/kernel/time'
import type { Priority } from '../../shared/priorities'
import type { Call, Reading } from '../call'
import { lookPerson } from '../people/actions'
import { findTicket, type TicketRow } from '../tickets/actions'
import { type Message, offerContent, queueMessages, text } from '../wecom/actions'
import { type Heard, type Telling, tellingsOf, ticketLink } from './rules'

export { ticketLink } from './rules'

/** An offer that nobody has answered by then is for somebody else to look at. */
const answerWithinMs: Record<Priority, number> = { critical: 5 * MINUTE, high: 15 * MINUTE, normal: 60 * MINUTE }

/** Writes to those whom a change concerns, in this transaction; whoever has left, or is not in WeCom, is left out. */
export const tell = async (call: Call, event: Heard): Promise<void> => {
  const ticket = await findTicket(call, event.ticketId)
  const actorName = event.type === 'ticket.created' ? '' : await nameOf(call, ticket, event)
  const messages: Message[] = []
  for (const telling of tellingsOf(event, ticket, { actorName })) {
    const person = await lookPerson(call, telling.personId)
    if (!person?.wecomUserId || person.status !== 'active') continue
    messages.push(messageOf(call, ticket, { telling, userId: person.wecomUserId }))
  }
  await queueMessages(call, messages)
}

const nameOf = async (
  reading: Reading,
  ticket: TicketRow,
  { actorId }: EventOf<'ticket.moved'> | EventOf<'ticket.commented'>,
): Promise<string> => {
  if (actorId === ticket.customerId) return '客户'
  return (await lookPerson(reading, actorId))?.name ?? '系统'
}

/** The link holds the message's id: two that read the same are two all the same, and neither is taken for a repeat. */
const messageOf = (call: Call, ticket: TicketRow, to: { telling: Telling; userId: string }): Message => {
  const { telling, userId } = to
  const id = call.newId()
  const url = ticketLink(call.context.config.publicUrl, ticket.id)
  const common = { id, to: { userId, personId: telling.personId }, ticket }
  if (telling.kind === 'offer') {
    const ackBy = new Date(call.now.getTime() + answerWithinMs[ticket.priority])
    return { ...common, priority: 1, content: offerContent({ ...ticket, url }), ackBy }
  }
  const { says, linkSays } = telling
  const content = text({ says, link: { url: `${url}&notice=${id}`, says: linkSays } })
  return { ...common, priority: 2, content, line: { says, url } }
}
