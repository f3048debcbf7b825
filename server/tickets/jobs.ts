import { DAY } from '../../shared/kernel/time'
import type { Call } from '../call'
import { acts, type Subscriber, type TimerJob } from '../queue/subscribers'
import { findTicket, moveTicket } from './actions'
import { followMerge, followUndo, releaseTicketsOf } from './reassignment/actions'

/** After settlement the customer has a day to come back before the ticket is archived. */
const ARCHIVE_AFTER_MS = DAY

const timerKey = (ticketId: string): string => `tickets.archive:${ticketId}`

const archiveLater = (call: Call, ticketId: string): Promise<void> =>
  call.timers.set({
    key: timerKey(ticketId),
    job: 'tickets.archive',
    at: new Date(call.now.getTime() + ARCHIVE_AFTER_MS),
    payload: { ticketId },
  })

export const ticketsSubscribers: readonly Subscriber[] = [
  acts('tickets.archiveLater', ['ticket.settled'], (call, { ticketId }) => archiveLater(call, ticketId)),
  acts('tickets.keepOpen', ['ticket.moved'], async (call, { ticketId, move }) => {
    if (move === 'reopen') await call.timers.cancel(timerKey(ticketId))
  }),
  acts('tickets.release', ['person.left'], (call, { personId }) => releaseTicketsOf(call, personId)),
  acts('tickets.followMerge', ['customer.merged'], (call, { mergeRowId }) => followMerge(call, mergeRowId)),
  acts('tickets.followUndo', ['customer.mergeUndone'], (call, { mergeRowId }) => followUndo(call, mergeRowId)),
]

export const ticketsTimerJobs: readonly TimerJob[] = [
  {
    job: 'tickets.archive',
    act: async (call, { ticketId = '' }) => {
      const { status, hold } = await findTicket(call, ticketId)
      if (status !== 'completed') return
      if (hold?.moves.includes('close')) await archiveLater(call, ticketId)
      else await moveTicket(call, { ticketId, move: 'close' })
    },
  },
]
