import { HOUR, MINUTE } from '../kernel/time'
import type { Priority } from '../priorities'
import type { Status } from './life'

/** First response, on the always clock: machine down or danger 15 min, function fault 2 h, question 8 h. */
const responseMs: Record<Priority, number> = { critical: 15 * MINUTE, high: 2 * HOUR, normal: 8 * HOUR }
const ARRIVAL_MS = 24 * HOUR

/** The instant that the ticket's present step is due; null once nobody is waited for. */
export const dueAt = (ticket: {
  status: Status
  priority: Priority
  openedAt: Date | null
  appointmentFrom: Date | null
}): Date | null => {
  if (!ticket.openedAt) return null
  if (ticket.status === 'open' || ticket.status === 'assigned') {
    return new Date(ticket.openedAt.getTime() + responseMs[ticket.priority])
  }
  if (ticket.status === 'accepted' || ticket.status === 'travelling') {
    return new Date(Math.max(ticket.openedAt.getTime() + ARRIVAL_MS, ticket.appointmentFrom?.getTime() ?? 0))
  }
  return null
}
