import { acts, type Subscriber, type TimerJob, within } from '../queue/subscribers'
import { followBatch, followTicket, WARN } from './following/actions'
import { REDERIVE } from './rederiving/actions'
import { warn } from './warnings/actions'
import { WATCH_YEARS, watchYears } from './years/actions'

export const slaSubscribers: readonly Subscriber[] = [
  acts('sla.begin', ['ticket.created'], (call, { ticketId }) => followTicket(call, ticketId)),
  // A step and the end of its clocks are one: no timer of a ticket that has moved may still fire.
  within('sla.follow', ['ticket.moved', 'ticket.edited', 'ticket.marked', 'ticket.reddened'], (call, { ticketId }) =>
    followTicket(call, ticketId),
  ),
  within('sla.hear', ['ticket.commented'], async (call, { ticketId, audience, actorId }) => {
    if (audience === 'customer' && actorId === call.actor.personId && call.actor.kind === 'member') {
      await followTicket(call, ticketId)
    }
  }),
]

export const slaTimerJobs: readonly TimerJob[] = [
  { job: WARN, act: (call, { ticketId = '', clockId = '' }) => warn(call, ticketId, clockId) },
  { job: REDERIVE, act: (call, { runId = '', afterId = '' }) => followBatch(call, runId, afterId) },
  { job: WATCH_YEARS, act: watchYears },
]
