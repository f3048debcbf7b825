export type Grant = { value: string; expiresInSeconds: number }

/** Keeps access tokens and tickets. A store shared by several processes can stand in for the one below. */
export type TokenSource = {
  /** The value held under `key`, else a new one; those who ask meanwhile share one fetch. */
  get(key: string, fetchGrant: () => Promise<Grant>): Promise<string>
  /** Forgets `value` only if it is still the one held: a newer one that somebody has just fetched stays. */
  drop(key: string, value: string): Promise<void>
}

const REFRESH_AHEAD_SECONDS = 300
/** Near the end of its life the platform may hand out the same value again: ask at most this often. */
const SHORTEST_HOLD_SECONDS = 30
/** A value that replaced a dropped one is not dropped again within this time, which ends refresh loops. */
const DROP_COOL_DOWN_MS = 10_000

/** A TokenSource for one process. `now` in epoch ms. */
export const inProcessTokens = (now: () => number): TokenSource => {
  const held = new Map<string, { value: string; refreshAt: number; expiresAt: number }>()
  const fetches = new Map<string, Promise<string>>()
  const lastDropAt = new Map<string, number>()

  const fetchOnce = (key: string, fetchGrant: () => Promise<Grant>): Promise<string> => {
    const running = fetches.get(key)
    if (running) return running
    const keep = ({ value, expiresInSeconds }: Grant): string => {
      const hold = Math.max(expiresInSeconds - REFRESH_AHEAD_SECONDS, SHORTEST_HOLD_SECONDS)
      const expiresAt = now() + expiresInSeconds * 1000
      held.set(key, { value, refreshAt: Math.min(now() + hold * 1000, expiresAt), expiresAt })
      return value
    }
    const fetch = fetchGrant()
      .then(keep)
      .finally(() => fetches.delete(key))
    fetches.set(key, fetch)
    return fetch
  }

  return {
    get: async (key, fetchGrant) => {
      const old = held.get(key)
      if (old && now() < old.refreshAt) return old.value
      try {
        return await fetchOnce(key, fetchGrant)
      } catch (error) {
        const stillGood = held.get(key)
        if (stillGood && now() < stillGood.expiresAt) return stillGood.value
        throw error
      }
    },
    drop: async (key, value) => {
      const dropAt = lastDropAt.get(key)
      if (held.get(key)?.value !== value) return
      if (dropAt !== undefined && now() - dropAt < DROP_COOL_DOWN_MS) return
      lastDropAt.set(key, now())
      held.delete(key)
    },
  }
}
