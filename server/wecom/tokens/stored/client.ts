import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../../../db/database'
import { singleFlight, type TokenSource } from '../client'
import { sealerOf } from '../envelope'
import { DROP_COOL_DOWN_MS, type Grant, type Held, heldFrom, heldLonger } from '../rules'
import { dropToken, giveBackLease, keepToken, lookToken, putOffRefresh, takeLease } from '../store'

/** Longer than any call may take; after it the lease of a process that died is free. */
const LEASE_MS = 20_000
const POLL_MS = 25
/** Real time, since a test's clock may stand still: a little longer than a lease. */
const MOST_POLLS = 1000
/** After a failed fetch with nothing to fall back on, those who ask meanwhile get the same failure. */
const FAILURE_HOLDS_MS = 1000

type Shelf = { db: Database; now: () => number; newId: () => string; secret: string }

/**
 * A TokenSource that all processes on one database share: one of them fetches, under a lease, and looks again once it
 * has it; the others wait for the value, or go on with the old one while that is good.
 */
export const storedTokens = ({ db, now, newId, secret }: Shelf): TokenSource => {
  const { seal, open, fingerprint } = sealerOf(secret)
  /** What this process saw last; when it is wrong the platform says so, and `drop` follows. */
  const seen = new Map<string, Held>()
  const failures = new Map<string, { error: unknown; at: number }>()
  const once = singleFlight<string>()

  const shelved = async (key: string): Promise<Held | null> => {
    const row = await lookToken(db.reader, key)
    const value = row?.value ? open(key, row.value) : null
    if (value === null || !row?.refreshAt || !row.expiresAt) return null
    return { value, refreshAt: row.refreshAt.getTime(), expiresAt: row.expiresAt.getTime() }
  }
  const see = (key: string, held: Held): string => {
    seen.set(key, held)
    return held.value
  }

  /** The holder of the lease looks again before it calls. */
  const fetchAs = async (holder: string, key: string, fetchGrant: () => Promise<Grant>): Promise<Held> => {
    const old = await shelved(key)
    if (old && now() < old.refreshAt) {
      await db.write(tx => giveBackLease(tx, key, holder))
      return old
    }
    try {
      const held = heldFrom(await fetchGrant(), now())
      const kept = { ...held, id: key, value: seal(key, held.value), fingerprint: fingerprint(held.value) }
      await db.write(tx => keepToken(tx, holder, kept))
      return held
    } catch (error) {
      const longer = old && now() < old.expiresAt ? heldLonger(old, now()) : null
      await db.write(async tx => {
        if (longer) await putOffRefresh(tx, key, holder, longer.refreshAt)
        await giveBackLease(tx, key, holder)
      })
      if (longer) return longer
      failures.set(key, { error, at: now() })
      throw error
    }
  }

  const fetchOrWait = async (key: string, fetchGrant: () => Promise<Grant>): Promise<string> => {
    for (let polls = 0; polls < MOST_POLLS; polls++) {
      const known = await shelved(key)
      if (known && now() < known.refreshAt) return see(key, known)
      const holder = newId()
      const lease = { id: key, holder, now: new Date(now()), until: new Date(now() + LEASE_MS) }
      if (await db.write(tx => takeLease(tx, lease))) return see(key, await fetchAs(holder, key, fetchGrant))
      if (known && now() < known.expiresAt) return known.value
      await delay(POLL_MS)
    }
    throw new Error(`another process has been fetching ${key} for too long`)
  }

  return {
    get: async (key, fetchGrant) => {
      const mine = seen.get(key)
      if (mine && now() < mine.refreshAt) return mine.value
      const failed = failures.get(key)
      if (failed && Math.abs(now() - failed.at) < FAILURE_HOLDS_MS) throw failed.error
      return once(key, () => fetchOrWait(key, fetchGrant))
    },
    drop: async (key, value) => {
      if (seen.get(key)?.value === value) seen.delete(key)
      const drop = { now: now(), coolDownMs: DROP_COOL_DOWN_MS }
      await db.write(tx => dropToken(tx, key, fingerprint(value), drop))
    },
  }
}
