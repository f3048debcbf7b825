import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectRow } from '../../db/rows'

/** One customer's chat with one customer service account. */
export type ConversationRow = {
  /** Of account and customer, hashed. */
  id: string
  openKfId: string
  externalUserId: string
  /** The device whose code the customer came by; null once they come in by another way. */
  deviceId: string | null
  /** The ticket that follows from what they write, and when the last message that went into it was sent. */
  ticketId: string | null
  ticketAt: Date | null
  /** When the customer last wrote: we may write five times within the 48 hours after it. */
  lastCustomerAt: Date | null
  sentCount: number
  /** Since when a person of ours has the chat, or is asked to take it. */
  withPersonAt: Date | null
  /** Counted up by each who handles a message: whoever counts holds the row until the end of the transaction. */
  turns: number
}

export const kfConversations = new EntitySchema<ConversationRow>({
  name: 'kf_conversations',
  columns: {
    id: columns.id,
    openKfId: columns.ref,
    externalUserId: columns.ref,
    deviceId: columns.optionalRef,
    ticketId: columns.optionalRef,
    ticketAt: columns.optionalInstant,
    lastCustomerAt: columns.optionalInstant,
    sentCount: columns.int,
    withPersonAt: columns.optionalInstant,
    turns: columns.int,
  },
  indices: [{ name: 'ix_kf_conversations_external', columns: ['externalUserId'] }],
})

/** A ticket that began in a chat. */
export type KfTicketRow = { id: string; conversationId: string }

export const kfTickets = new EntitySchema<KfTicketRow>({
  name: 'kf_tickets',
  columns: { id: columns.id, conversationId: columns.ref },
  indices: [{ name: 'ix_kf_tickets_conversation', columns: ['conversationId'] }],
})

export const lookConversation = (tx: Tx, id: string): Promise<ConversationRow | null> =>
  selectRow(tx, kfConversations, 'WHERE t.id = ?', [id])

export const saveConversation = (tx: Tx, row: ConversationRow): Promise<void> => insertRow(tx, kfConversations, row)

/** The conversation, for this transaction alone: those who act on it take turns. */
export const takeConversation = async (tx: Tx, id: string): Promise<ConversationRow> => {
  await tx.query('UPDATE kf_conversations SET turns = turns + 1 WHERE id = ?', [id])
  const row = await lookConversation(tx, id)
  if (!row) throw new Error(`no conversation ${id}`)
  return row
}

/** A later message of the customer opens 48 hours and five messages anew. */
export const noteCustomerWrote = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query(
    'UPDATE kf_conversations SET last_customer_at = ?, sent_count = 0 WHERE id = ? AND (last_customer_at IS NULL OR last_customer_at < ?)',
    [at.getTime(), id, at.getTime()],
  )
}

export const countSent = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('UPDATE kf_conversations SET sent_count = sent_count + 1 WHERE id = ?', [id])
}

export const setDevice = async (tx: Tx, id: string, deviceId: string | null): Promise<void> => {
  await tx.query('UPDATE kf_conversations SET device_id = ? WHERE id = ?', [deviceId, id])
}

export const setTicket = async (tx: Tx, id: string, ticketId: string, at: Date): Promise<void> => {
  await tx.query('UPDATE kf_conversations SET ticket_id = ?, ticket_at = ? WHERE id = ?', [ticketId, at.getTime(), id])
}

export const setWithPerson = async (tx: Tx, id: string, at: Date | null): Promise<void> => {
  await tx.query('UPDATE kf_conversations SET with_person_at = ? WHERE id = ?', [at?.getTime() ?? null, id])
}

export const saveKfTicket = (tx: Tx, row: KfTicketRow): Promise<void> => insertRow(tx, kfTickets, row)

export const lookKfTicket = (tx: Tx, ticketId: string): Promise<KfTicketRow | null> =>
  selectRow(tx, kfTickets, 'WHERE t.id = ?', [ticketId])

/** The chat in which a customer wrote last. */
export const lookLatestConversation = (tx: Tx, externalUserIds: readonly string[]): Promise<ConversationRow | null> =>
  externalUserIds.length === 0
    ? Promise.resolve(null)
    : selectRow(
        tx,
        kfConversations,
        `WHERE t.external_user_id IN (${externalUserIds.map(() => '?').join(', ')}) AND t.last_customer_at IS NOT NULL ORDER BY t.last_customer_at DESC`,
        externalUserIds,
      )
