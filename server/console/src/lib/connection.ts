import { useSyncExternalStore } from 'react'
import { announceChange } from './changes'

/** `at` is when the server last answered; what is on the screen is not newer. */
type Connection = { isCut: boolean; at: Date }

let current: Connection = { isCut: false, at: new Date() }
const listeners = new Set<() => void>()

/** Told after every request, whether anybody answered. */
export const noteAnswer = (hasAnswered: boolean): void => {
  const wasCut = current.isCut
  current = { isCut: !hasAnswered, at: hasAnswered ? new Date() : current.at }
  if (wasCut !== current.isCut) for (const listener of listeners) listener()
}

/** One small question instead of all that the page asks; when somebody answers, the page renews itself. */
export const tryConnection = (): void => {
  const renew = (): void => {
    noteAnswer(true)
    announceChange()
  }
  fetch('/readyz', { cache: 'no-store' }).then(renew, () => undefined)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** When what is shown was true, while nobody answers; null while the connection holds. */
export const useCutOffAt = (): Date | null => {
  const { isCut, at } = useSyncExternalStore(subscribe, () => current)
  return isCut ? at : null
}
