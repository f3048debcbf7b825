import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectRows } from '../db/rows'

export type PartRow = { sku: string; name: string; unitPriceFen: number }

export const parts = new EntitySchema<PartRow>({
  name: 'parts',
  columns: { sku: columns.id, name: columns.string(60), unitPriceFen: columns.bigInt },
})

export const listParts = (tx: Tx): Promise<PartRow[]> => selectRows(tx, parts, 'ORDER BY t.sku')

export const listPartsBySku = (tx: Tx, skus: readonly string[]): Promise<PartRow[]> =>
  skus.length === 0
    ? Promise.resolve([])
    : selectRows(tx, parts, `WHERE t.sku IN (${skus.map(() => '?').join(', ')})`, skus)

export const saveParts = (tx: Tx, rows: readonly PartRow[]): Promise<void> => insertRows(tx, parts, rows)
