import { Refusal, refuseUnless } from '../../shared/kernel/refusal'
import type { Actor } from '../../shared/kernel/roles'
import type { Call } from '../call'
import { findTicket, lookTicketByTrackToken, type TicketRow } from '../tickets/actions'
import { nudgeTicket } from '../tickets/marks/actions'
import { checkNudge, nudgeSays } from './rules'

/** Whoever meets somebody else's write looks again: two who ask at once make one nudge. */
const MOST_TRIES = 3

/** Somebody waits and asks to hurry. Refuses `ticket.nudged_recently` within half an hour, with the minutes left. */
export const nudge = async (call: Call, ticketId: string): Promise<TicketRow> => {
  for (let tries = 1; ; tries++) {
    const row = await findTicket(call, ticketId)
    checkNudge(row, call.now)
    try {
      return await nudgeTicket(call, row, nudgeSays(row.nudgeCount + 1))
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === 'ticket.changed_meanwhile'
      if (!isOvertaken || tries === MOST_TRIES) throw error
    }
  }
}

/** The same by the link of the ticket: whoever holds it may ask, without a login. */
export const nudgeTracked = async (call: Call, token: string): Promise<TicketRow> => {
  const row = await lookTicketByTrackToken(call, token)
  refuseUnless(row, 'ticket.not_found')
  return nudge({ ...call, actor: holderOf(row, call.actor) }, row.id)
}

const holderOf = ({ id, customerId }: TicketRow, actor: Actor): Actor =>
  actor.kind === 'customer' && actor.personId === customerId
    ? actor
    : { kind: 'guest', personId: 'guest', name: '客户', roles: [], ticketId: id }
