import { DAY, MINUTE } from '../kernel/time'
import { type Calendar, minutesOfWindow, type Weekday, type Weekly, type Window, weekdays } from './calendar'
import { wallAt, wallReader } from './zones'

/** When work is done. Instants are epoch ms. */
export type WorkingTime = {
  /** Working ms from `from` until `to`. */
  between: (from: number, to: number) => number
  /** The first instant at which `ms` of work have been done since `from`; null when that never comes. */
  after: (from: number, ms: number) => number | null
}

export const always: WorkingTime = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, ms) => from + ms,
}

/** Minutes after the midnight at which a day begins, half open; the end may lie in the next day. */
export type Opening = { from: number; to: number }

/** Days count from 1970-01-01, on the clock of a zone. */
export type DayPlan = {
  timeZone: string
  /** In order and apart. */
  openingsOf: (dayNumber: number) => readonly Opening[]
  /** Refuses a year of which too little is known. */
  refuseUnknown?: (year: number) => void
}

export const dayNumberOf = (day: string): number => Date.parse(day) / DAY
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (dayNumber: number): Weekday => weekdays[(((dayNumber + 3) % 7) + 7) % 7] as Weekday

export const openingsOf = (windows: readonly Window[]): Opening[] =>
  windows.map(minutesOfWindow).sort((a, b) => a.from - b.from)

export const planOf = ({ timeZone, weekly, holidays, makeupDays, specialDays }: Calendar): DayPlan => {
  const week = openingsOfWeek(weekly)
  const exceptions = new Map<number, readonly Opening[]>([
    ...makeupDays.map(day => [dayNumberOf(day), week.mon] as const),
    ...holidays.map(day => [dayNumberOf(day), []] as const),
    ...Object.entries(specialDays).map(([day, windows]) => [dayNumberOf(day), openingsOf(windows)] as const),
  ])
  return { timeZone, openingsOf: day => exceptions.get(day) ?? week[weekdayOf(day)] }
}

export const openingsOfWeek = (weekly: Weekly): Record<Weekday, Opening[]> => ({
  mon: openingsOf(weekly.mon),
  tue: openingsOf(weekly.tue),
  wed: openingsOf(weekly.wed),
  thu: openingsOf(weekly.thu),
  fri: openingsOf(weekly.fri),
  sat: openingsOf(weekly.sat),
  sun: openingsOf(weekly.sun),
})

/** The working intervals of a year, in order and apart; `before` is the work of the year until each begins. */
type YearTable = { from: number[]; to: number[]; before: number[]; total: number }

/** Nobody waits longer. */
const MOST_YEARS = 100

export const workingTimeOf = (plan: DayPlan): WorkingTime => {
  const tables = new Map<number, YearTable>()
  const tableOf = (year: number): YearTable => {
    const known = tables.get(year)
    if (known) return known
    const made = newTable(plan, year)
    tables.set(year, made)
    return made
  }
  const yearOf = (at: number): number => new Date(wallAt(plan.timeZone, at)).getUTCFullYear()
  /** A window of New Year's Eve may still be open. */
  const firstYearOf = (at: number): number => yearOf(at - DAY)
  return {
    between: (from, to) => {
      if (to <= from) return 0
      let worked = 0
      for (let year = firstYearOf(from); year <= yearOf(to); year++) {
        const table = tableOf(year)
        worked += workedUntil(table, to) - workedUntil(table, from)
      }
      return worked
    },
    after: (from, ms) => {
      if (ms <= 0) return from
      let missing = ms
      for (let year = firstYearOf(from); year < firstYearOf(from) + MOST_YEARS; year++) {
        const table = tableOf(year)
        const done = workedUntil(table, from)
        if (table.total - done >= missing) return instantWorked(table, done + missing)
        missing -= table.total - done
      }
      return null
    },
  }
}

const newTable = (plan: DayPlan, year: number): YearTable => {
  plan.refuseUnknown?.(year)
  const table: YearTable = { from: [], to: [], before: [], total: 0 }
  const [newYear, nextYear] = [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY]
  const instantOf = wallReader(plan.timeZone, year)
  const on = (day: number, minutes: number): number => instantOf(day * DAY + minutes * MINUTE)
  // What New Year's Eve has open is the old year's.
  let closed = Math.max(Number.NEGATIVE_INFINITY, ...plan.openingsOf(newYear - 1).map(({ to }) => on(newYear - 1, to)))
  for (let day = newYear; day < nextYear; day++) {
    for (const opening of plan.openingsOf(day)) {
      const from = Math.max(closed, on(day, opening.from))
      const to = on(day, opening.to)
      if (to <= from) continue
      table.from.push(from)
      table.to.push(to)
      table.before.push(table.total)
      table.total += to - from
      closed = to
    }
  }
  return table
}

/** How many of the rising numbers are below `limit`, or not above it. */
const countWhile = (count: number, holds: (at: number) => boolean): number => {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

const workedUntil = ({ from, to, before }: YearTable, at: number): number => {
  const last = countWhile(from.length, index => (from[index] as number) <= at) - 1
  if (last < 0) return 0
  return (before[last] as number) + Math.min(at, to[last] as number) - (from[last] as number)
}

/** The first instant of the year at which so much work is done: closing time, not the next opening. */
const instantWorked = ({ from, to, before }: YearTable, ms: number): number => {
  const index = countWhile(
    from.length,
    one => (before[one] as number) + (to[one] as number) - (from[one] as number) < ms,
  )
  return (from[index] as number) + ms - (before[index] as number)
}
