import type { EventOf } from '../../../shared/events'
import { isInScope, scopesOf } from '../../../shared/kernel/scope'
import type { Call, Reading } from '../../call'
import { actorOf, listActivePeople, lookPerson, type PersonRow } from '../../people/actions'
import { isTimerSet } from '../../queue/store'
import { findTicket } from '../../tickets/actions'
import { countTickets } from '../../tickets/list/actions'
import { type Counts, countsOnlyOwn, nextTileAt } from './rules'

type Heard = EventOf<'ticket.created'> | EventOf<'ticket.moved'>

export const TILE_JOB = 'tile.refresh'

/** Whose figures a ticket is part of: those of the people on it, now or before, and of those who direct its region. */
const listConcerned = async (call: Call, event: Heard): Promise<string[]> => {
  const ticket = await findTicket(call, event.ticketId)
  const onIt = [ticket.assigneeId, ticket.ownerId, ticket.createdById]
  if (event.type === 'ticket.moved') onIt.push(event.assigneeId, event.previousAssigneeId)
  const directing = await Promise.all((['dispatcher', 'manager'] as const).map(role => listActivePeople(call, role)))
  const seeing = directing.flat().filter(person => isInScope(scopesOf(actorOf(person)), ticket))
  return [...new Set([...onIt, ...seeing.map(({ id }) => id)])].filter(id => id !== null).sort()
}

/** Sets a timer for each of them, unless one is set: whatever happens until it fires is one change of the tile. */
export const refreshTilesSoon = async (call: Call, event: Heard): Promise<void> => {
  for (const personId of await listConcerned(call, event)) {
    const key = `tile:${personId}`
    if (await isTimerSet(call.tx, key)) continue
    await call.timers.set({ key, job: TILE_JOB, at: nextTileAt(personId, call.now), payload: { personId } })
  }
}

export type TileFacts = { userId: string; counts: Counts }

const factsOf = async (reading: Reading, person: PersonRow): Promise<TileFacts | null> => {
  if (!person.wecomUserId || person.status !== 'active') return null
  const actor = actorOf(person)
  const counts = await countTickets({ ...reading, actor }, { isMine: countsOnlyOwn(actor) })
  return { userId: person.wecomUserId, counts }
}

/** What the tile of somebody who works here should say now; null for whoever has left or is not in WeCom. */
export const lookTileFacts = async (reading: Reading, personId: string): Promise<TileFacts | null> => {
  const person = await lookPerson(reading, personId)
  return person && factsOf(reading, person)
}

/** One after the other, so that thousands of members do not ask the database at once. */
export const listTileFacts = async (reading: Reading): Promise<TileFacts[]> => {
  const facts: TileFacts[] = []
  for (const person of await listActivePeople(reading)) {
    const one = await factsOf(reading, person)
    if (one) facts.push(one)
  }
  return facts
}
