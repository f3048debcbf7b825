import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, selectRow } from '../../db/rows'

/** A message to a team's group, in the slot that was kept for it. */
export type RobotMessageRow = {
  id: string
  teamId: string
  markdown: string
  /** No two messages of one team have the same. */
  slotAt: Date
  state: 'waiting' | 'sent' | 'failed'
}

export const robotMessages = new EntitySchema<RobotMessageRow>({
  name: 'robot_messages',
  columns: {
    id: columns.id,
    teamId: columns.ref,
    markdown: columns.text,
    slotAt: columns.instant,
    state: columns.string(10),
  },
  indices: [
    { name: 'ux_robot_messages_slot', columns: ['teamId', 'slotAt'], unique: true },
    { name: 'ix_robot_messages_slot_at', columns: ['slotAt'] },
  ],
})

export const lookMessage = (tx: Tx, id: string): Promise<RobotMessageRow | null> =>
  selectRow(tx, robotMessages, 'WHERE t.id = ?', [id])

export const lookLastSlot = async (tx: Tx, teamId: string): Promise<Date | null> =>
  (await selectRow(tx, robotMessages, 'WHERE t.team_id = ? ORDER BY t.slot_at DESC', [teamId]))?.slotAt ?? null

/** Fails with a duplicate when another process has taken the slot meanwhile. */
export const saveMessage = (tx: Tx, row: RobotMessageRow): Promise<void> => insertRow(tx, robotMessages, row)

export const markMessage = async (tx: Tx, id: string, state: RobotMessageRow['state']): Promise<void> => {
  await tx.query('UPDATE robot_messages SET state = ? WHERE id = ?', [state, id])
}
