import { useSyncExternalStore } from 'react'
import type { InputOf, OutputOf } from '../../../../shared/kernel/endpoint'
import { simulatorApi } from '../../../../shared/simulator'
import { call } from '../lib/api'
import { currentSession } from '../lib/session'

export type Wish = InputOf<typeof simulatorApi.run>
export type Run = {
  personId: string | null
  wish: Wish
  isRunning: boolean
  result: OutputOf<typeof simulatorApi.run> | null
  problem: unknown
}

/** The last run of this tab: it goes on, and its result stays, while its page is left. */
let last: Run | null = null
const listeners = new Set<() => void>()

const set = (run: Run): void => {
  last = run
  for (const listener of listeners) listener()
}

const personNow = (): string | null => currentSession()?.person.id ?? null

export const start = async (wish: Wish): Promise<void> => {
  const begun: Run = { personId: personNow(), wish, isRunning: true, result: null, problem: null }
  set(begun)
  const ended = await call(simulatorApi.run, wish).then(
    result => ({ result }),
    problem => ({ problem }),
  )
  if (last === begun) set({ ...begun, isRunning: false, ...ended })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What somebody else ran in this tab is not shown. */
export const useRun = (): Run | null => {
  const run = useSyncExternalStore(subscribe, () => last)
  return run?.personId === personNow() ? run : null
}
