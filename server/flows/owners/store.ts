import { EntitySchema } from 'typeorm'
import type { ownerStates } from '../../../shared/flows/runs'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, insertRows, isDuplicate, selectRow, selectRows, updateFields } from '../../db/rows'

/** Somebody who has, or had, to act at a step, and what they said. */
export type FlowOwnerRow = {
  id: string
  stepId: string
  ticketId: string
  personId: string
  personName: string
  state: (typeof ownerStates)[number]
  says: string | null
  at: Date | null
  /** Who added this signer; null for those whom the flow asks. */
  addedByName: string | null
}

export const flowOwners = new EntitySchema<FlowOwnerRow>({
  name: 'flow_owners',
  columns: {
    id: columns.id,
    stepId: columns.ref,
    ticketId: columns.ref,
    personId: columns.ref,
    personName: columns.string(60),
    state: columns.string(10),
    says: columns.optionalString(500),
    at: columns.optionalInstant,
    addedByName: columns.optionalString(60),
  },
  indices: [
    { name: 'ux_flow_owners_step_person', columns: ['stepId', 'personId'], unique: true },
    { name: 'ix_flow_owners_person', columns: ['personId', 'state', 'id'] },
    { name: 'ix_flow_owners_ticket', columns: ['ticketId', 'id'] },
  ],
})

export const saveOwners = (tx: Tx, rows: readonly FlowOwnerRow[]): Promise<void> => insertRows(tx, flowOwners, rows)

export const changeOwner = (tx: Tx, id: string, changes: Partial<FlowOwnerRow>): Promise<void> =>
  updateFields(tx, flowOwners, id, changes)

export const listOwnersOfStep = (tx: Tx, stepId: string): Promise<FlowOwnerRow[]> =>
  selectRows(tx, flowOwners, 'WHERE t.step_id = ? ORDER BY t.id', [stepId])

export const listOwnersOfTicket = (tx: Tx, ticketId: string): Promise<FlowOwnerRow[]> =>
  selectRows(tx, flowOwners, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

export const listOwnersOfTickets = async (tx: Tx, ticketIds: readonly string[]): Promise<FlowOwnerRow[]> => {
  if (ticketIds.length === 0) return []
  const places = ticketIds.map(() => '?').join(', ')
  return selectRows(tx, flowOwners, `WHERE t.ticket_id IN (${places}) ORDER BY t.id`, ticketIds)
}

/** Nobody waits any longer for those who have not acted. */
export const releaseWaiting = async (tx: Tx, stepId: string): Promise<void> => {
  await tx.query("UPDATE flow_owners SET state = 'released' WHERE step_id = ? AND state = 'waiting'", [stepId])
}

/** What waits for somebody, the newest first; `before` is the id of the last one seen. */
export const listWaitingFor = (
  tx: Tx,
  personId: string,
  page: { before: string | null; most: number },
): Promise<FlowOwnerRow[]> => {
  const after = page.before === null ? '' : 'AND t.id < ?'
  return selectRows(
    tx,
    flowOwners,
    `WHERE t.person_id = ? AND t.state = 'waiting' ${after} ORDER BY t.id DESC LIMIT ${page.most}`,
    page.before === null ? [personId] : [personId, page.before],
  )
}

/** Whose turn it was last in a team. */
export type FlowTurnRow = { id: string; personId: string | null; version: number }
export const flowTurns = new EntitySchema<FlowTurnRow>({
  name: 'flow_turns',
  columns: { id: columns.id, personId: columns.optionalRef, version: columns.version },
})

const heldTurn = async (tx: Tx, teamId: string): Promise<FlowTurnRow | null> => {
  const isThere = await affected(tx, 'UPDATE flow_turns SET version = version + 1 WHERE id = ?', [teamId])
  return isThere ? selectRow(tx, flowTurns, 'WHERE t.id = ?', [teamId]) : null
}

/** The last turn of a team, held until the end of the transaction so that no two get the same next one. */
export const takeTurn = async (tx: Tx, teamId: string): Promise<FlowTurnRow> => {
  const known = await heldTurn(tx, teamId)
  if (known) return known
  const first: FlowTurnRow = { id: teamId, personId: null, version: 1 }
  try {
    await insertRow(tx, flowTurns, first)
    return first
  } catch (error) {
    const twin = isDuplicate(error) ? await heldTurn(tx, teamId) : null
    if (twin) return twin
    throw error
  }
}

/** Whose turn it was last, without taking one. */
export const lookTurn = async (tx: Tx, teamId: string): Promise<string | null> =>
  (await selectRow(tx, flowTurns, 'WHERE t.id = ?', [teamId]))?.personId ?? null

export const noteTurn = (tx: Tx, teamId: string, personId: string): Promise<void> =>
  updateFields(tx, flowTurns, teamId, { personId })
