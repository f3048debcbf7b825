import { EntitySchema } from 'typeorm'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { affected, insertRow, isDuplicate, selectRows } from '../../../db/rows'

/** A kind of callback that the product does not know; the last one of it is in the inbox, whole. */
export type UnknownKindRow = {
  /** As WeCom names it. */
  id: string
  times: number
  lastInboxId: string
  lastAt: Date
}

export const unknownKinds = new EntitySchema<UnknownKindRow>({
  name: 'wecom_unknown_kinds',
  columns: { id: columns.id, times: columns.int, lastInboxId: columns.ref, lastAt: columns.instant },
})

/** Several of a kind may be counted at the same moment, in any order: none is lost, and the newest stays the last. */
export const countUp = async (tx: Tx, { id, lastInboxId, lastAt }: Omit<UnknownKindRow, 'times'>): Promise<void> => {
  const again = () =>
    affected(
      tx,
      `UPDATE wecom_unknown_kinds SET times = times + 1, last_at = ?,
       last_inbox_id = CASE WHEN last_inbox_id < ? THEN ? ELSE last_inbox_id END WHERE id = ?`,
      [lastAt.getTime(), lastInboxId, lastInboxId, id],
    )
  if (await again()) return
  try {
    await insertRow(tx, unknownKinds, { id, times: 1, lastInboxId, lastAt })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await again()
  }
}

export const listUnknownKinds = (tx: Tx): Promise<UnknownKindRow[]> =>
  selectRows(tx, unknownKinds, 'ORDER BY t.times DESC, t.id')
