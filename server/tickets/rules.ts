import { Refusal, refuseUnless } from '../../shared/kernel/refusal'
import type { Actor } from '../../shared/kernel/roles'
import { DAY } from '../../shared/kernel/time'
import { type Move, moves, statusNames, transitionOf } from '../../shared/tickets/life'
import type { TicketRow } from './store'

/** What sorts last by urgency: nothing is waited for. */
export const NEVER_DUE = 9_000_000_000_000_000

type Mover = Pick<Actor, 'kind' | 'personId' | 'name' | 'roles'>

const mayMove = (move: Move, ticket: Pick<TicketRow, 'assigneeId'>, actor: Mover): boolean =>
  transitionOf(move).by.some(who => {
    if (who === 'system') return actor.kind === 'system'
    if (who === 'assignee') return actor.personId === ticket.assigneeId
    return actor.roles.includes(who)
  })

/** What this actor may do with the ticket now, in the order of the table. */
export const allowedMoves = (ticket: Pick<TicketRow, 'status' | 'assigneeId' | 'hold'>, actor: Mover): Move[] =>
  moves.filter(
    move =>
      transitionOf(move).from.includes(ticket.status) &&
      mayMove(move, ticket, actor) &&
      !ticket.hold?.moves.includes(move),
  )

export type MoveRequest = {
  move: Move
  reason?: string | undefined
  /** The version the mover saw; absent for the system and for cards, which decide by state alone. */
  version?: number | undefined
  /** A completed ticket may be reopened for so many days. */
  reopenDays: number
}

/**
 * The next state of a ticket. Refuses with `ticket.changed_meanwhile`, `ticket.taken`, `ticket.not_yours`,
 * `ticket.not_possible_now`, `ticket.held`, `ticket.reason_required`, `ticket.reopen_too_late` or `role.not_allowed`.
 */
export const moved = (ticket: TicketRow, request: MoveRequest, actor: Mover, now: Date): Partial<TicketRow> => {
  const { move, reason, version, reopenDays } = request
  refuseUnless(version === undefined || version === ticket.version, 'ticket.changed_meanwhile', { id: ticket.id })
  const transition = transitionOf(move)
  if (!mayMove(move, ticket, actor)) throw refusalFor(ticket, move, actor)
  refuseUnless(transition.from.includes(ticket.status), 'ticket.not_possible_now', {
    status: statusNames[ticket.status],
    action: transition.name,
  })
  refuseUnless(!ticket.hold?.moves.includes(move), 'ticket.held', { says: ticket.hold?.says })
  refuseUnless(!transition.needsReason || reason?.trim(), 'ticket.reason_required')
  if (move === 'reopen' && ticket.completedAt) {
    const isLate = now.getTime() > ticket.completedAt.getTime() + reopenDays * DAY
    refuseUnless(!isLate, 'ticket.reopen_too_late')
  }
  return { status: transition.to, ...consequences(ticket, move, now) }
}

const refusalFor = (ticket: TicketRow, move: Move, actor: Mover): Refusal => {
  if (!transitionOf(move).by.includes('assignee')) return new Refusal('role.not_allowed')
  const isTaken = ticket.assigneeId !== null && ticket.assigneeId !== actor.personId
  return isTaken ? new Refusal('ticket.taken', { name: ticket.assigneeName }) : new Refusal('ticket.not_yours')
}

/** Nobody's any more, so no provider's either. */
const unassigned = { assigneeId: null, assigneeName: null, assignedAt: null, providerId: null }

/** What a step changes besides the status. */
const consequences = (ticket: TicketRow, move: Move, now: Date): Partial<TicketRow> => {
  switch (move) {
    case 'submit':
      return { openedAt: now }
    case 'assign':
      return { assignedAt: now }
    case 'decline':
    case 'release':
      return unassigned
    case 'confirm':
      return { completedAt: now }
    case 'reopen':
      return { ...unassigned, openedAt: now, completedAt: null, rating: null, reopenedCount: ticket.reopenedCount + 1 }
    default:
      return {}
  }
}
