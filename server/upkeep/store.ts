import { EntitySchema } from 'typeorm'
import type { Expiring } from '../capability'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectRows } from '../db/rows'
import { runSql } from '../db/sql'
import type { Place } from './rules'

/** What came of one table so far; the id is its name. */
export type UpkeepRow = {
  id: string
  /** Rows removed, ever. */
  removed: number
  /** Of what is from before this instant, nothing is left that may go. */
  reachedAt: Date
}

export const upkeepTables = new EntitySchema<UpkeepRow>({
  name: 'upkeep_tables',
  columns: { id: columns.id, removed: columns.bigInt, reachedAt: columns.instant },
})

export const listUpkeep = (tx: Tx): Promise<UpkeepRow[]> => selectRows(tx, upkeepTables, 'ORDER BY t.id')

export type OldRow = Place & { isOver: boolean }

/**
 * The next `most` old rows behind `from`, oldest first, for this transaction alone; those that somebody else holds are
 * left out. Rows that must stay come too, so that a block is never dearer than its size.
 */
export const lockOldRows = async (
  tx: Tx,
  { table, key, since, ifOnly = '1 = 1' }: Expiring,
  { before, from, most }: { before: Date; from: Place; most: number },
): Promise<OldRow[]> => {
  const skip = tx.connection.options.type === 'mariadb' ? 'FOR UPDATE SKIP LOCKED' : ''
  const rows = (await runSql(
    tx,
    `SELECT t.${key} AS row_id, t.${since} AS row_at, CASE WHEN ${ifOnly} THEN 1 ELSE 0 END AS is_over FROM ${table} t
     WHERE t.${since} >= ? AND t.${since} < ? AND (t.${since} > ? OR t.${key} > ?)
     ORDER BY t.${since}, t.${key} LIMIT ${most} ${skip}`,
    [from.at, before.getTime(), from.at, from.id],
  )) as { row_id: string; row_at: number | string; is_over: number | string }[]
  return rows.map(({ row_id, row_at, is_over }) => ({ id: row_id, at: Number(row_at), isOver: Number(is_over) === 1 }))
}

export const removeRows = async (tx: Tx, { table, key }: Expiring, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await runSql(tx, `DELETE FROM ${table} WHERE ${key} IN (${ids.map(() => '?').join(', ')})`, ids)
}

export const noteUpkeep = async (tx: Tx, { id, removed, reachedAt }: UpkeepRow): Promise<void> => {
  const isKnown = await affected(tx, 'UPDATE upkeep_tables SET removed = removed + ?, reached_at = ? WHERE id = ?', [
    removed,
    reachedAt.getTime(),
    id,
  ])
  if (!isKnown) await insertRow(tx, upkeepTables, { id, removed, reachedAt })
}
