import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, insertRows, selectRow, selectRows, updateRow } from '../db/rows'

/** One punch of 打卡 as WeCom told it. Member, instant and type are its identity; the rest may be corrected later. */
export type PunchRow = {
  id: string
  /** In lower case, as in `people`. */
  userId: string
  at: Date
  type: string
  exceptions: string[]
  groupName: string | null
  placeTitle: string | null
  placeDetail: string | null
  /** GCJ-02; some records have no place. */
  lat: number | null
  lng: number | null
  version: number
}

export const attendanceRecords = new EntitySchema<PunchRow>({
  name: 'attendance_records',
  columns: {
    id: columns.id,
    userId: columns.ref,
    at: columns.instant,
    type: columns.string(20),
    exceptions: columns.json,
    groupName: columns.optionalString(120),
    placeTitle: columns.optionalString(200),
    placeDetail: columns.optionalString(300),
    lat: columns.optionalDegrees,
    lng: columns.optionalDegrees,
    version: columns.version,
  },
  indices: [
    { name: 'ux_attendance_records_punch', columns: ['userId', 'at', 'type'], unique: true },
    { name: 'ix_attendance_records_at', columns: ['at'] },
  ],
})

/** One row: how far the records are known, and what came of the last try. */
export type PullRow = {
  id: string
  pulledUntil: Date | null
  problem: string | null
  version: number
}

export const attendancePulls = new EntitySchema<PullRow>({
  name: 'attendance_pulls',
  columns: {
    id: columns.id,
    pulledUntil: columns.optionalInstant,
    problem: columns.optionalString(300),
    version: columns.version,
  },
})

const COMPANY = 'company'

export const lookPull = (tx: Tx): Promise<PullRow | null> => selectRow(tx, attendancePulls, 'WHERE t.id = ?', [COMPANY])

export const savePull = async (tx: Tx, state: Pick<PullRow, 'pulledUntil' | 'problem'>): Promise<void> => {
  const row = await lookPull(tx)
  if (row) await updateRow(tx, attendancePulls, row, state)
  else await insertRow(tx, attendancePulls, { id: COMPANY, ...state, version: 1 })
}

/** Punches of these members from `from` until before `to`, in order of time. */
export const listPunches = async (
  tx: Tx,
  userIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<PunchRow[]> => {
  if (userIds.length === 0) return []
  const places = userIds.map(() => '?').join(', ')
  return selectRows(
    tx,
    attendanceRecords,
    `WHERE t.user_id IN (${places}) AND t.at >= ? AND t.at < ? ORDER BY t.at, t.id`,
    [...userIds, from.getTime(), to.getTime()],
  )
}

export const savePunches = (tx: Tx, rows: readonly PunchRow[]): Promise<void> => insertRows(tx, attendanceRecords, rows)

export const changePunch = (tx: Tx, row: PunchRow, changes: Partial<PunchRow>): Promise<PunchRow> =>
  updateRow(tx, attendanceRecords, row, changes)
