import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectRow, selectRows } from '../../db/rows'

/** One dispatch card in somebody's chat. */
export type CardRow = {
  /** Unique inside the app; the primary key. */
  taskId: string
  ticketId: string
  /** The ticket's version at this assignment: a higher one is a later card. */
  assignment: number
  personId: string
  /** The newest one: good for one update within 72 h (protocol section 4.3). */
  responseCode: string | null
  /** `open` while it shows its buttons. */
  state: 'open' | 'closed'
  updatedAt: Date
}

export const cards = new EntitySchema<CardRow>({
  name: 'wecom_cards',
  columns: {
    taskId: { type: 'varchar', length: 128, primary: true },
    ticketId: columns.ref,
    assignment: columns.int,
    personId: columns.ref,
    responseCode: columns.optionalString(200),
    state: columns.string(10),
    updatedAt: columns.instant,
  },
  indices: [
    { name: 'ix_wecom_cards_ticket', columns: ['ticketId'] },
    { name: 'ix_wecom_cards_updated', columns: ['updatedAt'] },
  ],
})

export const insertCard = (tx: Tx, row: CardRow): Promise<void> => insertRow(tx, cards, row)

export const lookCard = (tx: Tx, taskId: string): Promise<CardRow | null> =>
  selectRow(tx, cards, 'WHERE t.task_id = ?', [taskId])

/** The latest assignment first. */
export const listCards = (tx: Tx, ticketId: string): Promise<CardRow[]> =>
  selectRows(tx, cards, 'WHERE t.ticket_id = ? ORDER BY t.assignment DESC', [ticketId])

/** The card shows buttons that were just pressed, and the click has brought a fresh code. */
export const reopenCard = async (tx: Tx, taskId: string, responseCode: string | null, at: Date): Promise<void> => {
  await tx.query("UPDATE wecom_cards SET state = 'open', response_code = ?, updated_at = ? WHERE task_id = ?", [
    responseCode,
    at.getTime(),
    taskId,
  ])
}

/** True for the one who may now spend the code of this card. */
export const closeCard = async (tx: Tx, { taskId, responseCode }: CardRow, at: Date): Promise<boolean> =>
  (await affected(
    tx,
    "UPDATE wecom_cards SET state = 'closed', response_code = NULL, updated_at = ? WHERE task_id = ? AND state = 'open' AND response_code = ?",
    [at.getTime(), taskId, responseCode],
  )) === 1
