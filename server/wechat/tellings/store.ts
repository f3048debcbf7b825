import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectRow, selectRows } from '../../db/rows'

/** One step of a ticket, and how its customer came to know of it. */
export type TellingRow = {
  /** The delivery it answers: it is told once. */
  id: string
  ticketId: string
  says: string
  channel: 'subscribe' | 'kf' | 'none'
  /** `sending`: handed over, the answer is not known. `unreachable`: no channel took it. */
  state: 'sending' | 'sent' | 'unreachable'
  /** Why the first choice was not taken: `noTemplate`, `noOpenid`, `noQuota`, `errcode.43101`. */
  reason: string | null
  kfReplyId: string | null
  at: Date
}

export const wechatTellings = new EntitySchema<TellingRow>({
  name: 'wechat_tellings',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    says: columns.string(200),
    channel: columns.string(10),
    state: columns.string(12),
    reason: columns.optionalString(40),
    kfReplyId: columns.optionalRef,
    at: columns.instant,
  },
  indices: [
    { name: 'ix_wechat_tellings_ticket', columns: ['ticketId', 'id'] },
    { name: 'ix_wechat_tellings_kf_reply', columns: ['kfReplyId'] },
  ],
})

export const lookTelling = (tx: Tx, id: string): Promise<TellingRow | null> =>
  selectRow(tx, wechatTellings, 'WHERE t.id = ?', [id])

export const listTellings = (tx: Tx, ticketId: string): Promise<TellingRow[]> =>
  selectRows(tx, wechatTellings, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

export const saveTelling = (tx: Tx, row: TellingRow): Promise<void> => insertRow(tx, wechatTellings, row)

export const changeTelling = async (
  tx: Tx,
  id: string,
  { channel, state, reason, kfReplyId }: Pick<TellingRow, 'channel' | 'state' | 'reason' | 'kfReplyId'>,
): Promise<void> => {
  await tx.query('UPDATE wechat_tellings SET channel = ?, state = ?, reason = ?, kf_reply_id = ? WHERE id = ?', [
    channel,
    state,
    reason,
    kfReplyId,
    id,
  ])
}

/** Customer service has told that this message did not arrive. */
export const markUnreachable = async (tx: Tx, kfReplyId: string): Promise<void> => {
  await tx.query("UPDATE wechat_tellings SET state = 'unreachable', channel = 'none' WHERE kf_reply_id = ?", [
    kfReplyId,
  ])
}
