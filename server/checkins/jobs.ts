import type { Move } from '../../shared/tickets/life'
import { acts, type Subscriber } from '../queue/subscribers'
import { closeAbandoned } from './actions'

/** Steps that take a ticket away from whoever is on site. */
const takingAway: readonly Move[] = ['assign', 'cancel', 'release']

export const checkinsSubscribers: readonly Subscriber[] = [
  acts('checkins.onTakenAway', ['ticket.moved'], async (call, { move, ticketId }) => {
    if (takingAway.includes(move)) await closeAbandoned(call, ticketId)
  }),
]
