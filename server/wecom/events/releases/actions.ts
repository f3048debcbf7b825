import type { EventOf } from '../../../../shared/events'
import type { Call } from '../../../call'
import { findPerson, listActivePeople, type PersonRow } from '../../../people/actions'
import { findTicket, type TicketRow } from '../../../tickets/actions'
import { queueMessage, text } from '../../outbox/actions'
import { releasedWords } from './rules'

/**
 * The dispatchers read which tickets wait for somebody again since a colleague has left: whoever had assigned them, or
 * all of the desk where that was nobody who is still there. One message each, however many tickets it is about.
 */
export const tellDispatchers = async (
  call: Call,
  { personId, tickets }: EventOf<'tickets.released'>,
): Promise<void> => {
  const { name } = await findPerson(call, personId)
  const desk = await listActivePeople(call, 'dispatcher')
  const told = new Map<PersonRow, TicketRow[]>()
  for (const { ticketId, dispatcherId } of tickets) {
    const ticket = await findTicket(call, ticketId)
    const theirs = desk.filter(({ id }) => id === dispatcherId)
    for (const one of theirs.length > 0 ? theirs : desk) told.set(one, [...(told.get(one) ?? []), ticket])
  }
  for (const [{ id, wecomUserId }, released] of told) {
    if (!wecomUserId) continue
    const link = { url: `${call.context.config.publicUrl}/#/tickets/list`, says: '去重新派单' }
    await queueMessage(call, {
      key: `released:${released[0]?.id}.${released[0]?.version}:${id}`,
      to: { userId: wecomUserId, personId: id },
      content: text({ says: releasedWords(name, released), link }),
      priority: 1,
    })
  }
}
