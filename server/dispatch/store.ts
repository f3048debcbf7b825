import { EntitySchema } from 'typeorm'
import { type DispatchMode, defaultWeights, type Ranking, type Weights } from '../../shared/dispatch'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, isDuplicate, selectRow, selectRows, updateRow } from '../db/rows'

/** One choice with its whole table: every candidate and everybody refused. `engineerId` is null when nobody fitted. */
export type DecisionRow = Ranking & {
  id: string
  ticketId: string
  mode: DispatchMode
  engineerId: string | null
  at: Date
}

export const dispatchDecisions = new EntitySchema<DecisionRow>({
  name: 'dispatch_decisions',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    mode: columns.string(10),
    engineerId: columns.optionalRef,
    candidates: columns.json,
    refused: columns.json,
    at: columns.instant,
  },
  indices: [{ name: 'ix_dispatch_decisions_ticket', columns: ['ticketId', 'id'] }],
})

/** One row, `default`: how the whole company dispatches. */
export type DispatchSettingsRow = { id: string; mode: DispatchMode; weights: Weights; version: number }

export const dispatchSettings = new EntitySchema<DispatchSettingsRow>({
  name: 'dispatch_settings',
  columns: { id: columns.id, mode: columns.string(10), weights: columns.json, version: columns.version },
})

const untouched: DispatchSettingsRow = { id: 'default', mode: 'manual', weights: defaultWeights, version: 0 }

export const saveDecision = (tx: Tx, row: DecisionRow): Promise<void> => insertRow(tx, dispatchDecisions, row)

/** Latest first. */
export const listDecisions = (tx: Tx, ticketId: string): Promise<DecisionRow[]> =>
  selectRows(tx, dispatchDecisions, 'WHERE t.ticket_id = ? ORDER BY t.id DESC', [ticketId])

export const lookSettings = async (tx: Tx): Promise<DispatchSettingsRow> =>
  (await selectRow(tx, dispatchSettings, 'WHERE t.id = ?', [untouched.id])) ?? untouched

/**
 * The settings, held until the end of the transaction: whoever wants to choose by capacity waits here for the one
 * before, and so counts what that one gave away. The embedded database has one writer at a time anyhow.
 */
export const takeTurn = async (tx: Tx): Promise<DispatchSettingsRow> => {
  const lock = tx.connection.options.type === 'mariadb' ? 'FOR UPDATE' : ''
  const find = async () => (await selectRows(tx, dispatchSettings, `WHERE t.id = ? ${lock}`, [untouched.id]))[0] ?? null
  const found = await find()
  if (found) return found
  await insertRow(tx, dispatchSettings, untouched).catch(error => {
    if (!isDuplicate(error)) throw error
  })
  return (await find()) ?? untouched
}

/** Writes only if nobody else has since version `version` was read; else `dispatch.changed_meanwhile`. */
export const changeSettings = async (
  tx: Tx,
  version: number,
  changes: Partial<DispatchSettingsRow>,
): Promise<DispatchSettingsRow> => {
  const row = await takeTurn(tx)
  return updateRow(tx, dispatchSettings, { ...row, version }, changes, 'dispatch.changed_meanwhile')
}
