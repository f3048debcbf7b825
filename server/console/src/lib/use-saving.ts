import { useEffect, useSyncExternalStore } from 'react'
import type { Saving, SavingState } from './saving'

/** Sends again when the network is back, asks before the browser closes what is not saved, and saves when its page is left. */
export const useSaving = <D, P>(saving: Saving<D, P>): SavingState => {
  const state = useSyncExternalStore(saving.subscribe, saving.get)
  useEffect(() => {
    window.addEventListener('online', saving.back)
    return () => {
      window.removeEventListener('online', saving.back)
      void saving.flush()
    }
  }, [saving])
  // What is lost already can only be left.
  const isSafe = state.is === 'saved' || state.is === 'lost'
  useEffect(() => {
    if (isSafe) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isSafe])
  return state
}
