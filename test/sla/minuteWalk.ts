import type { Calendar, Window } from '../../shared/sla/calendar'
import { weekdays } from '../../shared/sla/calendar'

const MINUTE = 60_000
const DAY_MINUTES = 1440

/** What the clock on the wall shows, in minutes, as the zone tables of the machine say. */
const readers = new Map<string, { format: Intl.DateTimeFormat; known: Map<number, number> }>()

const readerOf = (zone: string) => {
  const known = readers.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const made = { format, known: new Map<number, number>() }
  readers.set(zone, made)
  return made
}

/** How far the wall is ahead of UTC, minutes. No zone changes that within a quarter of an hour. */
const aheadAt = (zone: string, minute: number): number => {
  const { format, known } = readerOf(zone)
  const quarter = minute - (minute % 15)
  let ahead = known.get(quarter)
  if (ahead === undefined) {
    ahead = Date.parse(`${format.format(quarter * MINUTE).replace(' ', 'T')}:00Z`) / MINUTE - quarter
    known.set(quarter, ahead)
  }
  return ahead
}

const minutesIn = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

const windowsOn = (calendar: Calendar, day: number): readonly Window[] => {
  const date = new Date(day * DAY_MINUTES * MINUTE)
  const name = date.toISOString().slice(0, 10)
  const special = calendar.specialDays[name]
  if (special) return special
  if (calendar.holidays.includes(name)) return []
  const weekday = weekdays[(date.getUTCDay() + 6) % 7] ?? 'mon'
  return calendar.weekly[calendar.makeupDays.includes(name) ? 'mon' : weekday]
}

/** For each minute of a day, whether work is done: in a window of that day, or in one of the day before. */
const openMinutesOf = (calendar: Calendar, day: number): boolean[] => {
  const open = new Array<boolean>(DAY_MINUTES).fill(false)
  for (const opened of [day, day - 1]) {
    for (const [opens, closes] of windowsOn(calendar, opened)) {
      const [from, to] = [minutesIn(opens), minutesIn(closes)]
      const shift = (day - opened) * DAY_MINUTES
      for (let minute = from; minute < (to > from ? to : to + DAY_MINUTES); minute++) {
        if (minute >= shift && minute < shift + DAY_MINUTES) open[minute - shift] = true
      }
    }
  }
  return open
}

export type History = {
  calendar: Calendar
  startedAt: number
  targetMinutes: number
  pauses: readonly { from: number; to: number | null }[]
  now: number
}

/** No clock is put back by more. */
const LOOKS_BACK = 120

/** All instants in whole minutes since 1970. `dueAt` is null when it is not reached in the minutes walked. */
export const walk = (history: History, minutes: number): { dueAt: number | null; elapsed: number } => {
  const { calendar, startedAt, targetMinutes, pauses, now } = history
  const zone = calendar.timeZone
  let [worked, elapsed] = [0, 0]
  let dueAt = targetMinutes === 0 ? startedAt : null
  // A clock put back shows nothing new until it has caught up: a window closes once.
  let latest = 0
  let [day, open] = [0, [] as boolean[]]
  let ahead = aheadAt(zone, startedAt - LOOKS_BACK)
  for (let minute = startedAt - LOOKS_BACK; minute < startedAt + minutes; minute++) {
    if (minute % 15 === 0) ahead = aheadAt(zone, minute)
    latest = Math.max(latest, minute + ahead)
    if (minute < startedAt || pauses.some(({ from, to }) => minute >= from && (to === null || minute < to))) continue
    if (latest >= (day + 1) * DAY_MINUTES) {
      day = Math.floor(latest / DAY_MINUTES)
      open = openMinutesOf(calendar, day)
    }
    if (!open[latest - day * DAY_MINUTES]) continue
    worked += 1
    if (minute < now) elapsed += 1
    if (worked === targetMinutes) dueAt = minute + 1
  }
  return { dueAt, elapsed }
}
