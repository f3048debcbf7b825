import { acts, type Subscriber, type TimerJob, within } from '../queue/subscribers'
import { begin, follow, followTemplate, hearCustomer, redden, replaceLeaver } from './following/actions'
import { endWait } from './runs/actions'

/** A gate stands from the first moment and falls with what lifts it: so flows take part in the ticket's own transactions. */
export const flowsSubscribers: readonly Subscriber[] = [
  within('flows.begin', ['ticket.created'], begin),
  within('flows.follow', ['ticket.moved'], follow),
  within('flows.redden', ['ticket.reddened'], (call, { ticketId }) => redden(call, ticketId)),
  within('flows.followTemplate', ['ticket.edited'], (call, { ticketId }) => followTemplate(call, ticketId)),
  acts('flows.hearCustomer', ['ticket.commented'], hearCustomer),
  acts('flows.replaceLeaver', ['person.left'], (call, { personId }) => replaceLeaver(call, personId)),
]

export const flowsTimerJobs: readonly TimerJob[] = [{ job: 'flows.wait', act: endWait }]
