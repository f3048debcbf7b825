import { EntitySchema } from 'typeorm'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { insertRow, isDuplicate, selectRow } from '../../../db/rows'

/** The group chat of one ticket. */
export type RoomRow = {
  /** The chat's id on the platform. */
  id: string
  ticketId: string
  name: string
  ownerUserId: string
  userIds: string[]
  /** Null until the platform has it. */
  openedAt: Date | null
}

export const rooms = new EntitySchema<RoomRow>({
  name: 'wecom_rooms',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    name: columns.string(200),
    ownerUserId: columns.ref,
    userIds: columns.json,
    openedAt: columns.optionalInstant,
  },
})

export const lookRoom = (tx: Tx, id: string): Promise<RoomRow | null> => selectRow(tx, rooms, 'WHERE t.id = ?', [id])

/** False when the ticket has one already. */
export const insertRoom = async (tx: Tx, row: RoomRow): Promise<boolean> => {
  try {
    await insertRow(tx, rooms, row)
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export const markOpened = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('UPDATE wecom_rooms SET opened_at = ? WHERE id = ? AND opened_at IS NULL', [at.getTime(), id])
}
