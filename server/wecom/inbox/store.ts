import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRows, selectRow } from '../../db/rows'

/** A decrypted callback as it came. `ignored`: read, and nothing follows from it. */
export type InboxRow = {
  id: string
  /** What makes two deliveries the same message; the database keeps it unique. */
  dedupeKey: string
  /** As WeCom names it: `text`, `event.template_card_event`. */
  kind: string
  raw: string
  state: 'received' | 'handled' | 'ignored'
  receivedAt: Date
}

export const inbox = new EntitySchema<InboxRow>({
  name: 'wecom_inbox',
  columns: {
    id: columns.id,
    dedupeKey: columns.string(80),
    kind: columns.string(80),
    raw: columns.text,
    state: columns.string(10),
    receivedAt: columns.instant,
  },
  indices: [
    { name: 'ux_wecom_inbox_dedupe_key', columns: ['dedupeKey'], unique: true },
    { name: 'ix_wecom_inbox_received', columns: ['receivedAt'] },
  ],
})

export const saveCallbacks = (tx: Tx, rows: readonly InboxRow[]): Promise<void> => insertRows(tx, inbox, rows)

export const lookCallback = (tx: Tx, id: string): Promise<InboxRow | null> =>
  selectRow(tx, inbox, 'WHERE t.id = ?', [id])

export const markCallback = async (tx: Tx, id: string, state: InboxRow['state']): Promise<void> => {
  await tx.query('UPDATE wecom_inbox SET state = ? WHERE id = ?', [state, id])
}
