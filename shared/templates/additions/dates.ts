import { chinaDay, DAY, HOUR, MINUTE, toWire } from '../../kernel/time'
import { isDay, isInstant } from '../kinds/times'
import { type Addition, numberOf } from './record'

const about = { group: '日期', takes: 'date' } as const

/** A day as its first instant in the business zone, an instant as itself; in milliseconds. */
const msOf = (value: unknown): number | null => {
  if (isDay(value)) return Date.parse(`${value}T00:00:00+08:00`)
  return isInstant(value) ? Date.parse(value) : null
}

const dayOf = (value: unknown): string | null => {
  if (isDay(value)) return value
  return isInstant(value) ? chinaDay(new Date(value)) : null
}

/** The weekday and the parts of a day do not depend on any zone once the day is known. */
const partOf = (value: unknown, from: number, to: number): number | null => {
  const day = dayOf(value)
  return day === null ? null : Number(day.slice(from, to))
}
/** 1 Monday ... 7 Sunday. */
const weekdayOf = (value: unknown): number | null => {
  const day = dayOf(value)
  return day === null ? null : new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/
/** `09:30`, or the clock of an instant in the business zone. */
const clockOf = (value: unknown): string | null => {
  if (typeof value === 'string' && TIME.test(value)) return value
  return isInstant(value) ? toWire(new Date(value)).slice(11, 16) : null
}

const apart = (unit: number) => (from: unknown, to: unknown) => {
  const [start, end] = [msOf(from), msOf(to)]
  return start === null || end === null ? null : Math.trunc((end - start) / unit) + 0
}
/** Calendar days, whatever the hour. */
const daysApart = (from: unknown, to: unknown): number | null => apart(DAY)(dayOf(from), dayOf(to))

/** A century each way. */
const MOST_DAYS = 36_525
const wholeWithin = (value: unknown, most: number): number | null => {
  const number = numberOf(value)
  return number !== null && Math.abs(number) <= most ? Math.trunc(number) : null
}

const shifted = (value: unknown, ms: number): string | null => {
  const start = msOf(value)
  if (start === null) return null
  const moved = new Date(start + ms)
  const wire = Math.abs(moved.getTime()) < 2e14 ? toWire(moved) : ''
  const shown = isDay(value) ? wire.slice(0, 10) : wire
  return isDay(shown) || isInstant(shown) ? shown : null
}

/** The same day of another month, or its last day: a month after 31 January is 28 or 29 February. */
const addMonths = (value: unknown, count: unknown): string | null => {
  const [day, months] = [dayOf(value), wholeWithin(count, 1200)]
  if (day === null || months === null) return null
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const target = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
  const found = isDay(value) ? target : `${target}${toWire(new Date(msOf(value) ?? 0)).slice(10)}`
  return isDay(found) || isInstant(found) ? found : null
}

const compared = (decides: (one: number, other: number) => boolean) => (a: unknown, b: unknown) => {
  const isByDay = isDay(a) || isDay(b)
  const [one, other] = isByDay ? [msOf(dayOf(a)), msOf(dayOf(b))] : [msOf(a), msOf(b)]
  return one !== null && other !== null && decides(one, other)
}

/** Over midnight too: 23:00 lies between 22:00 and 06:00. The end is not inside. */
const isTimeBetween = (value: unknown, from: unknown, to: unknown): boolean => {
  const [clock, start, end] = [clockOf(value), clockOf(from), clockOf(to)]
  if (clock === null || start === null || end === null) return false
  return start <= end ? start <= clock && clock < end : clock >= start || clock < end
}

type Row = Omit<Addition, 'group' | 'takes'> & { takes?: Addition['takes'] }
const rows: readonly Row[] = [
  {
    name: 'dateOf',
    sign: '日期',
    phrase: '{1} 的日期',
    gives: 'date',
    arity: [1, 1],
    example: { dateOf: '2026-11-22T17:00:00Z' },
    result: '2026-11-23',
    run: dayOf,
  },
  {
    name: 'daysBetween',
    sign: '相隔天数',
    phrase: '从 {1} 到 {2} 的天数',
    gives: 'number',
    arity: [2, 2],
    example: { daysBetween: ['2026-11-20', { today: [] }] },
    result: 3,
    run: daysApart,
  },
  {
    name: 'hoursBetween',
    sign: '相隔小时',
    phrase: '从 {1} 到 {2} 的小时数',
    gives: 'number',
    arity: [2, 2],
    example: { hoursBetween: ['2026-11-23', { now: [] }] },
    result: 9,
    run: apart(HOUR),
  },
  {
    name: 'minutesBetween',
    sign: '相隔分钟',
    phrase: '从 {1} 到 {2} 的分钟数',
    gives: 'number',
    arity: [2, 2],
    example: { minutesBetween: ['2026-11-23T09:00:00+08:00', { now: [] }] },
    result: 30,
    run: apart(MINUTE),
  },
  {
    name: 'addDays',
    sign: '加天数',
    phrase: '{1} 之后 {2} 天',
    gives: 'date',
    arity: [2, 2],
    example: { addDays: ['2026-11-30', 2] },
    result: '2026-12-02',
    run: (value, count) => {
      const days = wholeWithin(count, MOST_DAYS)
      return days === null ? null : shifted(value, days * DAY)
    },
  },
  {
    name: 'addMonths',
    sign: '加月数',
    phrase: '{1} 之后 {2} 个月',
    gives: 'date',
    arity: [2, 2],
    example: { addMonths: ['2026-01-31', 1] },
    result: '2026-02-28',
    run: addMonths,
  },
  {
    name: 'weekday',
    sign: '星期几',
    phrase: '{1} 是星期几（1 到 7）',
    gives: 'number',
    arity: [1, 1],
    example: { weekday: { today: [] } },
    result: 1,
    run: weekdayOf,
  },
  {
    name: 'isWeekend',
    sign: '是周末',
    phrase: '{1} 是周六或周日',
    gives: 'yesNo',
    arity: [1, 1],
    example: { isWeekend: '2026-11-22' },
    result: true,
    run: value => (weekdayOf(value) ?? 0) >= 6,
  },
  {
    name: 'yearOf',
    sign: '年份',
    phrase: '{1} 的年份',
    gives: 'number',
    arity: [1, 1],
    example: { yearOf: { today: [] } },
    result: 2026,
    run: value => partOf(value, 0, 4),
  },
  {
    name: 'monthOf',
    sign: '月份',
    phrase: '{1} 的月份',
    gives: 'number',
    arity: [1, 1],
    example: { monthOf: { today: [] } },
    result: 11,
    run: value => partOf(value, 5, 7),
  },
  {
    name: 'hourOf',
    sign: '几点',
    phrase: '{1} 是几点（0 到 23）',
    gives: 'number',
    arity: [1, 1],
    example: { hourOf: { now: [] } },
    result: 9,
    run: value => {
      const clock = clockOf(value)
      return clock === null ? null : Number(clock.slice(0, 2))
    },
  },
  {
    name: 'before',
    sign: '早于',
    phrase: '{1} 早于 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { before: ['2026-11-20', { today: [] }] },
    result: true,
    run: compared((one, other) => one < other),
  },
  {
    name: 'after',
    sign: '晚于',
    phrase: '{1} 晚于 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { after: ['2026-11-20', { today: [] }] },
    result: false,
    run: compared((one, other) => one > other),
  },
  {
    name: 'sameDay',
    sign: '同一天',
    phrase: '{1} 和 {2} 是同一天',
    gives: 'yesNo',
    arity: [2, 2],
    example: { sameDay: ['2026-11-23', { now: [] }] },
    result: true,
    run: (a, b) => dayOf(a) !== null && dayOf(a) === dayOf(b),
  },
  {
    name: 'timeBetween',
    sign: '时间在',
    phrase: '{1} 的时间在 {2} 到 {3} 之间',
    gives: 'yesNo',
    arity: [3, 3],
    example: { timeBetween: ['23:10', '22:00', '06:00'] },
    result: true,
    run: isTimeBetween,
  },
]

export const dates: readonly Addition[] = rows.map(row => ({ ...about, ...row }))
