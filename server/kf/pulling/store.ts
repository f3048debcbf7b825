import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, insertRows, selectRow } from '../../db/rows'
import type { Json } from '../messages/rules'

/** How far one customer service account has been read. */
export type CursorRow = {
  /** WeCom's open_kfid. */
  id: string
  /** The platform's cursor, from which to read on; null before the first page. */
  readTo: string | null
  /** Of the latest event, good for ten minutes from `tokenAt`. */
  token: string | null
  tokenAt: Date | null
  /** The first event ever heard: what is older was not for us. */
  startedAt: Date
  /** Counted up by every event, so that whoever reads sees that there is more to read. */
  asked: number
  /** Whoever reads now, until the end of their lease. */
  lease: string | null
  leaseUntil: Date | null
}

export const kfCursors = new EntitySchema<CursorRow>({
  name: 'kf_cursors',
  columns: {
    id: columns.id,
    readTo: columns.optionalString(200),
    token: columns.optionalString(200),
    tokenAt: columns.optionalInstant,
    startedAt: columns.instant,
    asked: columns.int,
    lease: columns.optionalRef,
    leaseUntil: columns.optionalInstant,
  },
})

/** One message of a customer, or an event about them. */
export type KfMessageRow = {
  id: string
  /** The platform's msgid, hashed; the database keeps it unique. */
  dedupeKey: string
  conversationId: string
  kind: string
  raw: Json
  /** `ignored`: read, and nothing follows from it. */
  state: 'kept' | 'handled' | 'ignored'
  sentAt: Date
}

export const kfMessages = new EntitySchema<KfMessageRow>({
  name: 'kf_messages',
  columns: {
    id: columns.id,
    dedupeKey: columns.string(64),
    conversationId: columns.ref,
    kind: columns.string(60),
    raw: columns.json,
    state: columns.string(10),
    sentAt: columns.instant,
  },
  indices: [
    { name: 'ux_kf_messages_dedupe_key', columns: ['dedupeKey'], unique: true },
    { name: 'ix_kf_messages_conversation', columns: ['conversationId', 'state', 'sentAt', 'id'] },
    { name: 'ix_kf_messages_sent', columns: ['sentAt'] },
  ],
})

export const lookCursor = (tx: Tx, openKfId: string): Promise<CursorRow | null> =>
  selectRow(tx, kfCursors, 'WHERE t.id = ?', [openKfId])

export const insertCursor = (tx: Tx, row: CursorRow): Promise<void> => insertRow(tx, kfCursors, row)

/** False when the account has never been heard of. */
export const askAgain = async (
  tx: Tx,
  { openKfId, token, tokenAt }: { openKfId: string; token: string | null; tokenAt: Date },
): Promise<boolean> => {
  const known = await affected(tx, 'UPDATE kf_cursors SET asked = asked + 1 WHERE id = ?', [openKfId])
  if (known === 1 && token) {
    await tx.query(
      'UPDATE kf_cursors SET token = ?, token_at = ? WHERE id = ? AND (token_at IS NULL OR token_at <= ?)',
      [token, tokenAt.getTime(), openKfId, tokenAt.getTime()],
    )
  }
  return known === 1
}

type Lease = { openKfId: string; lease: string; until: Date }

/** False while somebody else reads. */
export const seizeCursor = async (tx: Tx, { openKfId, lease, until }: Lease, now: Date): Promise<boolean> =>
  (await affected(
    tx,
    'UPDATE kf_cursors SET lease = ?, lease_until = ? WHERE id = ? AND (lease IS NULL OR lease_until <= ?)',
    [lease, until.getTime(), openKfId, now.getTime()],
  )) === 1

/** False when the lease is lost: somebody else reads on from where the database says. */
export const advanceCursor = async (tx: Tx, { openKfId, lease, until }: Lease, cursor: string): Promise<boolean> =>
  (await affected(tx, 'UPDATE kf_cursors SET read_to = ?, lease_until = ? WHERE id = ? AND lease = ?', [
    cursor,
    until.getTime(),
    openKfId,
    lease,
  ])) === 1

export const releaseCursor = (tx: Tx, { openKfId, lease }: Omit<Lease, 'until'>): Promise<number> =>
  affected(tx, 'UPDATE kf_cursors SET lease = NULL, lease_until = NULL WHERE id = ? AND lease = ?', [openKfId, lease])

export const listKnownKeys = async (tx: Tx, keys: readonly string[]): Promise<Set<string>> => {
  if (keys.length === 0) return new Set()
  const places = keys.map(() => '?').join(', ')
  const rows = (await tx.query(`SELECT t.dedupe_key AS k FROM kf_messages t WHERE t.dedupe_key IN (${places})`, [
    ...keys,
  ])) as { k: string }[]
  return new Set(rows.map(row => row.k))
}

export const saveMessages = (tx: Tx, rows: readonly KfMessageRow[]): Promise<void> => insertRows(tx, kfMessages, rows)

export const lookMessage = (tx: Tx, id: string): Promise<KfMessageRow | null> =>
  selectRow(tx, kfMessages, 'WHERE t.id = ?', [id])

/** The first message of a conversation that nobody has handled yet, in the order in which they were sent. */
export const lookNextMessage = (tx: Tx, conversationId: string): Promise<KfMessageRow | null> =>
  selectRow(tx, kfMessages, "WHERE t.conversation_id = ? AND t.state = 'kept' ORDER BY t.sent_at, t.id", [
    conversationId,
  ])

export const markMessage = async (tx: Tx, id: string, state: KfMessageRow['state']): Promise<void> => {
  await tx.query('UPDATE kf_messages SET state = ? WHERE id = ?', [state, id])
}

/** Takes back a message that was not handled yet. */
export const recallMessage = async (tx: Tx, dedupeKey: string): Promise<void> => {
  await tx.query("UPDATE kf_messages SET state = 'ignored' WHERE dedupe_key = ? AND state = 'kept'", [dedupeKey])
}
