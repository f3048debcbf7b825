import type { Call, Reading } from '../../call'
import { listEngineers } from '../../people/actions'
import { isTimerSet } from '../../queue/store'
import { changePunch, listPunches, lookPull, savePull, savePunches } from '../store'
import { changesTo, nextPullAt, type Punch, type Span, spansToPull } from './rules'

const TIMER = 'attendance.pull'

export const setNextPull = (call: Call): Promise<void> =>
  call.timers.set({ key: TIMER, job: TIMER, at: nextPullAt(call.now), payload: {} })

/** A timer that is set already stays: an overdue one must still fire. */
export const ensurePull = async (call: Call): Promise<void> => {
  if (!(await isTimerSet(call.tx, TIMER))) await setNextPull(call)
}

/** Whose punches of when are wanted now: those of engineers with a WeCom account. */
export const planPull = async (reading: Reading): Promise<{ userIds: string[]; spans: Span[] }> => {
  const engineers = await listEngineers(reading)
  const last = await lookPull(reading.tx)
  return {
    userIds: engineers.flatMap(({ wecomUserId }) => wecomUserId ?? []),
    spans: spansToPull(last?.pulledUntil ?? null, reading.now),
  }
}

/** Adds what is new and puts right what was corrected. Harmless to repeat. */
export const keepPunches = async (
  { tx, newId }: Call,
  userIds: readonly string[],
  { from, to, punches }: Span & { punches: readonly Punch[] },
): Promise<void> => {
  const kept = await listPunches(tx, userIds, { from, to: new Date(to.getTime() + 1) })
  const { added, changed } = changesTo(kept, punches)
  await savePunches(
    tx,
    added.map(punch => ({ ...punch, id: newId(), version: 1 })),
  )
  for (const { row, to: punch } of changed) await changePunch(tx, row, punch)
}

/** Everything until `until` is known; `problem` names members who could not be asked for. */
export const notePulled = ({ tx }: Call, until: Date, problem: string | null): Promise<void> =>
  savePull(tx, { pulledUntil: until, problem })

/** Nothing more is known than before, and why. */
export const noteFailed = async ({ tx }: Call, problem: string): Promise<void> =>
  savePull(tx, { pulledUntil: (await lookPull(tx))?.pulledUntil ?? null, problem })
