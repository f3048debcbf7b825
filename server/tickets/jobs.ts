import { DAY, MINUTE } from '../../shared/kernel/time'
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

/** A ticket that was begun before a merge, for the customer as they were then, has long been written by this time. */
const FOLLOW_AGAIN_AFTER_MS = 2 * MINUTE

const followMergeLater = (call: Call, mergeRowId: string): Promise<void> =>
  call.timers.set({
    key: `tickets.followMerge:${mergeRowId}`,
    job: 'tickets.followMerge',
    at: new Date(call.now.getTime() + FOLLOW_AGAIN_AFTER_MS),
    payload: { mergeRowId },
  })

export const ticketsSubscribers: readonly Subscriber[] = [
  acts('tickets.archiveLater', ['ticket.settled'], (call, { ticketId }) => archiveLater(call, ticketId)),
  acts('tickets.keepOpen', ['ticket.moved'], async (call, { ticketId, move }) => {
    if (move === 'reopen') await call.timers.cancel(timerKey(ticketId))
  }),
  acts('tickets.release', ['person.left'], (call, { personId }) => releaseTicketsOf(call, personId)),
  acts('tickets.followMerge', ['customer.merged'], async (call, { mergeRowId }) => {
    await followMerge(call, mergeRowId)
    await followMergeLater(call, mergeRowId)
  }),
  acts('tickets.followUndo', ['customer.mergeUndone'], (call, { mergeRowId }) => followUndo(call, mergeRowId)),
]

export const ticketsTimerJobs: readonly TimerJob[] = [
  { job: 'tickets.followMerge', act: (call, { mergeRowId = '' }) => followMerge(call, mergeRowId) },
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
