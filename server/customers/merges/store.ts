import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectRow, selectRows, updateRow } from '../../db/rows'
import type { CustomerRow } from '../store'

/** Ids by what they are ids of: `devices`, `identities`, `customers`, `tickets`, and whatever else follows a merge. */
export type MovedIds = Record<string, string[]>

/** What the kept record took over in its own fields, so that it can be given back. */
export type Filled = { [Field in keyof CustomerRow]?: { before: CustomerRow[Field]; after: CustomerRow[Field] } }

export type MergeRow = {
  id: string
  keepId: string
  mergedId: string
  mergedName: string
  /** All that was the merged customer's until then. */
  moved: { ids: MovedIds; filled: Filled }
  at: Date
  undoneAt: Date | null
  version: number
}

export const merges = new EntitySchema<MergeRow>({
  name: 'customer_merges',
  columns: {
    id: columns.id,
    keepId: columns.ref,
    mergedId: columns.ref,
    mergedName: columns.string(60),
    moved: columns.json,
    at: columns.instant,
    undoneAt: columns.optionalInstant,
    version: columns.version,
  },
  indices: [
    { name: 'ix_customer_merges_keep', columns: ['keepId'] },
    { name: 'ix_customer_merges_merged', columns: ['mergedId'] },
  ],
})

export const saveMerge = (tx: Tx, row: MergeRow): Promise<void> => insertRow(tx, merges, row)

/** For this transaction alone, so that what follows a merge and what undoes it take turns. */
export const takeMerge = async (tx: Tx, id: string): Promise<MergeRow | null> => {
  const isThere = await affected(tx, 'UPDATE customer_merges SET version = version + 1 WHERE id = ?', [id])
  return isThere ? selectRow(tx, merges, 'WHERE t.id = ?', [id]) : null
}

export const changeMerge = (tx: Tx, row: MergeRow, changes: Partial<MergeRow>): Promise<MergeRow> =>
  updateRow(tx, merges, row, changes, 'customer.changed_meanwhile')

/** Those that brought something to this customer, latest first. */
export const listMergesInto = (tx: Tx, keepId: string): Promise<MergeRow[]> =>
  selectRows(tx, merges, 'WHERE t.keep_id = ? ORDER BY t.id DESC', [keepId])

/** The merge by which this record went into another and still is there. */
export const lookMergeOf = (tx: Tx, mergedId: string): Promise<MergeRow | null> =>
  selectRow(tx, merges, 'WHERE t.merged_id = ? AND t.undone_at IS NULL', [mergedId])

/** Merges of the kept record into others that were made after this one and are undone, the latest first. */
export const listUndoneAfter = (tx: Tx, { id, keepId }: Pick<MergeRow, 'id' | 'keepId'>): Promise<MergeRow[]> =>
  selectRows(tx, merges, 'WHERE t.merged_id = ? AND t.id > ? AND t.undone_at IS NOT NULL ORDER BY t.id DESC', [
    keepId,
    id,
  ])
