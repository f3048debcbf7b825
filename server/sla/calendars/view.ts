import type { CalendarView, YearView } from '../../../shared/sla/views'
import { type Calendar, daysOfYear, knowsYear, missingYearOf } from './rules'
import type { CalendarRow } from './store'

export const viewCalendar = (row: CalendarRow, now: Date): CalendarView => ({
  code: row.id,
  name: row.name,
  timeZone: row.timeZone,
  weekly: row.weekly,
  hasNationalDays: row.hasNationalDays,
  teamIds: row.teamIds,
  regionPrefixes: row.regionPrefixes,
  isBuiltIn: row.version === 0,
  missingYear: missingYearOf(row, now),
  version: row.version,
})

export const viewYear = (calendar: Calendar, year: number): YearView => {
  const days = daysOfYear(calendar, year)
  return {
    code: calendar.id,
    year,
    isKnown: knowsYear(calendar, year),
    days,
    workingDays: days.filter(({ windows }) => windows.length > 0).length,
    version: calendar.version,
  }
}
