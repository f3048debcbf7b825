import { acts, type Subscriber } from '../queue/subscribers'
import { settleTicket } from './actions'

/** What cannot be settled, for want of a price or a rule set, is tried again and then kept as a visible dead letter. */
export const settlementSubscribers: readonly Subscriber[] = [
  acts('settlement.onCompleted', ['ticket.moved'], async (call, { move, ticketId }) => {
    if (move === 'confirm') await settleTicket(call, ticketId)
  }),
]
