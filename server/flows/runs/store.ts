import { EntitySchema } from 'typeorm'
import type { FlowState } from '../../../shared/flows/state'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectFields, selectRow, updateFields } from '../../db/rows'

/** A ticket on its way through a flow of its own; one that follows the standard flow has none. */
export type FlowRunRow = {
  id: string
  ticketId: string
  flowId: string
  state: FlowState
  version: number
}

export const flowRuns = new EntitySchema<FlowRunRow>({
  name: 'flow_runs',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    flowId: columns.ref,
    state: columns.json,
    version: columns.version,
  },
  indices: [
    { name: 'ux_flow_runs_ticket', columns: ['ticketId'], unique: true },
    { name: 'ix_flow_runs_flow', columns: ['flowId', 'id'] },
  ],
})

export const lookRun = (tx: Tx, ticketId: string): Promise<FlowRunRow | null> =>
  selectRow(tx, flowRuns, 'WHERE t.ticket_id = ?', [ticketId])

export const listRuns = async (tx: Tx, ticketIds: readonly string[]): Promise<Omit<FlowRunRow, 'state'>[]> => {
  if (ticketIds.length === 0) return []
  const places = ticketIds.map(() => '?').join(', ')
  return selectFields(
    tx,
    flowRuns,
    ['id', 'ticketId', 'flowId', 'version'],
    `WHERE t.ticket_id IN (${places})`,
    ticketIds,
  )
}

/** For this transaction alone: what happens to one ticket's flow takes turns. Counts the version up. */
export const takeRun = async (tx: Tx, ticketId: string): Promise<FlowRunRow | null> => {
  const isThere = await affected(tx, 'UPDATE flow_runs SET version = version + 1 WHERE ticket_id = ?', [ticketId])
  return isThere ? lookRun(tx, ticketId) : null
}

export const saveRun = (tx: Tx, row: FlowRunRow): Promise<void> => insertRow(tx, flowRuns, row)

/** Of a run that was taken. */
export const changeRun = (tx: Tx, id: string, changes: Partial<Pick<FlowRunRow, 'flowId' | 'state'>>): Promise<void> =>
  updateFields(tx, flowRuns, id, changes)

export const removeRun = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('DELETE FROM flow_runs WHERE id = ?', [id])
}

/** Tickets by the version that they follow. */
export const countRuns = async (tx: Tx, flowIds: readonly string[]): Promise<Map<string, number>> => {
  if (flowIds.length === 0) return new Map()
  const rows = (await tx.query(
    `SELECT flow_id AS id, COUNT(*) AS n FROM flow_runs WHERE flow_id IN (${flowIds.map(() => '?').join(', ')}) GROUP BY flow_id`,
    [...flowIds],
  )) as { id: string; n: number | string }[]
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}
