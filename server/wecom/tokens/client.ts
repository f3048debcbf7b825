import { DROP_COOL_DOWN_MS, type Grant, type Held, heldFrom, heldLonger } from './rules'

export type { Grant } from './rules'

/** Keeps access tokens and tickets, one under each key. */
export type TokenSource = {
  /** The value held under `key`, else a new one; those who ask meanwhile share one fetch. */
  get(key: string, fetchGrant: () => Promise<Grant>): Promise<string>
  /** Forgets `value` only if it is still the one held: a newer one that somebody has just fetched stays. */
  drop(key: string, value: string): Promise<void>
}

/** Those who ask for the same key while an answer is on its way get that answer. */
export const singleFlight = <T>() => {
  const flights = new Map<string, Promise<T>>()
  return (key: string, fly: () => Promise<T>): Promise<T> => {
    const running = flights.get(key)
    if (running) return running
    const flight = fly().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}

/** A TokenSource for one process that keeps nothing. `now` in epoch ms. */
export const inProcessTokens = (now: () => number): TokenSource => {
  const held = new Map<string, Held>()
  const once = singleFlight<string>()
  const lastDropAt = new Map<string, number>()
  const keep = (key: string, one: Held): string => {
    held.set(key, one)
    return one.value
  }

  return {
    get: async (key, fetchGrant) => {
      const old = held.get(key)
      if (old && now() < old.refreshAt) return old.value
      try {
        return await once(key, async () => keep(key, heldFrom(await fetchGrant(), now())))
      } catch (error) {
        const stillGood = held.get(key)
        if (stillGood && now() < stillGood.expiresAt) return keep(key, heldLonger(stillGood, now()))
        throw error
      }
    },
    drop: async (key, value) => {
      const dropAt = lastDropAt.get(key)
      if (held.get(key)?.value !== value) return
      if (dropAt !== undefined && Math.abs(now() - dropAt) < DROP_COOL_DOWN_MS) return
      lastDropAt.set(key, now())
      held.delete(key)
    },
  }
}
