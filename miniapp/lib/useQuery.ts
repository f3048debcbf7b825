import { useDidHide, useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { call } from './api'
import { askForIdentity } from './askIdentity'
import { keepAnswer, keptAnswer } from './kept'
import { LoginNeeded } from './session'
import { NetworkTrouble } from './trouble'

export type Query<T> = {
  data: T | null
  /** Nothing to show yet. */
  loading: boolean
  problem: unknown
  /** Set when the network failed and `data` is what was kept earlier (epoch ms). */
  keptAt: number | null
  reload: () => Promise<void>
}

/** Asks on mount, whenever the input changes, and again each time the page is shown. `null` as input waits. */
export const useQuery = <E extends Endpoint>(endpoint: E, input: InputOf<E> | null): Query<OutputOf<E>> => {
  type Held = { of: string | null; data: OutputOf<E> | null; problem: unknown; keptAt: number | null }
  const wanted = input === null ? null : JSON.stringify(input)
  const [held, setHeld] = useState<Held>({ of: null, data: null, problem: null, keptAt: null })
  const latest = useRef(wanted)
  latest.current = wanted

  const reload = useCallback(async () => {
    if (wanted === null) return
    const settle = (next: Omit<Held, 'of'>) => {
      if (latest.current === wanted) setHeld({ of: wanted, ...next })
    }
    try {
      const data = await call(endpoint, JSON.parse(wanted) as InputOf<E>)
      keepAnswer(endpoint.name, wanted, data)
      settle({ data, problem: null, keptAt: null })
    } catch (problem) {
      if (problem instanceof LoginNeeded) return askForIdentity()
      const kept = problem instanceof NetworkTrouble ? keptAnswer<OutputOf<E>>(endpoint.name, wanted) : null
      settle(kept ? { data: kept.data, problem: null, keptAt: kept.at } : { data: null, problem, keptAt: null })
    }
  }, [endpoint, wanted])

  useEffect(() => {
    reload()
  }, [reload])
  useOnReturn(reload)

  const data = held.of === wanted ? held.data : null
  const problem = held.of === wanted ? held.problem : null
  return { data, problem, keptAt: held.keptAt, reload, loading: wanted !== null && !data && !problem }
}

/** Runs when the page is shown again; whoever came to a page that stood already has not left it yet. */
export const useOnReturn = (run: () => void): void => {
  const isAway = useRef(false)
  useDidHide(() => {
    isAway.current = true
  })
  useDidShow(() => {
    if (isAway.current) run()
    isAway.current = false
  })
}
