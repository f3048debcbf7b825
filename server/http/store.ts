import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { appendRow, selectRow } from '../db/rows'

/** The stored answer of a command, so that its repeat is harmless. Written in the command's own transaction. */
export type IdempotencyRow = { id: string; bodyHash: string; reply: unknown; at: Date }

export const idempotencyKeys = new EntitySchema<IdempotencyRow>({
  name: 'idempotency_keys',
  columns: {
    /** SHA-256 of actor, endpoint and key. */
    id: columns.id,
    bodyHash: columns.string(64),
    reply: columns.json,
    at: columns.instant,
  },
  indices: [{ name: 'ix_idempotency_keys_at', columns: ['at'] }],
})

export const lookAnswer = (tx: Tx, id: string): Promise<IdempotencyRow | null> =>
  selectRow(tx, idempotencyKeys, 'WHERE t.id = ?', [id])

export const saveAnswer = (tx: Tx, row: IdempotencyRow): Promise<void> => appendRow(tx, idempotencyKeys, row)
