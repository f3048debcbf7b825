import { EntitySchema } from 'typeorm'
import type { FollowUpState } from '../../../shared/automation'
import type { Scope } from '../../../shared/kernel/scope'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectRow, selectRows, updateFields } from '../../db/rows'
import { whereInScope } from '../../db/scope'

export type FollowUpRow = {
  id: string
  ticketId: string
  ticketNumber: string
  templateCode: string
  dueAt: Date
  says: string
  state: FollowUpState
  madeTicketId: string | null
  result: string | null
}
export const followUps = new EntitySchema<FollowUpRow>({
  name: 'follow_ups',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    ticketNumber: columns.string(32),
    templateCode: columns.ref,
    dueAt: columns.instant,
    says: columns.string(200),
    state: columns.string(10),
    madeTicketId: columns.optionalRef,
    result: columns.optionalString(300),
  },
  indices: [{ name: 'ix_follow_ups_ticket', columns: ['ticketId'] }],
})

export const insertFollowUp = (tx: Tx, row: FollowUpRow): Promise<void> => insertRow(tx, followUps, row)

export const lookFollowUp = (tx: Tx, id: string): Promise<FollowUpRow | null> =>
  selectRow(tx, followUps, 'WHERE t.id = ?', [id])

/** True for the one who may end its waiting: it is made or dropped once. */
export const endWaiting = async (tx: Tx, id: string, state: 'made' | 'dropped'): Promise<boolean> =>
  (await affected(tx, "UPDATE follow_ups SET state = ? WHERE id = ? AND state = 'waiting'", [state, id])) === 1

/** For whoever has ended its waiting. */
export const settleFollowUp = (
  tx: Tx,
  id: string,
  changes: Partial<Pick<FollowUpRow, 'madeTicketId' | 'result'>>,
): Promise<void> => updateFields(tx, followUps, id, changes)

type Wanted = { ticketId?: string | undefined; beforeId: string | null; most: number }

/** Those whose tickets are in scope, the newest first. */
export const listFollowUps = (
  tx: Tx,
  scopes: readonly Scope[],
  { ticketId, beforeId, most }: Wanted,
): Promise<FollowUpRow[]> => {
  const scope = whereInScope(scopes)
  return selectRows(
    tx,
    followUps,
    `WHERE ${ticketId ? 't.ticket_id = ? AND' : ''} ${beforeId ? 't.id < ? AND' : ''}
     t.ticket_id IN (SELECT t.id FROM tickets t WHERE ${scope.sql}) ORDER BY t.id DESC LIMIT ${most}`,
    [...(ticketId ? [ticketId] : []), ...(beforeId ? [beforeId] : []), ...scope.parameters],
  )
}
