import type { Call, Reading } from '../call'
import { lookPerson } from '../people/actions'
import { findTicket, type TicketRow } from '../tickets/actions'
import { keepCard, lookLastOffered, taskIdOf } from '../wecom/actions'
import type { Sent } from './client'
import { type Heard, type Telling, tellingsOf } from './rules'
import { isToldAlready, saveNotice } from './store'

/** One message that is still owed to somebody who works here and can be reached in WeCom. */
export type Owed = { key: string; ticket: TicketRow; userId: string; telling: Telling }

/** What a delivery owes now: those who have left, and those who were told before, are left out. */
export const listOwed = async (reading: Reading, event: Heard, deliveryId: string): Promise<Owed[]> => {
  const ticket = await findTicket(reading, event.ticketId)
  const around = {
    actorName: event.type === 'ticket.created' ? '' : await nameOf(reading, ticket, event.actorId),
    lastOfferedId: await lookLastOffered(reading, ticket.id),
  }
  const owed: Owed[] = []
  for (const telling of tellingsOf(event, ticket, around)) {
    const person = await lookPerson(reading, telling.personId)
    const key = `${deliveryId}:${telling.personId}`
    if (!person?.wecomUserId || person.status !== 'active' || (await isToldAlready(reading.tx, key))) continue
    owed.push({ key, ticket, userId: person.wecomUserId, telling })
  }
  return owed
}

const nameOf = async (reading: Reading, ticket: TicketRow, actorId: string): Promise<string> => {
  if (actorId === ticket.customerId) return '客户'
  return (await lookPerson(reading, actorId))?.name ?? '系统'
}

/** Remembers what came of a message, and the card if it was one. */
export const keepNotice = async (call: Call, { key, ticket, telling }: Owed, sent: Sent): Promise<void> => {
  const { personId, kind } = telling
  const isSent = sent.state === 'sent'
  await saveNotice(call.tx, {
    id: call.newId(),
    key,
    ticketId: ticket.id,
    personId,
    kind,
    state: sent.state,
    messageId: isSent ? sent.messageId : null,
    at: call.now,
  })
  if (isSent && kind === 'offer') {
    await keepCard(call, { taskId: taskIdOf(ticket), personId, responseCode: sent.responseCode })
  }
}
