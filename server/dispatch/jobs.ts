import type { DomainEvent } from '../../shared/events'
import { acts, type Subscriber } from '../queue/subscribers'
import { assignOpened } from './actions'

/** Created open, submitted, declined or reopened: the ticket waits for an engineer. */
const opens = (event: Extract<DomainEvent, { type: 'ticket.created' | 'ticket.moved' }>): boolean =>
  (event.type === 'ticket.created' ? event.status : event.to) === 'open'

export const dispatchSubscribers: readonly Subscriber[] = [
  acts('dispatch.automatic', ['ticket.created', 'ticket.moved'], async (call, event) => {
    if (opens(event)) await assignOpened(call, event.ticketId)
  }),
]
