import { useSyncExternalStore } from 'react'
import type { Session } from '../../../../shared/session'

const KEY = 'paidan.console.session'

/** Kept per browser tab: two tabs may show two people of the demo side by side. */
const read = (): Session | null => {
  const kept = sessionStorage.getItem(KEY)
  return kept ? (JSON.parse(kept) as Session) : null
}

let current = read()
let hasExpired = false
const listeners = new Set<() => void>()

const set = (session: Session | null, isExpired = false): void => {
  current = session
  hasExpired = isExpired
  if (session) sessionStorage.setItem(KEY, JSON.stringify(session))
  else sessionStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

export const keepSession = (session: Session): void => set(session)
export const forgetSession = (): void => set(null)
/** The server no longer knows the session: the login says so. */
export const expireSession = (): void => set(null, true)
export const currentSession = (): Session | null => current

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Null while nobody is logged in. */
export const useSession = (): Session | null => useSyncExternalStore(subscribe, currentSession)

/** Whether the session ended without its person wanting it. */
export const useHasExpired = (): boolean => useSyncExternalStore(subscribe, () => hasExpired)
