import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, isDuplicate, selectRows } from '../../db/rows'

/** Where a colleague's phone last said it was, GCJ-02. A table of its own: it changes often and versions nothing. */
export type LastPlaceRow = { id: string; lat: number; lng: number; at: Date }

export const lastPlaces = new EntitySchema<LastPlaceRow>({
  name: 'last_places',
  columns: { id: columns.id, lat: columns.double, lng: columns.double, at: columns.instant },
})

/** A report from before the one that is kept changes nothing; two first reports at the same moment keep the later. */
export const keepLatest = async (tx: Tx, row: LastPlaceRow): Promise<void> => {
  const [known] = await listPlaces(tx, [row.id])
  if (known) return keepIfLater(tx, row)
  try {
    await insertRow(tx, lastPlaces, row)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await keepIfLater(tx, row)
  }
}

const keepIfLater = async (tx: Tx, { id, lat, lng, at }: LastPlaceRow): Promise<void> => {
  const ms = at.getTime()
  await affected(tx, 'UPDATE last_places SET lat = ?, lng = ?, at = ? WHERE id = ? AND at <= ?', [lat, lng, ms, id, ms])
}

export const listPlaces = (tx: Tx, personIds: readonly string[]): Promise<LastPlaceRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : selectRows(tx, lastPlaces, `WHERE t.id IN (${personIds.map(() => '?').join(', ')})`, personIds)
