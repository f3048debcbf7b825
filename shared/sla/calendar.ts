import * as z from 'zod/mini'
import { day, listOf } from '../kernel/schema'
import { isKnownZone } from './zones'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
export const weekdayNames: Record<Weekday, string> = {
  mon: '周一',
  tue: '周二',
  wed: '周三',
  thu: '周四',
  fri: '周五',
  sat: '周六',
  sun: '周日',
}

const opening = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 09:00 这样填写开始时间'))
const closing = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '请按 18:00 这样填写结束时间'))
/** Opens and closes, on the clock of the zone; it runs over midnight when the end is not after the start. */
const window = z.tuple([opening, closing])
export type Window = z.output<typeof window>

/** Minutes after the midnight at which its day begins; the end may lie in the next day. */
export const minutesOfWindow = ([opens, closes]: Window): { from: number; to: number } => {
  const [from, to] = [minutesOf(opens), minutesOf(closes)]
  return { from, to: to > from ? to : to + 24 * 60 }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const doNotOverlap = (windows: readonly Window[]): boolean => {
  const spans = windows.map(minutesOfWindow).sort((a, b) => a.from - b.from)
  return spans.every(({ from }, at) => at === 0 || from >= (spans[at - 1]?.to ?? 0))
}

export const windows = listOf(window, 12).check(z.refine(doNotOverlap, '同一天的工作时段不能重叠'))
const windowsOrNone = z._default(windows, [])

export const weekly = z
  .strictObject({
    mon: windowsOrNone,
    tue: windowsOrNone,
    wed: windowsOrNone,
    thu: windowsOrNone,
    fri: windowsOrNone,
    sat: windowsOrNone,
    sun: windowsOrNone,
  })
  .check(z.refine(week => weekdays.some(name => week[name].length > 0), '一周里至少要有一个工作时段'))
export type Weekly = z.output<typeof weekly>

export const timeZone = z
  .string()
  .check(z.maxLength(60), z.refine(isKnownZone, '没有这个时区，请按 Asia/Shanghai 这样填写'))

const days = z._default(listOf(day, 2000), [])

/** A holiday has no windows, a make-up day has Monday's, a special day its own. */
export const calendar = z
  .object({ timeZone, weekly, holidays: days, makeupDays: days, specialDays: z._default(z.record(day, windows), {}) })
  .check(
    z.refine(
      ({ holidays, makeupDays }) => !makeupDays.some(makeup => holidays.includes(makeup)),
      '同一天不能既是节假日又是调休上班日',
    ),
  )
export type Calendar = z.output<typeof calendar>
