import { refuse } from '../../shared/kernel/refusal'
import { DAY, startOfChinaDay } from '../../shared/kernel/time'
import { type Move, transitionOf } from '../../shared/tickets/life'
import type { Call, Reading } from '../call'
import { attachFiles } from '../files/actions'
import { findTemplate } from '../templates/actions'
import { findTicket } from './finding/actions'
import { carryOut, fillForMove } from './form/actions'
import { moved } from './rules'
import {
  changeTicket,
  listDecliners,
  lookTicketByToken,
  rereadTicket,
  saveEvent,
  type TicketEventRow,
  type TicketRow,
} from './store'
import { newEvent } from './timeline/rules'
import { countAssigned } from './usage/store'

export { createTicket, takeNumber } from './creation/actions'
export { viewTicket } from './detail/actions'
export { findTicket } from './finding/actions'
export type { TicketRow } from './store'

/** The ticket that a tracking link opens: the token itself is the permission. */
export const lookTicketByTrackToken = (reading: Reading, token: string): Promise<TicketRow | null> =>
  lookTicketByToken(reading.tx, token)

export type Step = {
  ticketId: string
  move: Move
  version?: number | undefined
  reason?: string | undefined
  /** Words for the timeline besides the reason. */
  note?: string | undefined
  /** The phone's own time, when the step was taken offline. */
  deviceAt?: Date | undefined
  /** What else the step changes, such as the assignee. */
  changes?: Partial<TicketRow> | undefined
}

/** Takes one step of the ticket's life, with its timeline row and event, in this transaction. */
export const moveTicket = async (call: Call, step: Step): Promise<TicketRow> => {
  const { move, reason, version } = step
  const row = await findTicket(call, step.ticketId)
  const template = await findTemplate(call, row.templateId)
  const state = moved(row, { move, reason, version, reopenDays: template.body.reopenDays }, call.actor, call.now)
  const filled = await fillForMove(call, { move, row, template })
  const next = await changeTicket(call.tx, row, {
    ...state,
    ...filled?.changes,
    ...step.changes,
    updatedAt: call.now,
    lastEvent: `${call.actor.name} ${transitionOf(move).name}`,
  })
  await saveEvent(
    call.tx,
    newEvent(call, next, {
      kind: move,
      from: row.status,
      to: next.status,
      reason: reason ?? null,
      body: step.note ?? null,
      deviceAt: step.deviceAt ?? null,
    }),
  )
  call.emit({
    type: 'ticket.moved',
    ticketId: row.id,
    move,
    from: row.status,
    to: next.status,
    // Whoever is concerned: after a decline or a cancellation, the one who had it.
    assigneeId: next.assigneeId ?? row.assigneeId,
    previousAssigneeId: row.assigneeId,
    actorId: call.actor.personId,
  })
  if (filled) await carryOut(call, row.id, filled.effects)
  await call.follow()
  return rereadTicket(call.tx, row.id)
}

type Note = {
  ticketId: string
  kind?: 'note' | 'comment' | 'attach'
  body?: string
  audience: TicketEventRow['audience']
  fileIds?: string[]
}

/** Adds a row to the timeline without moving the ticket; customers write only what customers read. */
export const noteOnTicket = async (call: Call, note: Note): Promise<TicketRow> => {
  const row = await findTicket(call, note.ticketId)
  const audience = call.actor.kind === 'customer' ? 'customer' : note.audience
  const { kind = 'note', body = null, fileIds = [] } = note
  if (fileIds.length > 0) await attachFiles(call, fileIds, row.id)
  await saveEvent(call.tx, newEvent(call, row, { kind, body, audience, fileIds }))
  call.emit({ type: 'ticket.commented', ticketId: row.id, audience, actorId: call.actor.personId })
  return row
}

/** Keeps the customer's mark, once, with the step that confirms the work. */
export const confirmTicket = async (
  call: Call,
  {
    id,
    version,
    rating,
    comment,
  }: { id: string; version: number; rating?: number | undefined; comment?: string | undefined },
): Promise<TicketRow> =>
  moveTicket(call, { ticketId: id, version, move: 'confirm', note: comment, changes: { rating: rating ?? null } })

/** Tickets assigned to each engineer on the business day of `now`. */
export const countOfToday = (reading: Reading, engineerIds: readonly string[]): Promise<Map<string, number>> => {
  const from = startOfChinaDay(reading.now)
  return countAssigned(reading.tx, engineerIds, from, new Date(from.getTime() + DAY))
}

export const listDeclinersOf = (reading: Reading, ticketId: string): Promise<string[]> =>
  listDecliners(reading.tx, ticketId)

/** Refuses anybody but the engineer whom the ticket is assigned to. */
export const findOwnTicket = async (reading: Reading, id: string): Promise<TicketRow> => {
  const row = await findTicket(reading, id)
  return row.assigneeId === reading.actor.personId ? row : refuse('ticket.not_yours')
}
