import type { EventOf } from '../../../shared/events'
import type { Call } from '../../call'
import { listActivePeople, lookPerson } from '../../people/actions'
import { findTicket } from '../../tickets/actions'
import { type Message, queueMessages, text } from '../../wecom/actions'
import { ticketLink } from '../rules'
import { hearersOf, nudgeWords } from './rules'

/** Tells those who can hurry that somebody waits, at once and alone. */
export const tellNudge = async (call: Call, { ticketId, actorId, count }: EventOf<'ticket.nudged'>): Promise<void> => {
  const ticket = await findTicket(call, ticketId)
  const desk = await listActivePeople(call, 'dispatcher')
  const url = ticketLink(call.context.config.publicUrl, ticketId)
  const says = nudgeWords(ticket, (await lookPerson(call, actorId))?.name ?? '客户', count)
  const hearers = hearersOf(
    ticket,
    desk.map(({ id }) => id),
    actorId,
  )
  const messages: Message[] = []
  for (const personId of hearers) {
    const person = await lookPerson(call, personId)
    if (!person?.wecomUserId || person.status !== 'active') continue
    const id = call.newId()
    const content = text({ says, link: { url: `${url}&notice=${id}`, says: '查看工单' } })
    const key = `nudge:${ticketId}:${count}:${personId}`
    messages.push({ id, key, to: { userId: person.wecomUserId, personId }, content, priority: 1, line: { says, url } })
  }
  await queueMessages(call, messages)
}
