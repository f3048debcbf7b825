import { Refusal } from '../../../shared/kernel/refusal'
import { MINUTE } from '../../../shared/kernel/time'
import { elapsedMs, instantReaching, type Pause, type Run } from '../../../shared/sla/clock'
import { SOON_PERCENT } from '../../../shared/sla/defaults'
import type { ClockState } from '../../../shared/sla/views'
import type { WorkingTime } from '../../../shared/sla/workingTime'
import type { ClockedTicket } from '../../tickets/due/actions'
import type { Derived } from '../rules'
import type { ClockRow, Interval, Level } from '../store'

/** A clock with its instants. */
export type Measured = Pick<
  ClockRow,
  | 'clock'
  | 'nodeKey'
  | 'round'
  | 'name'
  | 'startedAt'
  | 'stoppedAt'
  | 'targetMinutes'
  | 'runs'
  | 'intervals'
  | 'levels'
  | 'dueAt'
  | 'dueSoonAt'
  | 'state'
  | 'elapsedMinutes'
  | 'pausedFor'
> & {
  /** The year whose public holidays would be needed to say when it is due. */
  missingYear: number | null
}

/** The standstills of an interval list; the last one may be without end. */
export const pausesIn = (intervals: readonly Interval[]): Pause[] => {
  const pauses: Pause[] = []
  for (const { event, at } of intervals) {
    const last = pauses.at(-1)
    if (event === 'pause') pauses.push({ from: at, to: null })
    else if (last && last.to === null) pauses[pauses.length - 1] = { from: last.from, to: at }
  }
  return pauses
}

export const runOf = ({ startedAt, intervals }: { startedAt: number; intervals: readonly Interval[] }): Run => ({
  startedAt,
  pauses: pausesIn(intervals),
})

const dateOrNull = (at: number | null): Date | null => (at === null ? null : new Date(Math.round(at)))

const stateOf = ({ ending, intervals, target }: Derived, elapsed: number): ClockState => {
  if (ending) return ending.how === 'cancelled' ? 'cancelled' : elapsed > target.minutes * MINUTE ? 'breached' : 'met'
  return intervals.at(-1)?.event === 'pause' ? 'paused' : 'running'
}

export const isMissingYear = (error: unknown): error is Refusal =>
  error instanceof Refusal && error.code === 'sla.calendar_year_missing'

/** When it is due, when warnings are, and how it stands. A year without its public holidays leaves it without a due time. */
export const measure = (derived: Derived, time: WorkingTime, warnAt: readonly number[]): Measured => {
  try {
    return measured(derived, time, warnAt)
  } catch (error) {
    if (isMissingYear(error)) return unmeasured(derived, Number(error.details.year))
    throw error
  }
}

const common = ({ clock, nodeKey, round, name, startedAt, target, intervals, ending }: Derived) => ({
  clock,
  nodeKey,
  round,
  name,
  startedAt: new Date(startedAt),
  stoppedAt: ending && new Date(ending.at),
  targetMinutes: target.minutes,
  runs: target.runs,
  intervals,
})

const measured = (derived: Derived, time: WorkingTime, warnAt: readonly number[]): Measured => {
  const { target, intervals, ending } = derived
  const run = runOf(derived)
  const reaching = (percent: number) => instantReaching(time, run, (target.minutes * MINUTE * percent) / 100)
  const elapsed = ending ? elapsedMs(time, run, ending.at) : 0
  const last = intervals.at(-1)
  return {
    ...common(derived),
    levels: ending ? [] : warnAt.map((percent): Level => ({ percent, at: reaching(percent) })),
    dueAt: dateOrNull(reaching(100)),
    dueSoonAt: dateOrNull(reaching(SOON_PERCENT)),
    state: stateOf(derived, elapsed),
    elapsedMinutes: Math.floor(elapsed / MINUTE),
    pausedFor: last?.event === 'pause' ? last.reason : null,
    missingYear: null,
  }
}

const unmeasured = (derived: Derived, missingYear: number): Measured => ({
  ...common(derived),
  levels: [],
  dueAt: null,
  dueSoonAt: null,
  state: stateOf(derived, 0),
  elapsedMinutes: 0,
  pausedFor: `缺 ${missingYear} 年节假日安排`,
  missingYear,
})

export type Due = Pick<ClockedTicket, 'dueAt' | 'dueClock' | 'dueSoonAt' | 'duePausedFor'>

const nothingDue: Due = { dueAt: null, dueClock: null, dueSoonAt: null, duePausedFor: null }

type Open = Pick<ClockRow, 'clock' | 'state' | 'dueAt' | 'dueSoonAt' | 'pausedFor'>

/** The open clock that runs out next; when all stand still, one that says why. */
export const dueOf = (clocks: readonly Open[]): Due => {
  const open = clocks.filter(({ state }) => state === 'running' || state === 'paused')
  const running = open.filter(({ state, dueAt }) => state === 'running' && dueAt)
  const [next] = [...(running.length > 0 ? running : open)].sort(byDue)
  if (!next) return nothingDue
  return { dueAt: next.dueAt, dueClock: next.clock, dueSoonAt: next.dueSoonAt, duePausedFor: next.pausedFor }
}

const byDue = (one: Open, other: Open): number =>
  (one.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (other.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER)

/** The lowest level that is still to come and has an instant; nothing is to come while it stands still. */
export const nextLevel = (
  { state, levels }: Pick<ClockRow, 'state' | 'levels'>,
  reachedPercent: number,
): { percent: number; at: number } | null => {
  if (state !== 'running') return null
  const next = levels.find(({ percent }) => percent > reachedPercent)
  return next && next.at !== null ? { percent: next.percent, at: Math.ceil(next.at) } : null
}
