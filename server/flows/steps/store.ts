import { EntitySchema } from 'typeorm'
import type { NodeKind, Stage } from '../../../shared/flows/flow'
import type { Outcome } from '../../../shared/flows/state'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectById, selectRow, selectRows, updateFields } from '../../db/rows'

/** One time that a ticket has come to a node. */
export type FlowStepRow = {
  id: string
  runId: string
  ticketId: string
  flowId: string
  nodeKey: string
  name: string
  kind: NodeKind
  stage: Stage | null
  /** 1, and one more for each time before. */
  round: number
  enteredAt: Date
  leftAt: Date | null
  /** What a date is waited for. */
  until: Date | null
  /** Null while the ticket stands here. */
  outcome: Outcome | null
  /** Why it was skipped or withdrawn. */
  reason: string | null
  /** Whose doing led here. */
  askedById: string
  askedByName: string
  urgedAt: Date | null
}

export const flowSteps = new EntitySchema<FlowStepRow>({
  name: 'flow_steps',
  columns: {
    id: columns.id,
    runId: columns.ref,
    ticketId: columns.ref,
    flowId: columns.ref,
    nodeKey: columns.string(40),
    name: columns.string(60),
    kind: columns.string(12),
    stage: columns.optionalString(10),
    round: columns.int,
    enteredAt: columns.instant,
    leftAt: columns.optionalInstant,
    until: columns.optionalInstant,
    outcome: columns.optionalString(10),
    reason: columns.optionalString(500),
    askedById: columns.ref,
    askedByName: columns.string(60),
    urgedAt: columns.optionalInstant,
  },
  indices: [
    { name: 'ux_flow_steps_round', columns: ['runId', 'nodeKey', 'round'], unique: true },
    { name: 'ix_flow_steps_ticket', columns: ['ticketId', 'id'] },
  ],
})

export const saveStep = (tx: Tx, row: FlowStepRow): Promise<void> => insertRow(tx, flowSteps, row)

/** Of a step whose run was taken. */
export const changeStep = (tx: Tx, id: string, changes: Partial<FlowStepRow>): Promise<void> =>
  updateFields(tx, flowSteps, id, changes)

export const lookStep = (tx: Tx, id: string): Promise<FlowStepRow | null> => selectById(tx, flowSteps, id)

type Place = { runId: string; nodeKey: string; round: number }

export const lookStepAt = (tx: Tx, { runId, nodeKey, round }: Place): Promise<FlowStepRow | null> =>
  selectRow(tx, flowSteps, 'WHERE t.run_id = ? AND t.node_key = ? AND t.round = ?', [runId, nodeKey, round])

/** In the order of entering. */
export const listSteps = (tx: Tx, ticketId: string): Promise<FlowStepRow[]> =>
  selectRows(tx, flowSteps, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

/** As `listSteps`, of many tickets. */
export const listStepsOfTickets = async (tx: Tx, ticketIds: readonly string[]): Promise<FlowStepRow[]> => {
  if (ticketIds.length === 0) return []
  const places = ticketIds.map(() => '?').join(', ')
  return selectRows(tx, flowSteps, `WHERE t.ticket_id IN (${places}) ORDER BY t.id`, ticketIds)
}

export const listStepsById = async (tx: Tx, ids: readonly string[]): Promise<FlowStepRow[]> =>
  ids.length === 0 ? [] : selectRows(tx, flowSteps, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)
