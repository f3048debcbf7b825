import type { Candidate } from '../../../shared/dispatch'
import type { TicketCard } from '../../../shared/tickets/views'
import type { Call } from '../../call'
import { findPerson, type PersonRow } from '../../people/actions'
import { findTicket } from '../../tickets/actions'
import { listTickets } from '../../tickets/list/actions'
import { handOver, keepDecision } from '../actions'
import { rankingFor } from '../ranking/actions'
import { takeTurn } from '../store'

export type Preempted = {
  /** Null when nobody has the skill, is on duty and serves the region. */
  engineer: PersonRow | null
  /** What they had on hand before, most urgent first: it stays theirs. */
  onHand: TicketCard[]
}

/**
 * Gives an emergency to whoever ranks first, at once and in any mode, even when their day is full. Null when the ticket
 * does not wait for anybody, or may not be assigned for now.
 */
export const preempt = async (call: Call, ticketId: string): Promise<Preempted | null> => {
  const { weights } = await takeTurn(call.tx)
  const ticket = await findTicket(call, ticketId)
  if (ticket.status !== 'open' || ticket.hold?.moves.includes('assign')) return null
  const { candidates, refused } = await rankingFor(call, ticket, weights, ['capacity'])
  const [best, ...others] = candidates
  const engineer = best ? await findPerson(call, best.engineerId) : null
  const onHand = engineer ? await onHandOf(call, engineer.id) : []
  if (engineer) await handOver(call, { ticket, engineer, version: ticket.version, reason: '红色预警' })
  await keepDecision(call, ticketId, {
    mode: 'automatic',
    engineerId: engineer?.id ?? null,
    candidates: best ? [first(best, onHand.length), ...others] : [],
    refused,
  })
  return { engineer, onHand }
}

const first = (candidate: Candidate, onHand: number): Candidate => ({
  ...candidate,
  because: `红色预警优先${onHand > 0 ? `，手上 ${onHand} 单让路` : ''}；${candidate.because}`,
})

const MOST_LISTED = 20

const onHandOf = async (call: Call, assigneeId: string): Promise<TicketCard[]> => {
  const status = ['assigned', 'accepted', 'travelling', 'working'] as const
  const filter = { assigneeId, status: [...status] }
  return (await listTickets(call, { filter, sort: 'urgent', limit: MOST_LISTED })).items
}
