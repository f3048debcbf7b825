import type { DomainEvent } from '../../shared/events'
import { acts, type Subscriber } from '../queue/subscribers'
import { assignOpened } from './actions'

type Heard = Extract<DomainEvent, { type: 'ticket.created' | 'ticket.moved' | 'flow.left' }>

/** Created open, submitted, declined or reopened: the ticket waits for an engineer; or what held it back is done. */
const opens = (event: Heard): boolean =>
  event.type === 'flow.left' || (event.type === 'ticket.created' ? event.status : event.to) === 'open'

export const dispatchSubscribers: readonly Subscriber[] = [
  acts('dispatch.automatic', ['ticket.created', 'ticket.moved', 'flow.left'], async (call, event) => {
    if (opens(event)) await assignOpened(call, event.ticketId)
  }),
]
