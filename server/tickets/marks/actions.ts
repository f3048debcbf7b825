import type { Priority } from '../../../shared/priorities'
import type { Call } from '../../call'
import { findTicket } from '../finding/actions'
import { NEVER_DUE } from '../rules'
import { changeTicket, type Derived, type Hold, RED_NOTE, saveDerived, saveEvent, type TicketRow } from '../store'
import { newEvent } from '../timeline/rules'

/** Forbids some moves until it is lifted with null; whoever tries reads `says`. */
export const holdTicket = (call: Call, id: string, hold: Hold | null): Promise<void> =>
  saveDerived(call.tx, id, { hold })

/** Where the ticket stands in its flow. */
export const placeTicket = (call: Call, id: string, nodeName: string | null): Promise<void> =>
  saveDerived(call.tx, id, { nodeName })

/** The clock that runs out next, as the clocks say. */
export const setDue = (call: Call, id: string, due: Omit<Derived, 'hold' | 'nodeName' | 'urgency'>): Promise<void> =>
  saveDerived(call.tx, id, { ...due, urgency: due.dueAt?.getTime() ?? NEVER_DUE })

export type Mark = {
  ticketId: string
  priority?: Priority | undefined
  teamId?: string | undefined
  /** Added to those it has. */
  tags?: readonly string[] | undefined
  /** For the timeline: who or what did it and why. */
  says: string
}

/** Sets what rules and people decide beside the form, with its timeline row. */
export const markTicket = async (
  call: Call,
  { ticketId, priority, teamId, tags = [], says }: Mark,
): Promise<TicketRow> => {
  const row = await findTicket(call, ticketId)
  const next = await changeTicket(call.tx, row, {
    priority: priority ?? row.priority,
    teamId: teamId ?? row.teamId,
    tags: [...new Set([...row.tags, ...tags])],
    lastEvent: says.slice(0, 120),
    updatedAt: call.now,
  })
  await saveEvent(call.tx, newEvent(call, next, { kind: 'note', body: says }))
  call.emit({ type: 'ticket.marked', ticketId, actorId: call.actor.personId })
  await call.follow()
  return next
}

/** Adds a line to the timeline that our own people read, and tells nobody. */
export const recordOnTicket = async (call: Call, row: TicketRow, says: string): Promise<void> =>
  saveEvent(call.tx, newEvent(call, row, { kind: 'note', body: says }))

/** Puts the ticket on the emergency channel; again is harmless. */
export const reddenTicket = async (call: Call, ticketId: string, reason: string): Promise<TicketRow> => {
  const row = await findTicket(call, ticketId)
  if (row.isRed) return row
  const next = await changeTicket(call.tx, row, {
    isRed: true,
    priority: 'critical',
    lastEvent: `${RED_NOTE}${reason}`.slice(0, 120),
    updatedAt: call.now,
  })
  await saveEvent(call.tx, newEvent(call, next, { kind: 'note', body: `${RED_NOTE}${reason}` }))
  call.emit({ type: 'ticket.reddened', ticketId, actorId: call.actor.personId, reason })
  await call.follow()
  return next
}

/** Counts one more nudge of the customer's, with its timeline row. When one is allowed, the caller decides. */
export const nudgeTicket = async (call: Call, row: TicketRow, says: string): Promise<TicketRow> => {
  const next = await changeTicket(call.tx, row, {
    nudgeCount: row.nudgeCount + 1,
    nudgedAt: call.now,
    lastEvent: says.slice(0, 120),
    updatedAt: call.now,
  })
  await saveEvent(call.tx, newEvent(call, next, { kind: 'note', body: says, audience: 'customer' }))
  call.emit({ type: 'ticket.nudged', ticketId: row.id, actorId: call.actor.personId, count: next.nudgeCount })
  return next
}
