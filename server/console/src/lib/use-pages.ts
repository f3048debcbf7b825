import { useCallback, useEffect, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../../../shared/kernel/endpoint'
import { call } from './api'
import { onChange } from './changes'
import { useEvery } from './use-query'

type Page<T> = { items: T[]; nextCursor: string | null }
type ItemOf<E extends Endpoint> = OutputOf<E> extends Page<infer T> ? T : never

export type Pages<T> = {
  items: T[]
  loading: boolean
  problem: unknown
  hasMore: boolean
  loadingMore: boolean
  more: () => void
  /** Asks again, and shows that it does. */
  reload: () => void
}

const PAGE = 30
/** The most the server gives at once. */
const MOST = 100

type Held<T> = Page<T> & { of: string }

/** A list that grows by keyset; a change of the input starts over, a refresh keeps what has been opened up to 100 rows. */
export const usePages = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  { everyMs }: { everyMs?: number } = {},
): Pages<ItemOf<E>> => {
  const wanted = JSON.stringify(input)
  const [held, setHeld] = useState<Held<ItemOf<E>> | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  const latest = useRef({ wanted, rows: 0 })
  const shown = held?.of === wanted ? held : null
  latest.current = { wanted, rows: shown?.items.length ?? 0 }

  const ask = useCallback(
    async (cursor: string | null, limit: number) =>
      (await call(endpoint, { ...JSON.parse(wanted), cursor, limit })) as unknown as Page<ItemOf<E>>,
    [endpoint, wanted],
  )
  const refresh = useCallback(() => {
    const limit = Math.min(MOST, Math.max(PAGE, latest.current.rows))
    ask(null, limit).then(
      page => {
        if (latest.current.wanted !== wanted || latest.current.rows > limit) return
        setHeld({ of: wanted, ...page })
        setProblem(null)
      },
      failure => latest.current.wanted === wanted && setProblem(failure),
    )
  }, [ask, wanted])

  const more = async () => {
    if (!shown?.nextCursor || loadingMore) return
    setLoadingMore(true)
    try {
      const page = await ask(shown.nextCursor, PAGE)
      setHeld({ of: wanted, items: [...shown.items, ...page.items], nextCursor: page.nextCursor })
    } catch (failure) {
      setProblem(failure)
    }
    setLoadingMore(false)
  }

  const reload = useCallback(() => {
    setProblem(null)
    refresh()
  }, [refresh])
  useEffect(reload, [reload])
  useEffect(() => onChange(refresh), [refresh])
  useEvery(everyMs, refresh)

  const hasMore = Boolean(shown?.nextCursor)
  return { items: shown?.items ?? [], loading: !shown && !problem, problem, hasMore, loadingMore, more, reload }
}
