import { EntitySchema } from 'typeorm'
import { columns } from './columns'
import type { Database, Tx } from './database'
import { affected, insertRow, isDuplicate, selectRow } from './rows'

export type CounterRow = { id: string; value: number }
export const counters = new EntitySchema<CounterRow>({
  name: 'counters',
  columns: { id: columns.id, value: columns.int },
})

const LARGEST_BLOCK = 64

export type Numbers = { next: (series: string) => Promise<number> }

/**
 * Rising numbers 1, 2, 3 … per series, never given twice; a number taken and not used leaves a gap. On MySQL a
 * process takes more at a time the more it has used, so that creating tickets does not queue up behind one row, and
 * little is lost where little is made. Call it before a transaction, never inside one.
 */
export const numbersOf = (db: Database): Numbers => {
  const largest = db.kind === 'mysql' ? LARGEST_BLOCK : 1
  const blocks = new Map<string, { next: number; end: number; size: number }>()
  const refills = new Map<string, Promise<void>>()
  const refill = async (series: string) => {
    try {
      const size = Math.min(largest, 2 * (blocks.get(series)?.size ?? 0.5))
      const end = await takeBlock(db, series, size)
      blocks.set(series, { next: end - size + 1, end, size })
    } finally {
      refills.delete(series)
    }
  }
  const next = async (series: string): Promise<number> => {
    const block = blocks.get(series)
    if (block && block.next <= block.end) return block.next++
    if (!refills.has(series)) refills.set(series, refill(series))
    await refills.get(series)
    return next(series)
  }
  return { next }
}

const takeBlock = async (db: Database, series: string, size: number): Promise<number> => {
  const taken = await db.write(async tx => {
    const found = await affected(tx, 'UPDATE counters SET value = value + ? WHERE id = ?', [size, series])
    return found === 1 ? (await look(tx, series))?.value : undefined
  })
  if (taken !== undefined) return taken
  await db
    .write(tx => insertRow(tx, counters, { id: series, value: 0 }))
    .catch(error => {
      if (!isDuplicate(error)) throw error
    })
  return takeBlock(db, series, size)
}

const look = (tx: Tx, series: string) => selectRow(tx, counters, 'WHERE t.id = ?', [series])
