import type { PreviewResult } from '../../../shared/sla/views'
import type { ClockedTicket } from '../../tickets/due/actions'
import type { Due } from '../measuring/rules'

/** A ticket as it stands, and its due time after a change. */
export type Change = { ticket: ClockedTicket; due: Due }

const isOverdue = ({ dueAt, duePausedFor }: Due, now: Date): boolean =>
  dueAt !== null && dueAt < now && duePausedFor === null

const isSoonOverdue = (due: Due, now: Date): boolean =>
  !isOverdue(due, now) && due.duePausedFor === null && due.dueSoonAt !== null && due.dueSoonAt <= now

export const isChange = ({ ticket, due }: Change): boolean => ticket.dueAt?.getTime() !== due.dueAt?.getTime()

/** Those that become overdue by the change first. */
export const mostTelling = (changes: readonly Change[], now: Date): Change[] => {
  const weight = ({ due }: Change): number => (isOverdue(due, now) ? 2 : isSoonOverdue(due, now) ? 1 : 0)
  return changes.filter(isChange).sort((one, other) => weight(other) - weight(one))
}

export const countsOf = (
  changes: readonly Change[],
  now: Date,
): Pick<PreviewResult, 'overdueNow' | 'overdue' | 'soonOverdue' | 'changed'> => ({
  overdueNow: changes.filter(({ ticket }) => isOverdue(ticket, now)).length,
  overdue: changes.filter(({ due }) => isOverdue(due, now)).length,
  soonOverdue: changes.filter(({ due }) => isSoonOverdue(due, now)).length,
  changed: changes.filter(isChange).length,
})
