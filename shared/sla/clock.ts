import { MINUTE, toWireOrNull } from '../kernel/time'
import type { Calendar } from './calendar'
import type { TryResult } from './views'
import { always, planOf, type WorkingTime, workingTimeOf } from './workingTime'

/** Epoch ms; one without an end goes on. */
export type Pause = { from: number; to: number | null }
/** When a clock began, and when it stood still. */
export type Run = { startedAt: number; pauses: readonly Pause[] }

type Span = { from: number; to: number }

/** The spans in which the clock runs, in order; the last one is without end unless a pause is. Pauses may overlap. */
const spansOf = ({ startedAt, pauses }: Run): Span[] => {
  const spans: Span[] = []
  let from = startedAt
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    if (pause.from > from) spans.push({ from, to: pause.from })
    from = Math.max(from, pause.to ?? Number.POSITIVE_INFINITY)
  }
  if (from < Number.POSITIVE_INFINITY) spans.push({ from, to: Number.POSITIVE_INFINITY })
  return spans
}

/** Working ms that the clock has run until `at`. */
export const elapsedMs = (time: WorkingTime, run: Run, at: number): number =>
  spansOf(run).reduce((sum, { from, to }) => sum + (from < at ? time.between(from, Math.min(to, at)) : 0), 0)

/** Whole minutes, rounded down once at the end. */
export const elapsedMinutes = (time: WorkingTime, run: Run, at: number): number =>
  Math.floor(elapsedMs(time, run, at) / MINUTE)

/** The instant at which the clock has run `ms`, given the known pauses; null while a pause without end comes before. */
export const instantReaching = (time: WorkingTime, run: Run, ms: number): number | null => {
  if (ms <= 0) return run.startedAt
  let missing = ms
  for (const { from, to } of spansOf(run)) {
    if (to === Number.POSITIVE_INFINITY) return time.after(from, missing)
    const worked = time.between(from, to)
    if (worked >= missing) return time.after(from, missing)
    missing -= worked
  }
  return null
}

export type Trial = {
  calendar: Calendar | 'always'
  startedAt: string
  targetMinutes: number
  pauses: readonly { from: string; to: string | null }[]
  now: string
}

/** What the policy tester answers. */
export const tryClock = (trial: Trial): TryResult => {
  const { calendar, targetMinutes } = trial
  const time = calendar === 'always' ? always : workingTimeOf(planOf(calendar))
  const run: Run = {
    startedAt: Date.parse(trial.startedAt),
    pauses: trial.pauses.map(({ from, to }) => ({ from: Date.parse(from), to: to === null ? null : Date.parse(to) })),
  }
  const now = Date.parse(trial.now)
  const dueAt = instantReaching(time, run, targetMinutes * MINUTE)
  const elapsed = elapsedMinutes(time, run, now)
  return {
    dueAt: toWireOrNull(dueAt === null ? null : new Date(dueAt)),
    elapsedMinutes: elapsed,
    remainingMinutes: targetMinutes - elapsed,
    breached: dueAt !== null && elapsed >= targetMinutes && now > dueAt,
  }
}
