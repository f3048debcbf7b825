import { useCallback, useEffect, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../../../shared/kernel/endpoint'
import { call } from './api'
import { onChange } from './changes'
import { isGone } from './trouble'

export type Query<T> = {
  data: T | null
  /** Nothing to show yet. */
  loading: boolean
  problem: unknown
  /** Asks again, and shows that it does. */
  reload: () => void
}

/** Asks on mount, when the input changes, after any command, and every `everyMs` while the tab is in sight. `null` as input waits. */
export const useQuery = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E> | null,
  { everyMs }: { everyMs?: number } = {},
): Query<OutputOf<E>> => {
  type Held = { of: string | null; data: OutputOf<E> | null; problem: unknown }
  const wanted = input === null ? null : JSON.stringify(input)
  const [held, setHeld] = useState<Held>({ of: null, data: null, problem: null })
  const latest = useRef(wanted)
  latest.current = wanted

  const ask = useCallback(() => {
    if (wanted === null) return
    call(endpoint, JSON.parse(wanted) as InputOf<E>).then(
      data => latest.current === wanted && setHeld({ of: wanted, data, problem: null }),
      // What is shown already stays: a failed refresh is no reason to take it away, a refusal is.
      problem =>
        latest.current === wanted &&
        setHeld(before => ({
          of: wanted,
          data: before.of === wanted && !isGone(problem) ? before.data : null,
          problem,
        })),
    )
  }, [endpoint, wanted])

  useEffect(ask, [ask])
  useEffect(() => onChange(ask), [ask])
  useEvery(everyMs, ask)
  const reload = useCallback(() => {
    setHeld(before => ({ ...before, problem: null }))
    ask()
  }, [ask])

  const isCurrent = held.of === wanted
  const data = isCurrent ? held.data : null
  const problem = isCurrent && !data ? held.problem : null
  return { data, problem, reload, loading: wanted !== null && !data && !problem }
}

/** Runs `act` every `everyMs` while the tab is in sight. */
export const useEvery = (everyMs: number | undefined, act: () => void): void => {
  useEffect(() => {
    if (!everyMs) return
    const ticking = setInterval(() => document.visibilityState === 'visible' && act(), everyMs)
    return () => clearInterval(ticking)
  }, [everyMs, act])
}
