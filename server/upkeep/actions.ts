import { HOUR, SECOND } from '../../shared/kernel/time'
import type { Call } from '../call'
import type { Expiring } from '../capability'
import type { Context } from '../context'
import { isTimerSet } from '../queue/store'
import { nextNightAt, oldBefore, type Place } from './rules'
import { listUpkeep, lockOldRows, noteUpkeep, removeRows } from './store'

export const NIGHT_JOB = 'upkeep.night'

/** What is left then waits for the next night. */
const LONGEST_MS = 2 * HOUR
/** Small enough that whoever meets its locks waits for milliseconds. */
const BLOCK_ROWS = 500

const setNextNight = (call: Call): Promise<void> => {
  const at = nextNightAt(call.now, call.context.config.upkeep.startsAtMs)
  return call.timers.set({ key: NIGHT_JOB, job: NIGHT_JOB, at, payload: {} })
}

/** A timer that is set already stays: an overdue one must still fire. */
export const ensureNight = async (call: Call): Promise<void> => {
  if (!(await isTimerSet(call.tx, NIGHT_JOB))) await setNextNight(call)
}

export const beginNight = async (call: Call): Promise<void> => {
  await setNextNight(call)
  call.emit({ type: 'upkeep.cameDue', until: new Date(call.now.getTime() + LONGEST_MS).toISOString(), from: null })
}

/** What one look at some old rows came to; `next` is null when there are no more. */
export type Block = { removed: number; stayed: number; next: Place | null }

/** Removes what may go of the next old rows behind `from`, in this transaction. Harmless to repeat. */
export const removeBlock = async (call: Call, expiring: Expiring, from: Place): Promise<Block> => {
  const before = oldBefore(call.now, call.context.config.upkeep.keepDays, expiring)
  const rows = await lockOldRows(call.tx, expiring, { before, from, most: BLOCK_ROWS })
  const over = rows.filter(({ isOver }) => isOver).map(({ id }) => id)
  await removeRows(call.tx, expiring, over)
  const last = rows.length === BLOCK_ROWS ? rows.at(-1) : undefined
  const reachedAt = last ? new Date(last.at) : before
  await noteUpkeep(call.tx, { id: expiring.table, removed: over.length, reachedAt })
  return { removed: over.length, stayed: rows.length - over.length, next: last ? { at: last.at, id: last.id } : null }
}

/** Rows removed, ever, by table. */
export const countRemoved = async ({ db }: Context): Promise<ReadonlyMap<string, number>> =>
  new Map((await listUpkeep(db.reader)).map(({ id, removed }) => [id, removed]))

/** How long ago the oldest row that may still be there should have gone, by table: at most a day where all is well. */
export const secondsBehind = async ({ db, clock, config, expiring }: Context): Promise<ReadonlyMap<string, number>> => {
  const reached = new Map((await listUpkeep(db.reader)).map(({ id, reachedAt }) => [id, reachedAt.getTime()]))
  return new Map(
    expiring.flatMap(one => {
      const at = reached.get(one.table)
      if (at === undefined) return []
      const behindMs = oldBefore(clock.now(), config.upkeep.keepDays, one).getTime() - at
      return [[one.table, Math.max(0, Math.round(behindMs / SECOND))] as const]
    }),
  )
}
