export type Grant = { value: string; expiresInSeconds: number }

/** A token or ticket and its life, in epoch ms. */
export type Held = { value: string; refreshAt: number; expiresAt: number }

const REFRESH_AHEAD_SECONDS = 300
/** Near the end of its life the platform may hand out the same value again: ask at most this often. */
const SHORTEST_HOLD_SECONDS = 30

/** A value that replaced a dropped one is not dropped again within this time, which ends refresh loops. */
export const DROP_COOL_DOWN_MS = 10_000

/** What was granted at `now`: to be renewed five minutes before its end. */
export const heldFrom = ({ value, expiresInSeconds }: Grant, now: number): Held => {
  const hold = Math.max(expiresInSeconds - REFRESH_AHEAD_SECONDS, SHORTEST_HOLD_SECONDS)
  const expiresAt = now + expiresInSeconds * 1000
  return { value, refreshAt: Math.min(now + hold * 1000, expiresAt), expiresAt }
}

/** A renewal has failed: the old value goes on to its real end, and the next try waits a little. */
export const heldLonger = ({ value, expiresAt }: Held, now: number): Held => ({
  value,
  refreshAt: Math.min(now + SHORTEST_HOLD_SECONDS * 1000, expiresAt),
  expiresAt,
})
