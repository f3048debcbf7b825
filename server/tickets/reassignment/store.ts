import type { Tx } from '../../db/database'
import { selectFields, selectRow } from '../../db/rows'
import { ticketEvents, tickets } from '../store'

/** Between assignment and finish: somebody else has to go on with it. */
const HELD = ['assigned', 'accepted', 'travelling', 'working', 'waiting']

export const listHeldBy = async (tx: Tx, assigneeId: string): Promise<string[]> => {
  const places = HELD.map(() => '?').join(', ')
  const where = `WHERE t.assignee_id = ? AND t.status IN (${places}) ORDER BY t.id`
  return (await selectFields(tx, tickets, ['id'], where, [assigneeId, ...HELD])).map(({ id }) => id)
}

/** Who assigned the ticket last; a person or the name of a part of the system. */
export const lookLastAssigner = async (tx: Tx, ticketId: string): Promise<string | null> =>
  (await selectRow(tx, ticketEvents, "WHERE t.ticket_id = ? AND t.kind = 'assign' ORDER BY t.id DESC", [ticketId]))
    ?.actorId ?? null

export const listTicketIdsOf = async (tx: Tx, customerId: string): Promise<string[]> =>
  (await selectFields(tx, tickets, ['id'], 'WHERE t.customer_id = ? ORDER BY t.id', [customerId])).map(({ id }) => id)

const IDS_AT_ONCE = 500

/** Gives those of `from` among these tickets to the customer `to`; whoever is editing one meanwhile has to look again. */
export const giveTickets = async (tx: Tx, ids: readonly string[], from: string, to: string): Promise<void> => {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE)
    const places = some.map(() => '?').join(', ')
    await tx.query(
      `UPDATE tickets SET customer_id = ?, version = version + 1 WHERE customer_id = ? AND id IN (${places})`,
      [to, from, ...some],
    )
  }
}
