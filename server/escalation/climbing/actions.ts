import type { EscalationStep, QuietHours } from '../../../shared/escalation'
import type { EventOf } from '../../../shared/events'
import { MINUTE } from '../../../shared/kernel/time'
import type { Call, Reading } from '../../call'
import { reachPerson } from '../../reach/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import { takeTicket } from '../../tickets/due/actions'
import { type Clock, clocksOf, keyOf } from '../clocks/actions'
import { rulesOf } from '../ladder/actions'
import { meantBy } from '../people/actions'
import { afterQuiet, attemptKey, dueStep, nextStep, sentenceOf } from '../rules'
import {
  changeEscalation,
  type EscalationRow,
  insertEscalation,
  insertStep,
  listEscalations,
  lookRun,
  MOVED,
  stopRun,
} from '../store'
import { timerKey } from './rules'

/** The timer's job: the next step of one clock may be due. */
export const STEP_JOB = 'escalation.step'

/** A clock that stands still is looked at again after this. */
const LOOK_AGAIN_MS = 5 * MINUTE

/** A clock has got so far: the ladder goes on from there, unless it has been there before. */
export const reached = async (call: Call, event: EventOf<'sla.reached'>): Promise<void> => {
  const { ticketId, percent } = event
  if (!(await takeTicket(call, ticketId))) return
  const clock = keyOf(event)
  const running = (await clocksOf(call, ticketId)).findLast(one => one.key === clock && one.state === 'running')
  if (!running) return
  const row = await takeRun(call, { ticketId, clock, run: running.round })
  if (percent <= row.percent) return
  const standing = { percent, percentAt: call.now, dueAt: running.dueAt ?? row.dueAt, isPulled: false }
  const next = await changeEscalation(call.tx, row, { ...standing, state: 'climbing', updatedAt: call.now })
  await schedule(call, next, await findTicket(call, ticketId))
}

const takeRun = async (call: Call, run: Pick<EscalationRow, 'ticketId' | 'clock' | 'run'>): Promise<EscalationRow> => {
  const known = await lookRun(call.tx, run)
  if (known) return known
  const row: EscalationRow = {
    id: call.newId(),
    ...run,
    state: 'climbing',
    percent: 0,
    percentAt: call.now,
    dueAt: call.now,
    level: 0,
    isPulled: false,
    acknowledgedById: null,
    version: 1,
    updatedAt: call.now,
  }
  await insertEscalation(call.tx, row)
  return row
}

type Rules = { steps: readonly EscalationStep[]; quiet: QuietHours | null }

/** Danger and red alerts are heard of at any hour. */
const isUrgent = ({ isRed, priority }: TicketRow): boolean => isRed || priority === 'critical'

export const rulesFor = async (reading: Reading, ticket: TicketRow): Promise<Rules> => {
  const { steps, quiet } = await rulesOf(reading)
  return { steps, quiet: isUrgent(ticket) ? null : quiet }
}

/** Sets the timer of the next step, or takes it back when there is none. */
export const schedule = async (call: Call, row: EscalationRow, ticket: TicketRow, notBefore?: Date): Promise<void> => {
  const { ticketId, clock } = row
  const key = timerKey(ticketId, clock)
  const rules = await rulesFor(call, ticket)
  const next = row.state === 'climbing' ? nextStep(row, rules) : null
  if (!next) return call.timers.cancel(key)
  const earliest = notBefore ?? call.now
  const at = new Date(Math.max(next.at.getTime(), earliest.getTime()))
  const awake = rules.quiet ? afterQuiet(at, rules.quiet) : at
  await call.timers.set({ key, job: STEP_JOB, at: awake, payload: { ticketId, clock } })
}

/** A run whose clock still runs, as the clock is now. */
const standingOf = async (call: Call, row: EscalationRow, clock: Clock | null): Promise<EscalationRow | null> => {
  if (clock?.state === 'running') return { ...row, dueAt: clock.dueAt ?? row.dueAt }
  if (clock?.state !== 'paused') await stopRun(call.tx, row.id, { ...MOVED, updatedAt: call.now })
  return null
}

/**
 * Takes the step that is due. Whatever else is due for the ticket by now, on this clock and on others, is combined into
 * the highest, so that after a standstill there is one notice. Nobody is told while the clock stands still.
 */
export const takeStep = async (call: Call, { ticketId = '', clock = '' }: Record<string, string>): Promise<void> => {
  if (!(await takeTicket(call, ticketId))) return
  const ticket = await findTicket(call, ticketId)
  const climbing = (await listEscalations(call.tx, ticketId)).filter(({ state }) => state === 'climbing')
  const clocks = climbing.length > 0 ? await clocksOf(call, ticketId) : []
  const rules = await rulesFor(call, ticket)
  const due: DueRun[] = []
  for (const row of climbing) {
    const about = clocks.find(({ key, round }) => key === row.clock && round === row.run) ?? null
    const standing = await standingOf(call, row, about)
    const step = standing && dueStep(standing, rules, call.now)
    if (standing && step) due.push({ row: standing, step, name: about?.name ?? '' })
    else if (row.clock === clock) await lookAgain(call, standing, row, ticket)
  }
  for (const { row, step } of due) {
    const changes = { level: step.level, dueAt: row.dueAt, isPulled: false, updatedAt: call.now }
    await schedule(call, await changeEscalation(call.tx, row, changes), ticket)
  }
  const highest = due.reduce<DueRun | null>((top, one) => (top && top.step.level >= one.step.level ? top : one), null)
  if (highest) await notify(call, ticket, highest)
}

/** `name`: what people call the clock. */
type DueRun = { row: EscalationRow; step: EscalationStep; name: string }

/** Nothing was due after all: the clock stands still, or its deadline was moved. */
const lookAgain = (call: Call, standing: EscalationRow | null, row: EscalationRow, ticket: TicketRow): Promise<void> =>
  standing
    ? schedule(call, standing, ticket)
    : schedule(call, row, ticket, new Date(call.now.getTime() + LOOK_AGAIN_MS))

/** Tells those whom a step is for, in this transaction; the database lets a level of a run be taken once. */
const notify = async (call: Call, ticket: TicketRow, { row, step, name }: DueRun): Promise<void> => {
  const { first, others } = await meantBy(call, { ticket, clock: row.clock }, step)
  const { id: escalationId, ticketId, percent } = row
  const { level, channel } = step
  const says = sentenceOf(ticket, { ...row, name }, call.now)
  const personIds = [...first, ...others].map(({ id }) => id)
  await insertStep(call.tx, { id: call.newId(), escalationId, ticketId, level, percent, personIds, says, at: call.now })
  for (const { id: personId } of first) {
    const key = attemptKey({ escalationId, level, personId }, channel)
    await reachPerson(call, { key, personId, channel, ticketId, says, isAnswerable: step.percent >= 100 })
  }
}
