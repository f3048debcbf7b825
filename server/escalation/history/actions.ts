import type { EscalationHistory } from '../../../shared/escalation'
import type { Reading } from '../../call'
import { namesOf } from '../../people/actions'
import { listAttemptsOf } from '../../reach/actions'
import { findTicket } from '../../tickets/actions'
import { rulesFor } from '../climbing/actions'
import { clocksOf } from '../clocks/actions'
import { nextStep } from '../rules'
import { type EscalationRow, listEscalations, listSteps } from '../store'
import { type Named, viewComing, viewStep } from './view'

/** Who was told of this ticket and what came of it, and what is still to come. */
export const showHistory = async (reading: Reading, { ticketId }: { ticketId: string }): Promise<EscalationHistory> => {
  const ticket = await findTicket(reading, ticketId)
  const [rows, steps, attempts] = await Promise.all([
    listEscalations(reading.tx, ticketId),
    listSteps(reading.tx, ticketId),
    listAttemptsOf(reading, ticketId),
  ])
  const clocks = await clocksOf(reading, ticketId)
  const named = (row: EscalationRow | undefined): Named => {
    const clock = clocks.find(({ key, round }) => key === row?.clock && round === row.run)
    return { key: row?.clock ?? '', name: clock?.name ?? '' }
  }
  const rules = await rulesFor(reading, ticket)
  const answered = rows.findLast(({ state }) => state === 'acknowledged')?.acknowledgedById ?? null
  const ids = [...attempts.map(({ personId }) => personId), ...(answered ? [answered] : [])]
  const names = await namesOf(reading, ids)
  return {
    items: steps.map(step => viewStep(step, named(rows.find(({ id }) => id === step.escalationId)), attempts, names)),
    coming: rows.flatMap(row => {
      const next = row.state === 'climbing' ? nextStep(row, rules) : null
      return next ? [viewComing(named(row), next)] : []
    }),
    acknowledgedBy: answered && (names.get(answered) ?? null),
  }
}
