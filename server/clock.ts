import { randomFillSync } from 'node:crypto'
import { monotonicFactory } from 'ulid'

/** Time is an input: the process owns one clock, a test owns a movable one. */
export type Clock = { now: () => Date }

export const systemClock: Clock = { now: () => new Date() }

/** Sortable unique ids (ULID), rising even within one millisecond of one process. */
export const idsOf = (clock: Clock): (() => string) => {
  const next = monotonicFactory(pooledChance())
  return () => next(clock.now().getTime())
}

/** Numbers in [0, 1) from the system's generator, 1,024 at a time: asked for each one, it is dearer than the rest of an id. */
const pooledChance = (): (() => number) => {
  const pool = new Uint32Array(1024)
  let next = pool.length
  return () => {
    if (next === pool.length) {
      randomFillSync(pool)
      next = 0
    }
    return (pool[next++] ?? 0) / 2 ** 32
  }
}
