import { type Past, replayed } from '../../../shared/flows/replay'
import type { Answers } from '../../../shared/templates/fields'
import type { Reading } from '../../call'
import { dataOf } from '../../flows/facts/actions'
import { type Foresee, foreseer } from '../../flows/owners/actions'
import type { TicketRow } from '../../tickets/actions'
import type { PastTicket } from '../past/actions'
import type { TriedFlow } from '../rules'
import { type Asked, isAsked, isSameRule, minutesOf, nodeIn, placeOf, type WouldBe } from './rules'

/** What the form changes of the ticket before the flow sees it. */
export type Altered = Pick<TicketRow, 'priority' | 'businessType' | 'teamId'> & {
  answers: Answers
  /** When it goes on the emergency channel; at its making, or later by hand. */
  reddenedAt: Date | null
}
export type Replayer = (past: PastTicket, altered: Altered, flows: { own: TriedFlow; next: TriedFlow }) => Promise<Ways>
export type Ways = { before: Asked[]; after: WouldBe[] }

/** What was read of the company is not read again for the next ticket. */
export const replayer = (reading: Reading): Replayer => {
  const foresee = foreseer(reading)
  return async (past, { reddenedAt, ...altered }, flows) => {
    const before = past.flow.steps.map((step): Asked => ({ ...step, minutes: minutesOf(step) }))
    const isRed = reddenedAt !== null && reddenedAt <= past.ticket.createdAt
    const ticket = { ...past.ticket, ...altered, isRed }
    const { steps } = replayed(flows.next.body, pastOf({ ...past, reddenedAt }, ticket))
    const after: WouldBe[] = []
    for (const step of steps) {
      const was = before.find(one => placeOf(one) === placeOf(step) && one.round === step.round) ?? null
      const node = nodeIn(flows.next, step.nodeKey)
      const clockMinutes = node?.clockMinutes ?? null
      const open = { ...step, was, clockMinutes, minutes: null, owners: [] }
      after.push({ ...open, owners: await ownersOf(foresee, open, { ticket, flows }) })
    }
    return { before, after }
  }
}

const pastOf = (past: PastTicket, ticket: TicketRow): Past => ({
  facts: {
    data: dataOf(ticket, past, ticket.createdAt),
    isRed: ticket.isRed,
    position: past.startedAt,
    now: ticket.createdAt,
  },
  reddenedAt: past.reddenedAt,
  moves: past.moves,
  steps: past.flow.steps,
  isOver: ticket.status === 'closed',
})

type Standing = { ticket: TicketRow; flows: { own: TriedFlow; next: TriedFlow } }

const ownersOf = async (foresee: Foresee, step: WouldBe, { ticket, flows }: Standing): Promise<Asked['owners']> => {
  const rule = nodeIn(flows.next, step.nodeKey)?.assignee
  if (!rule || !isAsked(step)) return []
  const { was } = step
  const isKnown = was && was.owners.length > 0 && isSameRule(nodeIn(flows.own, was.nodeKey)?.assignee, rule)
  return isKnown ? was.owners : (await foresee(rule, ticket)).map(({ id, name }) => ({ id, name }))
}
