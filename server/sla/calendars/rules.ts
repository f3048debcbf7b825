import { refuse } from '../../../shared/kernel/refusal'
import { chinaDay, DAY } from '../../../shared/kernel/time'
import { hasCalendarOf, nationalDays } from '../../../shared/settlement/nationalCalendar'
import { minutesOfWindow, type Window } from '../../../shared/sla/calendar'
import { STANDARD, standardCalendar } from '../../../shared/sla/defaults'
import type { DayView } from '../../../shared/sla/views'
import {
  type DayPlan,
  dayNumberOf,
  type Opening,
  openingsOf,
  openingsOfWeek,
  type WorkingTime,
  weekdayOf,
  workingTimeOf,
} from '../../../shared/sla/workingTime'
import type { CalendarRow, OwnDayRow } from './store'

/** A calendar with the days that were set in it by hand. */
export type Calendar = CalendarRow & { ownDays: readonly OwnDayRow[] }

const builtIn: CalendarRow = {
  id: STANDARD,
  name: standardCalendar.name,
  timeZone: standardCalendar.timeZone,
  weekly: standardCalendar.weekly,
  hasNationalDays: standardCalendar.hasNationalDays,
  knownYears: [],
  teamIds: [],
  regionPrefixes: [],
  version: 0,
}

/** What is stored, and the standard calendar when nobody has stored one of that code. */
export const calendarsFrom = (rows: readonly CalendarRow[], days: readonly OwnDayRow[]): Calendar[] => {
  const all = rows.some(({ id }) => id === STANDARD) ? rows : [builtIn, ...rows]
  return all.map(row => ({ ...row, ownDays: days.filter(({ calendarCode }) => calendarCode === row.id) }))
}

const nationalKinds = new Map([...nationalDays].map(([day, { kind }]) => [dayNumberOf(day), kind]))

export const knowsYear = ({ hasNationalDays, knownYears }: CalendarRow, year: number): boolean =>
  !hasNationalDays || hasCalendarOf(String(year)) || knownYears.includes(year)

/** Days set by hand come first, then the national calendar, then the week. */
export const dayPlanOf = (calendar: Calendar): DayPlan => {
  const week = openingsOfWeek(calendar.weekly)
  const openings: Record<OwnDayRow['kind'], (day: OwnDayRow) => readonly Opening[]> = {
    holiday: () => [],
    makeup: () => week.mon,
    windows: ({ windows }) => openingsOf(windows),
  }
  const own = new Map(calendar.ownDays.map(day => [dayNumberOf(day.day), openings[day.kind](day)]))
  return {
    timeZone: calendar.timeZone,
    openingsOf: day => {
      const set = own.get(day)
      if (set) return set
      const kind = calendar.hasNationalDays ? nationalKinds.get(day) : undefined
      if (kind === 'holiday') return []
      return week[kind === 'makeup' ? 'mon' : weekdayOf(day)]
    },
    refuseUnknown: year => {
      if (!knowsYear(calendar, year))
        refuse('sla.calendar_year_missing', { year, name: calendar.name, code: calendar.id })
    },
  }
}

/** Refuses `sla.calendar_year_missing` where the public holidays are not known. */
export const workingTimeIn = (calendar: Calendar): WorkingTime => workingTimeOf(dayPlanOf(calendar))

const WARNED_AHEAD_MS = 60 * DAY

/** The year that begins within 60 days, or has begun, and whose public holidays nobody knows. */
export const missingYearOf = (calendar: CalendarRow, now: Date): number | null => {
  const [thisYear, soon] = [now, new Date(now.getTime() + WARNED_AHEAD_MS)].map(at => Number(chinaDay(at).slice(0, 4)))
  return [thisYear, soon].find(year => year !== undefined && !knowsYear(calendar, year)) ?? null
}

const dayAt = (dayNumber: number): string => new Date(dayNumber * DAY).toISOString().slice(0, 10)

/** Every day of a year as it stands in the calendar. */
export const daysOfYear = (calendar: Calendar, year: number): DayView[] => {
  const own = new Map(calendar.ownDays.map(day => [day.day, day]))
  const [first, next] = [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY]
  return Array.from({ length: next - first }, (_, at) => viewDay(calendar, own, first + at))
}

const viewDay = (calendar: Calendar, own: ReadonlyMap<string, OwnDayRow>, dayNumber: number): DayView => {
  const day = dayAt(dayNumber)
  const set = own.get(day)
  const national = calendar.hasNationalDays ? nationalDays.get(day) : undefined
  const usual = calendar.weekly[weekdayOf(dayNumber)]
  const kind = set?.kind ?? national?.kind ?? (usual.length > 0 ? 'work' : 'rest')
  const windows: Record<DayView['kind'], readonly Window[]> = {
    holiday: [],
    makeup: calendar.weekly.mon,
    windows: set?.windows ?? [],
    work: usual,
    rest: [],
  }
  return {
    day,
    kind,
    name: set?.name || (set ? null : (national?.name ?? null)),
    windows: inOrder(windows[kind]),
    isOwn: set !== undefined,
  }
}

const inOrder = (windows: readonly Window[]): Window[] =>
  [...windows].sort((a, b) => minutesOfWindow(a).from - minutesOfWindow(b).from)
