import { EntitySchema } from 'typeorm'
import { refuse } from '../../../shared/kernel/refusal'
import type { Weekly, Window } from '../../../shared/sla/calendar'
import type { OwnDayKind } from '../../../shared/sla/views'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, insertRows, isDuplicate, selectRow, selectRows, updateRow } from '../../db/rows'

/** The id is the code. */
export type CalendarRow = {
  id: string
  name: string
  timeZone: string
  weekly: Weekly
  hasNationalDays: boolean
  /** Years whose public holidays were entered by hand, all of them. */
  knownYears: number[]
  teamIds: string[]
  regionPrefixes: string[]
  version: number
}

export const calendars = new EntitySchema<CalendarRow>({
  name: 'sla_calendars',
  columns: {
    id: columns.id,
    name: columns.string(40),
    timeZone: columns.string(60),
    weekly: columns.json,
    hasNationalDays: columns.bool,
    knownYears: columns.json,
    teamIds: columns.json,
    regionPrefixes: columns.json,
    version: columns.version,
  },
})

/** What an administrator says of one day, before the national calendar and the week. */
export type OwnDayRow = {
  id: string
  calendarCode: string
  day: string
  kind: OwnDayKind
  name: string
  windows: Window[]
}

export const ownDays = new EntitySchema<OwnDayRow>({
  name: 'sla_days',
  columns: {
    id: columns.id,
    calendarCode: columns.ref,
    day: columns.string(10),
    kind: columns.string(10),
    name: columns.string(40),
    windows: columns.json,
  },
  indices: [{ name: 'ux_sla_days_day', columns: ['calendarCode', 'day'], unique: true }],
})

export const listCalendars = (tx: Tx): Promise<CalendarRow[]> => selectRows(tx, calendars, 'ORDER BY t.id')
export const listOwnDays = (tx: Tx): Promise<OwnDayRow[]> => selectRows(tx, ownDays, 'ORDER BY t.day')

/** Version 0 is what nobody has saved; refuses `sla.changed_meanwhile`. */
export const keepCalendar = async (tx: Tx, row: CalendarRow): Promise<CalendarRow> => {
  const stored = await selectRow(tx, calendars, 'WHERE t.id = ?', [row.id])
  if (stored) return updateRow(tx, calendars, row, row, 'sla.changed_meanwhile')
  if (row.version !== 0) return refuse('sla.changed_meanwhile', { code: row.id })
  const first = { ...row, version: 1 }
  await insertRow(tx, calendars, first).catch(error => {
    if (isDuplicate(error)) refuse('sla.changed_meanwhile', { code: row.id })
    throw error
  })
  return first
}

/** `from` and `to` are days, both included. */
export const removeOwnDays = async (tx: Tx, calendarCode: string, from: string, to: string): Promise<void> => {
  await tx.query('DELETE FROM sla_days WHERE calendar_code = ? AND day >= ? AND day <= ?', [calendarCode, from, to])
}

export const saveOwnDays = (tx: Tx, rows: readonly OwnDayRow[]): Promise<void> => insertRows(tx, ownDays, rows)
