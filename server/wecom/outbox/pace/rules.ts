import { HOUR, MINUTE, SECOND } from '../../../../shared/kernel/time'
import type { Line, Priority } from '../rules'

/** Above these a member's messages vanish without a word, protocol section 1.2. */
export const PER_MINUTE = 30
export const PER_HOUR = 1000
/** Calls of one address for the whole company, a little below what it takes. */
export const APP_PER_MINUTE = 9_500
export const APP_PER_HOUR = 145_000

/** What went out inside the two windows that end now. */
export type Usage = { lastMinute: number; lastHour: number; minuteBeganAt: number | null; hourBeganAt: number | null }

export const unused: Usage = { lastMinute: 0, lastHour: 0, minuteBeganAt: null, hourBeganAt: null }

type Most = { perMinute: number; perHour: number }
export const memberMost: Most = { perMinute: PER_MINUTE, perHour: PER_HOUR }
export const appMost: Most = { perMinute: APP_PER_MINUTE, perHour: APP_PER_HOUR }

export const freeOf = (used: Usage, most: Most): number =>
  Math.max(0, Math.min(most.perMinute - used.lastMinute, most.perHour - used.lastHour))

/** The instant at which the oldest message of a full window leaves it; epoch ms. */
export const freeAgainAt = (used: Usage, most: Most, now: number): number =>
  Math.max(
    used.lastMinute >= most.perMinute ? (used.minuteBeganAt ?? now) + MINUTE : now,
    used.lastHour >= most.perHour ? (used.hourBeganAt ?? now) + HOUR : now,
    now,
  )

/** One waiting message: `line` when it may share a digest, `isRepeat` when it may have gone out already. */
export type Waiting = { id: string; priority: Priority; line: Line | null; isRepeat: boolean }

export type Plan<T> = { alone: T[]; together: T[][]; isHeld: boolean }

/**
 * What goes to one member now, out of what waits for them in the order of its priority. While all fits, each goes alone;
 * else what may share a message does, `pack` saying how many lines one holds. What must be seen alone goes first, and
 * what may have gone out already goes again as it was.
 */
export const planFor = <T extends Waiting>(
  waiting: readonly T[],
  free: number,
  pack: (items: readonly (T & { line: Line })[]) => T[][],
): Plan<T> => {
  if (waiting.length <= free) return { alone: [...waiting], together: [], isHeld: false }
  const mayShare = (one: T): one is T & { line: Line } => one.priority > 1 && one.line !== null && !one.isRepeat
  const alone = waiting.filter(one => !mayShare(one))
  const groups = pack(waiting.filter(mayShare))
  const going = groups.slice(0, Math.max(0, free - alone.length))
  return {
    // A digest of one line is that message itself.
    alone: [...alone.slice(0, free), ...going.filter(group => group.length === 1).flat()],
    together: going.filter(group => group.length > 1),
    isHeld: alone.length + groups.length > free,
  }
}

/** 2 s, 8 s, 18 s ... up to ten minutes after the first, second, third failure. */
export const backOffMs = (attempts: number): number => Math.min(2 * SECOND * attempts ** 2, 10 * MINUTE)

/** A refusal for frequency lasts 60 s at first, then longer: 60 s, 2 min, 4 min ... up to an hour (protocol section 1.1). */
export const holdMs = (strikes: number): number => Math.min(MINUTE * 2 ** Math.max(0, strikes - 1), HOUR)

/** The whole world sends at :00 and :30; a reminder that can wait steps out of the way by up to three minutes. */
export const awayFromTheHalfHour = (at: Date, key: string): Date => {
  const ms = at.getTime()
  const intoHalfHour = (ms + 30 * SECOND) % (30 * MINUTE)
  if (intoHalfHour >= 90 * SECOND) return at
  const spread = [...key].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 120, 7) * SECOND
  return new Date(ms - intoHalfHour + 90 * SECOND + spread)
}
