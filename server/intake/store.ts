import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectRow } from '../db/rows'

/** What came of one message. Its id is the message's own, so that a repeat makes nothing. */
export type IntakeMessageRow = { id: string; ticketId: string; at: Date }

export const intakeMessages = new EntitySchema<IntakeMessageRow>({
  name: 'intake_messages',
  columns: { id: columns.id, ticketId: columns.ref, at: columns.instant },
  indices: [{ name: 'ix_intake_messages_at', columns: ['at'] }],
})

/** The draft that a member is adding to by messages. */
export type ConversationRow = {
  /** The member's id. */
  id: string
  ticketId: string | null
  /** When the last message that went into it was handled. */
  at: Date
  /** Counted up by each message: whoever counts holds the row until the end of the transaction. */
  turns: number
}

export const conversations = new EntitySchema<ConversationRow>({
  name: 'intake_conversations',
  columns: { id: columns.id, ticketId: columns.optionalRef, at: columns.instant, turns: columns.int },
})

export const lookMessage = (tx: Tx, id: string): Promise<IntakeMessageRow | null> =>
  selectRow(tx, intakeMessages, 'WHERE t.id = ?', [id])

export const saveMessage = (tx: Tx, row: IntakeMessageRow): Promise<void> => insertRow(tx, intakeMessages, row)

/** The member's conversation, for this transaction alone: messages that come at once take turns. */
export const takeTurn = async (tx: Tx, memberId: string, now: Date): Promise<ConversationRow> => {
  const isThere = await affected(tx, 'UPDATE intake_conversations SET turns = turns + 1 WHERE id = ?', [memberId])
  const known = isThere ? await selectRow(tx, conversations, 'WHERE t.id = ?', [memberId]) : null
  if (known) return known
  const fresh = { id: memberId, ticketId: null, at: now, turns: 1 }
  await insertRow(tx, conversations, fresh)
  return fresh
}

export const continueWith = async (tx: Tx, memberId: string, ticketId: string, at: Date): Promise<void> => {
  await tx.query('UPDATE intake_conversations SET ticket_id = ?, at = ? WHERE id = ?', [
    ticketId,
    at.getTime(),
    memberId,
  ])
}
