import { useReachBottom } from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '../../shared/kernel/endpoint'
import { call } from './api'
import { askForIdentity } from './askIdentity'
import { LoginNeeded } from './session'
import { sentenceOf } from './trouble'
import { say } from './useCommand'
import { type Query, useQuery } from './useQuery'

type Page<T> = { items: T[]; nextCursor: string | null }
type ItemOf<E extends Endpoint> = OutputOf<E> extends Page<infer T> ? T : never

export type Pages<T> = Query<Page<T>> & { items: T[]; hasMore: boolean; loadingMore: boolean; more: () => void }

/** A list that grows at the bottom of the page, 20 at a time; a change of the input starts over. */
export const usePages = <E extends Endpoint>(endpoint: E, input: InputOf<E> | null): Pages<ItemOf<E>> => {
  const first = useQuery(endpoint, input) as unknown as Query<Page<ItemOf<E>>>
  const [grownOver, setGrown] = useState<(Page<ItemOf<E>> & { first: unknown }) | null>(null)
  const [loadingMore, setLoadingMore] = useState(false)
  const busy = useRef(false)

  // What was added belongs to the first page it was added to.
  const grown = grownOver?.first === first.data ? grownOver : null
  const items = [...(first.data?.items ?? []), ...(grown?.items ?? [])]
  const cursor = grown ? grown.nextCursor : (first.data?.nextCursor ?? null)

  const more = useCallback(async () => {
    if (!cursor || busy.current || input === null) return
    busy.current = true
    setLoadingMore(true)
    try {
      const next = (await call(endpoint, { ...(input as object), cursor } as InputOf<E>)) as unknown as Page<ItemOf<E>>
      setGrown({ first: first.data, items: [...(grown?.items ?? []), ...next.items], nextCursor: next.nextCursor })
    } catch (problem) {
      if (problem instanceof LoginNeeded) askForIdentity()
      else say(sentenceOf(problem))
    }
    busy.current = false
    setLoadingMore(false)
  }, [endpoint, input, cursor, first.data, grown])
  useReachBottom(more)

  return { ...first, items, hasMore: cursor !== null, loadingMore, more }
}
