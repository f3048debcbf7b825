import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectRow, selectRows } from '../../db/rows'
import type { ReplyBody } from './view'

/** One message of ours to a customer. Its id is the platform's msgid too, so that a repeat goes out once. */
export type ReplyRow = {
  id: string
  conversationId: string
  ticketId: string | null
  body: ReplyBody
  /** Answers an event instead of the customer's words: such a message is not one of the five. */
  code: string | null
  /** When the code, or the sense of saying it, ends. */
  goodUntil: Date | null
  /** `sending`: handed over, the answer is not known. `withheld`: the platform would not have taken it. */
  state: 'owed' | 'sending' | 'sent' | 'failed' | 'withheld'
  /** The customer's message against which it was counted. */
  countedFor: Date | null
  /** Why it did not arrive: `errcode.95018`, `fail.6`, `late`, `full`. */
  reason: string | null
  at: Date
}

export const kfReplies = new EntitySchema<ReplyRow>({
  name: 'kf_replies',
  columns: {
    id: columns.id,
    conversationId: columns.ref,
    ticketId: columns.optionalRef,
    body: columns.json,
    code: columns.optionalString(200),
    goodUntil: columns.optionalInstant,
    state: columns.string(10),
    countedFor: columns.optionalInstant,
    reason: columns.optionalString(40),
    at: columns.instant,
  },
  indices: [
    { name: 'ix_kf_replies_conversation', columns: ['conversationId', 'state', 'id'] },
    { name: 'ix_kf_replies_at', columns: ['at'] },
  ],
})

export const saveReply = (tx: Tx, row: ReplyRow): Promise<void> => insertRow(tx, kfReplies, row)

export const lookReply = (tx: Tx, id: string): Promise<ReplyRow | null> =>
  selectRow(tx, kfReplies, 'WHERE t.id = ?', [id])

/** What has still to go out, oldest first. */
export const listOwedReplies = (tx: Tx, conversationId: string): Promise<ReplyRow[]> =>
  selectRows(tx, kfReplies, "WHERE t.conversation_id = ? AND t.state IN ('owed', 'sending') ORDER BY t.id", [
    conversationId,
  ])

export const markSending = async (tx: Tx, id: string, countedFor: Date | null): Promise<void> => {
  await tx.query("UPDATE kf_replies SET state = 'sending', counted_for = ? WHERE id = ?", [
    countedFor?.getTime() ?? null,
    id,
  ])
}

export const markReply = async (
  tx: Tx,
  id: string,
  { state, reason }: { state: ReplyRow['state']; reason: string | null },
): Promise<void> => {
  await tx.query('UPDATE kf_replies SET state = ?, reason = ? WHERE id = ?', [state, reason, id])
}
