import { useSyncExternalStore } from 'react'

/** Before or behind the element that the pointer is over. */
export type Side = 'before' | 'after'
/** Where what is being dragged would come down: the id of the drop target and its side. */
export type Drop = { over: string; side: Side }

let current: Drop | null = null
const listeners = new Set<() => void>()

export const showDrop = (drop: Drop | null): void => {
  if (drop?.over === current?.over && drop?.side === current?.side) return
  current = drop
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The side of this target on which something would come down; only the two targets concerned are drawn again. */
export const useDropSide = (id: string): Side | null =>
  useSyncExternalStore(subscribe, () => (current?.over === id ? current.side : null))
