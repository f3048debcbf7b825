import { monotonicFactory } from 'ulid'
import { randomFraction } from './chance'

/** Time is an input: the process owns one clock, a test owns a movable one. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** Sortable unique ids (ULID), rising even within one millisecond of one process. */
export const idsOf = (clock: Clock): (() => string) => {
  const next = monotonicFactory(randomFraction)
  return () => next(clock.now().getTime())
}
