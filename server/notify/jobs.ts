import { acts, type Subscriber } from '../queue/subscribers'
import { tell } from './actions'

export const notifySubscribers: readonly Subscriber[] = [
  acts('notify.tell', ['ticket.created', 'ticket.moved', 'ticket.commented'], tell),
]
