import { chinaDay, HOUR, MINUTE, SECOND, startOfChinaDay } from '../kernel/time'
import type { TimeBand } from './rates'

/** A day is `2026-11-23` in the business zone. Refuses `settlement.calendar_missing` for a year without data. */
export type RestDayCalendar = { isRestDay: (day: string) => boolean }
/** What decides a band: the statutory days of the rule set and the national calendar. */
export type BandRules = { statutoryHolidays: ReadonlySet<string>; calendar: RestDayCalendar }
/** Epoch ms, half open. */
export type Interval = { from: number; to: number }
export type Visit = { checkInAt: Date; checkOutAt: Date; pauses: readonly { from: Date; to: Date }[] }

/** A band can change at 06:00, at 22:00 and at midnight. */
const DAY_BORDERS = [6 * HOUR, 22 * HOUR, 24 * HOUR]

const startOfDay = (at: number): number => startOfChinaDay(new Date(at)).getTime()

/** holiday > restday > night (22:00-06:00) > normal, in the business zone. */
export const bandAt = (at: Date, { statutoryHolidays, calendar }: BandRules): TimeBand => {
  const day = chinaDay(at)
  if (statutoryHolidays.has(day)) return 'holiday'
  if (calendar.isRestDay(day)) return 'restday'
  const hour = Math.floor((at.getTime() - startOfDay(at.getTime())) / HOUR)
  return hour >= 22 || hour < 6 ? 'night' : 'normal'
}

const wholeSecond = (at: Date): number => Math.floor(at.getTime() / SECOND) * SECOND

/** The visit without its pauses, in order; pauses may overlap each other and reach beyond the visit. */
export const workedIntervals = ({ checkInAt, checkOutAt, pauses }: Visit): Interval[] => {
  const worked: Interval[] = []
  const end = wholeSecond(checkOutAt)
  let at = wholeSecond(checkInAt)
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = Math.min(wholeSecond(pause.from), end)
    if (from > at) worked.push({ from: at, to: from })
    at = Math.max(at, wholeSecond(pause.to))
  }
  if (at < end) worked.push({ from: at, to: end })
  return worked
}

/** Whole minutes, rounded down once at the end. */
export const minutesOf = (intervals: readonly Interval[]): number =>
  Math.floor(intervals.reduce((sum, { from, to }) => sum + to - from, 0) / MINUTE)

/** Cuts an interval where the band may change. */
const atBorders = ({ from, to }: Interval): Interval[] => {
  const pieces: Interval[] = []
  for (let at = from; at < to; ) {
    const day = startOfDay(at)
    const border = day + (DAY_BORDERS.find(offset => day + offset > at) ?? 24 * HOUR)
    pieces.push({ from: at, to: Math.min(border, to) })
    at = border
  }
  return pieces
}

/**
 * The minutes after the first `agreedMinutes` of worked time, counted by the band of each minute's own start instant.
 * Minutes run in worked time: one begun before a pause goes on after it. Interval arithmetic, no walking.
 */
export const overtimeByBand = (
  intervals: readonly Interval[],
  agreedMinutes: number,
  rules: BandRules,
): Map<TimeBand, number> => {
  const minutes = new Map<TimeBand, number>()
  const lastStart = minutesOf(intervals)
  let workedMs = 0
  for (const piece of intervals.flatMap(atBorders)) {
    const first = Math.max(agreedMinutes, Math.ceil(workedMs / MINUTE))
    workedMs += piece.to - piece.from
    const count = Math.min(lastStart, Math.ceil(workedMs / MINUTE)) - first
    if (count <= 0) continue
    const band = bandAt(new Date(piece.from), rules)
    minutes.set(band, (minutes.get(band) ?? 0) + count)
  }
  return minutes
}
