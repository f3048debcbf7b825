import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, selectRow, selectRows, updateRow } from '../db/rows'

/** How far the ladder of one clock of one ticket has been climbed. */
export type EscalationRow = {
  id: string
  ticketId: string
  /** `response`, or `node:<key>`. */
  clock: string
  /** The clock's round: counted up when it begins anew, after a reopening or when the flow comes to the node again. */
  run: number
  state: 'climbing' | 'moved' | 'acknowledged'
  /** Of the clock's time that is used up, as last heard. */
  percent: number
  percentAt: Date
  dueAt: Date
  /** The highest level taken; 0 for none. */
  level: number
  /** The next step is due at once, because nobody could be reached by the last one. */
  isPulled: boolean
  acknowledgedById: string | null
  version: number
  updatedAt: Date
}

export const escalations = new EntitySchema<EscalationRow>({
  name: 'escalations',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    clock: columns.string(80),
    run: columns.int,
    state: columns.string(12),
    percent: columns.int,
    percentAt: columns.instant,
    dueAt: columns.instant,
    level: columns.int,
    isPulled: columns.bool,
    acknowledgedById: columns.optionalRef,
    version: columns.version,
    updatedAt: columns.instant,
  },
  indices: [{ name: 'ux_escalations_run', columns: ['ticketId', 'clock', 'run'], unique: true }],
})

/** One step that was taken: a level of a run, once. */
export type StepRow = {
  id: string
  escalationId: string
  ticketId: string
  level: number
  percent: number
  /** Whom it is for, in the order in which they are tried. */
  personIds: string[]
  says: string
  at: Date
}

export const escalationSteps = new EntitySchema<StepRow>({
  name: 'escalation_steps',
  columns: {
    id: columns.id,
    escalationId: columns.ref,
    ticketId: columns.ref,
    level: columns.int,
    percent: columns.int,
    personIds: columns.json,
    says: columns.string(300),
    at: columns.instant,
  },
  indices: [
    { name: 'ux_escalation_steps_level', columns: ['escalationId', 'level'], unique: true },
    { name: 'ix_escalation_steps_ticket', columns: ['ticketId', 'id'] },
  ],
})

export const insertEscalation = (tx: Tx, row: EscalationRow): Promise<void> => insertRow(tx, escalations, row)

/** Writes only if nobody else has since `row` was read. */
export const changeEscalation = (tx: Tx, row: EscalationRow, changes: Partial<EscalationRow>): Promise<EscalationRow> =>
  updateRow(tx, escalations, row, changes, 'escalation.changed_meanwhile')

export const listEscalations = (tx: Tx, ticketId: string): Promise<EscalationRow[]> =>
  selectRows(tx, escalations, 'WHERE t.ticket_id = ? ORDER BY t.clock, t.run', [ticketId])

type Run = Pick<EscalationRow, 'ticketId' | 'clock' | 'run'>

export const lookRun = (tx: Tx, { ticketId, clock, run }: Run): Promise<EscalationRow | null> =>
  selectRow(tx, escalations, 'WHERE t.ticket_id = ? AND t.clock = ? AND t.run = ?', [ticketId, clock, run])

export const lookEscalation = (tx: Tx, id: string): Promise<EscalationRow | null> =>
  selectRow(tx, escalations, 'WHERE t.id = ?', [id])

export type Stopped = { state: 'moved' | 'acknowledged'; acknowledgedById: string | null }
export const MOVED: Stopped = { state: 'moved', acknowledgedById: null }

/** Stops a run, whatever has just been done to it: whoever was about to take a step has to look again. */
export const stopRun = async (
  tx: Tx,
  id: string,
  { state, acknowledgedById, updatedAt }: Stopped & { updatedAt: Date },
): Promise<void> => {
  await affected(
    tx,
    'UPDATE escalations SET state = ?, acknowledged_by_id = ?, updated_at = ?, version = version + 1 WHERE id = ?',
    [state, acknowledgedById, updatedAt.getTime(), id],
  )
}

export const insertStep = (tx: Tx, row: StepRow): Promise<void> => insertRow(tx, escalationSteps, row)

export const lookStep = (tx: Tx, escalationId: string, level: number): Promise<StepRow | null> =>
  selectRow(tx, escalationSteps, 'WHERE t.escalation_id = ? AND t.level = ?', [escalationId, level])

/** Newest first. */
export const listSteps = (tx: Tx, ticketId: string): Promise<StepRow[]> =>
  selectRows(tx, escalationSteps, 'WHERE t.ticket_id = ? ORDER BY t.id DESC', [ticketId])
