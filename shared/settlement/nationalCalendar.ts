import published from 'chinese-days/dist/chinese-days.json'
import { refuseUnless } from '../kernel/refusal'
import type { RestDayCalendar } from './timeBands'

const holidays: Readonly<Record<string, string>> = published.holidays
const makeUpDays: Readonly<Record<string, string>> = published.workdays

export type NationalDay = { kind: 'holiday' | 'makeup'; name: string }

/** Data rows read `National Day,国庆节,3`. */
const nameIn = (row: string): string => row.split(',')[1] ?? ''

/** Every day of the notices that is off, or worked against the week, by `2026-10-01`. */
export const nationalDays: ReadonlyMap<string, NationalDay> = new Map<string, NationalDay>([
  ...Object.entries(holidays).map(([day, row]) => [day, { kind: 'holiday', name: nameIn(row) }] as const),
  ...Object.entries(makeUpDays).map(([day, row]) => [day, { kind: 'makeup', name: nameIn(row) }] as const),
])

/** The yearly notice of the State Council always holds National Day; a stray date of a neighbouring year does not make a year. */
export const hasCalendarOf = (year: string): boolean => Object.hasOwn(holidays, `${year}-10-01`)

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/**
 * Days off in mainland China: holiday blocks, and weekends that are not make-up working days.
 * Source: the State Council's notices as the package `chinese-days` holds them; read as data, since its functions
 * take the weekday from the machine's zone. Refuses `settlement.calendar_missing` for a year without a notice.
 */
export const nationalCalendar: RestDayCalendar = {
  isRestDay: day => {
    const year = day.slice(0, 4)
    refuseUnless(hasCalendarOf(year), 'settlement.calendar_missing', { year })
    return Object.hasOwn(holidays, day) || (isWeekend(day) && !Object.hasOwn(makeUpDays, day))
  },
}
