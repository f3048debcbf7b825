import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow } from '../db/rows'

/** What somebody was told, so that a delivery that is repeated does not tell them again. */
export type NoticeRow = {
  id: string
  /** Delivery and recipient. */
  key: string
  ticketId: string
  personId: string
  kind: 'offer' | 'words'
  /** `failed`: WeCom will never take it; another channel would have to. */
  state: 'sent' | 'failed'
  /** WeCom's own id of the message, good for a recall within 24 h. */
  messageId: string | null
  at: Date
}

export const notices = new EntitySchema<NoticeRow>({
  name: 'notices',
  columns: {
    id: columns.id,
    key: columns.string(140),
    ticketId: columns.ref,
    personId: columns.ref,
    kind: columns.string(10),
    state: columns.string(10),
    messageId: columns.optionalString(200),
    at: columns.instant,
  },
  indices: [
    { name: 'ux_notices_key', columns: ['key'], unique: true },
    { name: 'ix_notices_ticket', columns: ['ticketId'] },
  ],
})

export const isToldAlready = async (tx: Tx, key: string): Promise<boolean> =>
  (await selectRow(tx, notices, 'WHERE t.key = ?', [key])) !== null

export const saveNotice = (tx: Tx, row: NoticeRow): Promise<void> => insertRow(tx, notices, row)
