import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, isDuplicate, selectRow } from '../../db/rows'

/** One access token or ticket that all processes share. */
export type TokenRow = {
  id: string
  /** Sealed; null before the first fetch and after a drop. */
  value: string | null
  /** Of the value in `value`, to drop exactly that one. */
  fingerprint: string | null
  refreshAt: Date | null
  expiresAt: Date | null
  droppedAt: Date | null
  /** One process at a time fetches; a lease that its holder never gave back ends by itself. */
  lockedUntil: Date | null
  lockHolder: string | null
}

export const tokens = new EntitySchema<TokenRow>({
  name: 'wecom_tokens',
  columns: {
    id: { ...columns.id, length: 120 },
    value: columns.optionalText,
    fingerprint: columns.optionalRef,
    refreshAt: columns.optionalInstant,
    expiresAt: columns.optionalInstant,
    droppedAt: columns.optionalInstant,
    lockedUntil: columns.optionalInstant,
    lockHolder: columns.optionalRef,
  },
})

export const lookToken = (tx: Tx, id: string): Promise<TokenRow | null> => selectRow(tx, tokens, 'WHERE t.id = ?', [id])

type Lease = { id: string; holder: string; now: Date; until: Date }

/**
 * True for the one process that may fetch now. Another may have taken the lease a moment after this one read its clock;
 * only a lease that ends later than `until` by more than its length is of a clock that was put back since.
 */
export const takeLease = async (tx: Tx, { id, holder, now, until }: Lease): Promise<boolean> => {
  const impossible = 2 * until.getTime() - now.getTime()
  const take = () =>
    affected(
      tx,
      'UPDATE wecom_tokens SET locked_until = ?, lock_holder = ? WHERE id = ? AND (locked_until IS NULL OR locked_until <= ? OR locked_until > ?)',
      [until.getTime(), holder, id, now.getTime(), impossible],
    )
  if ((await take()) === 1) return true
  if (await lookToken(tx, id)) return false
  const row = { value: null, fingerprint: null, refreshAt: null, expiresAt: null, droppedAt: null }
  try {
    await insertRow(tx, tokens, { id, ...row, lockedUntil: until, lockHolder: holder })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export const giveBackLease = async (tx: Tx, id: string, holder: string): Promise<void> => {
  await tx.query('UPDATE wecom_tokens SET locked_until = NULL WHERE id = ? AND lock_holder = ?', [id, holder])
}

export type Kept = { id: string; value: string; fingerprint: string; refreshAt: number; expiresAt: number }

/** Keeps what the lease's holder has fetched, and gives the lease back. A holder who came too late changes nothing. */
export const keepToken = async (tx: Tx, holder: string, kept: Kept): Promise<void> => {
  await tx.query(
    'UPDATE wecom_tokens SET value = ?, fingerprint = ?, refresh_at = ?, expires_at = ?, locked_until = NULL WHERE id = ? AND lock_holder = ?',
    [kept.value, kept.fingerprint, kept.refreshAt, kept.expiresAt, kept.id, holder],
  )
}

/** The next renewal waits until `at`, and the lease is given back. */
export const putOffRefresh = async (tx: Tx, id: string, holder: string, at: number): Promise<void> => {
  await tx.query(
    'UPDATE wecom_tokens SET refresh_at = ?, locked_until = NULL WHERE id = ? AND lock_holder = ? AND value IS NOT NULL',
    [at, id, holder],
  )
}

type Drop = { now: number; coolDownMs: number }

/** Forgets the value with this fingerprint, unless one was forgotten less than `coolDownMs` from `now`. */
export const dropToken = async (tx: Tx, id: string, fingerprint: string, { now, coolDownMs }: Drop): Promise<void> => {
  await tx.query(
    'UPDATE wecom_tokens SET value = NULL, fingerprint = NULL, dropped_at = ? WHERE id = ? AND fingerprint = ? AND (dropped_at IS NULL OR dropped_at <= ? OR dropped_at >= ?)',
    [now, id, fingerprint, now - coolDownMs, now + coolDownMs],
  )
}
