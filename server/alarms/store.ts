import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, insertRow, isDuplicate, selectRow, selectRows } from '../db/rows'

export type AlarmRow = {
  id: string
  /** One row for one trouble, however often it comes: `wecom.60020:203.0.113.9`. */
  key: string
  kind: string
  says: string
  details: Record<string, string>
  firstAt: Date
  lastAt: Date
  count: number
  /** When the administrators were last told of it. */
  toldAt: Date | null
  clearedAt: Date | null
}

export const alarms = new EntitySchema<AlarmRow>({
  name: 'alarms',
  columns: {
    id: columns.id,
    key: columns.string(140),
    kind: columns.string(40),
    says: columns.string(500),
    details: columns.json,
    firstAt: columns.instant,
    lastAt: columns.instant,
    count: columns.int,
    toldAt: columns.optionalInstant,
    clearedAt: columns.optionalInstant,
  },
  indices: [
    { name: 'ux_alarms_key', columns: ['key'], unique: true },
    { name: 'ix_alarms_last_at', columns: ['lastAt'] },
  ],
})

const MOST_LISTED = 200

export const listAlarms = (tx: Tx, withCleared: boolean): Promise<AlarmRow[]> =>
  selectRows(
    tx,
    alarms,
    `${withCleared ? '' : 'WHERE t.cleared_at IS NULL '}ORDER BY t.last_at DESC LIMIT ${MOST_LISTED}`,
  )

export const lookAlarm = (tx: Tx, id: string): Promise<AlarmRow | null> => selectRow(tx, alarms, 'WHERE t.id = ?', [id])

export const lookAlarmByKey = (tx: Tx, key: string): Promise<AlarmRow | null> =>
  selectRow(tx, alarms, 'WHERE t.`key` = ?', [key])

const countAgain = async (tx: Tx, { key, says, details, lastAt }: AlarmRow): Promise<boolean> =>
  (await affected(
    tx,
    'UPDATE alarms SET count = count + 1, says = ?, details = ?, last_at = ?, cleared_at = NULL WHERE `key` = ?',
    [says, JSON.stringify(details), lastAt.getTime(), key],
  )) === 1

/** Counts the trouble once more, or writes it down when it is new. */
export const countAlarm = async (tx: Tx, row: AlarmRow): Promise<void> => {
  if (await countAgain(tx, row)) return
  try {
    await insertRow(tx, alarms, row)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await countAgain(tx, row)
  }
}

/** True for the one who may tell the administrators now: once unless they were told since `since`. */
export const takeTelling = async (tx: Tx, key: string, now: Date, since: Date): Promise<boolean> =>
  (await affected(tx, 'UPDATE alarms SET told_at = ? WHERE `key` = ? AND (told_at IS NULL OR told_at <= ?)', [
    now.getTime(),
    key,
    since.getTime(),
  ])) === 1

/** False when it was cleared before. The next time it comes it is news again. */
export const clear = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await affected(tx, 'UPDATE alarms SET cleared_at = ?, told_at = NULL WHERE id = ? AND cleared_at IS NULL', [
    now.getTime(),
    id,
  ])) === 1
