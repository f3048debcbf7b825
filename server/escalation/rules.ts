import type { EscalationStep, QuietHours } from '../../shared/escalation'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { type ReachChannel, reachChannels } from '../../shared/reach'

/** UTC+8. */
const ZONE = 8 * HOUR

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** How long it is still quiet at this instant, ms; 0 when it is not. Epoch ms. */
const quietLeft = (at: number, { quietFrom, quietTo }: QuietHours): number => {
  const length = (((minutesOf(quietTo) - minutesOf(quietFrom)) * MINUTE + DAY) % DAY) as number
  const since = (at + ZONE - minutesOf(quietFrom) * MINUTE) % DAY
  return since < length ? length - since : 0
}

/** The instant itself, or the end of the quiet hours that it falls into. */
export const afterQuiet = (at: Date, quiet: QuietHours): Date => new Date(at.getTime() + quietLeft(at.getTime(), quiet))

/** The instant that is so many ms of waking time after `from`: quiet hours do not count. */
export const wakingAfter = (from: Date, ms: number, quiet: QuietHours): Date => {
  let at = afterQuiet(from, quiet).getTime()
  for (let left = ms; ; ) {
    const untilQuiet = (minutesOf(quiet.quietFrom) * MINUTE - ((at + ZONE) % DAY) + DAY) % DAY || DAY
    const isNeverQuiet = quiet.quietFrom === quiet.quietTo
    if (isNeverQuiet || left < untilQuiet) return new Date(at + left)
    left -= untilQuiet
    at += untilQuiet
    at += quietLeft(at, quiet)
  }
}

type Standing = { level: number; percent: number; percentAt: Date; dueAt: Date; isPulled: boolean }
/** `quiet` is null for a ticket that is heard of at any hour. */
type Rules = { steps: readonly EscalationStep[]; quiet: QuietHours | null }

/** When a step is due. What comes after the deadline counts from the deadline, other steps from when they were reached. */
const dueAtOf = (
  step: EscalationStep,
  { percentAt, dueAt, isPulled }: Standing,
  rules: Rules,
  isNext: boolean,
): Date => {
  const wait = isPulled && isNext ? 0 : step.afterMinutes * MINUTE
  const from = step.percent === 100 ? dueAt : percentAt
  return rules.quiet ? wakingAfter(from, wait, rules.quiet) : new Date(from.getTime() + wait)
}

export type DueStep = { step: EscalationStep; at: Date }

/** Steps that are still to come as far as the clock has got, in order, each with its instant. */
const comingSteps = (standing: Standing, rules: Rules): DueStep[] =>
  rules.steps
    .filter(({ level, percent }) => level > standing.level && percent <= standing.percent)
    .map((step, place) => ({ step, at: dueAtOf(step, standing, rules, place === 0) }))

/** The next step; null when the clock must get further first, or the ladder ends. */
export const nextStep = (standing: Standing, rules: Rules): DueStep | null =>
  comingSteps(standing, rules).reduce<DueStep | null>((first, one) => (first && first.at <= one.at ? first : one), null)

/** The highest step that is due by now: those below it are combined into it. */
export const dueStep = (standing: Standing, rules: Rules, now: Date): EscalationStep | null =>
  comingSteps(standing, rules).findLast(({ at }) => at <= now)?.step ?? null

/** The channel to try when this one has failed; null after the last. */
export const louder = (channel: ReachChannel): ReachChannel | null =>
  reachChannels[reachChannels.indexOf(channel) + 1] ?? null

export type AttemptKey = { escalationId: string; level: number; personId: string }

/** One attempt for one person and channel of one level. */
export const attemptKey = ({ escalationId, level, personId }: AttemptKey, channel: ReachChannel): string =>
  ['escalation', escalationId, level, personId, channel].join('|')

/** Null for an attempt that is none of ours. */
export const readAttemptKey = (key: string): AttemptKey | null => {
  const [kind, escalationId, level, personId] = key.split('|')
  if (kind !== 'escalation' || !escalationId || !personId) return null
  return { escalationId, level: Number(level), personId }
}

/** What the keys of a run's attempts begin with. */
export const attemptsOf = (escalationId: string): string => `escalation|${escalationId}|`

/** Whether an attempt is of this level of this run. */
export const isOfStep = (key: string, step: { escalationId: string; level: number }): boolean => {
  const of = readAttemptKey(key)
  return of?.escalationId === step.escalationId && of.level === step.level
}

/** `2 小时 5 分钟`. */
const duration = (ms: number): string => {
  const minutes = Math.max(1, Math.floor(ms / MINUTE))
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return `${minutes} 分钟`
  return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分钟`
}

/** What somebody is told; the same words are read and heard. `name`: what people call the clock. */
export const sentenceOf = (
  { number, title }: { number: string; title: string },
  { name, percent, dueAt }: { name: string; percent: number; dueAt: Date },
  now: Date,
): string => {
  const late = now.getTime() - dueAt.getTime()
  const says =
    late >= 0
      ? `${name}已超时 ${duration(late)}，请马上处理`
      : `${name}时限已用 ${percent}%，还剩 ${duration(-late)}，请尽快处理`
  return `工单 ${number} ${title}：${says}`
}
