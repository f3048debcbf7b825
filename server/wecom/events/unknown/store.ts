import { EntitySchema } from 'typeorm'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { affected, insertRow, selectRows } from '../../../db/rows'

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

export const countUp = async (tx: Tx, { id, lastInboxId, lastAt }: Omit<UnknownKindRow, 'times'>): Promise<void> => {
  const isKnown = await affected(
    tx,
    'UPDATE wecom_unknown_kinds SET times = times + 1, last_inbox_id = ?, last_at = ? WHERE id = ?',
    [lastInboxId, lastAt.getTime(), id],
  )
  if (!isKnown) await insertRow(tx, unknownKinds, { id, times: 1, lastInboxId, lastAt })
}

export const listUnknownKinds = (tx: Tx): Promise<UnknownKindRow[]> =>
  selectRows(tx, unknownKinds, 'ORDER BY t.times DESC, t.id')
