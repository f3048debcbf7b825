import { hasCalendarOf, nationalCalendar } from '../../shared/settlement/nationalCalendar'
import type { TimeBand } from '../../shared/settlement/rates'
import {
  type BandRules,
  bandAt,
  minutesOf,
  overtimeByBand,
  type Visit,
  workedIntervals,
} from '../../shared/settlement/timeBands'
import * as fc from '../support/random'
import { worked } from './worked'

const rules: BandRules = {
  statutoryHolidays: new Set(worked.ruleSet.statutoryHolidays),
  calendar: nationalCalendar,
}
const at = (text: string): Date => new Date(`2026-${text}+08:00`)

describe('the band of an instant', () => {
  test.each<[string, TimeBand]>([
    ['11-23T05:59:59', 'night'],
    ['11-23T06:00:00', 'normal'],
    ['11-23T21:59:59', 'normal'],
    ['11-23T22:00:00', 'night'],
    ['11-24T00:00:00', 'night'],
    ['11-22T12:00:00', 'restday'],
    ['11-22T23:00:00', 'restday'],
    ['09-30T23:59:59', 'night'],
    ['10-01T00:00:00', 'holiday'],
    ['10-03T23:59:59', 'holiday'],
    ['10-04T00:00:00', 'restday'],
    ['10-10T10:00:00', 'normal'],
  ])('%s is %s', (instant, band) => {
    expect(bandAt(at(instant), rules)).toBe(band)
  })

  test('does not depend on the zone it is written in', () => {
    expect(bandAt(new Date('2026-09-30T16:00:00Z'), rules)).toBe('holiday')
  })
})

describe('the national calendar', () => {
  test('knows the blocks and the make-up days of 2026', () => {
    const daysOff = (days: string[]) => days.filter(day => nationalCalendar.isRestDay(day))
    expect(daysOff(['2026-02-14', '2026-02-15', '2026-02-16', '2026-02-23', '2026-02-24', '2026-02-28'])).toEqual([
      '2026-02-15',
      '2026-02-16',
      '2026-02-23',
    ])
    expect(daysOff(['2026-01-02', '2026-01-04', '2026-09-20', '2026-09-27', '2026-10-07', '2026-10-08'])).toEqual([
      '2026-01-02',
      '2026-09-27',
      '2026-10-07',
    ])
  })

  test('refuses a year without a notice instead of guessing its weekends', () => {
    expect(hasCalendarOf('2026')).toBe(true)
    expect(hasCalendarOf('2027')).toBe(false)
    expect(() => nationalCalendar.isRestDay('2027-01-02')).toThrow(
      expect.objectContaining({ code: 'settlement.calendar_missing', details: { year: '2027' } }),
    )
  })
})

describe('worked time', () => {
  const visit = (from: string, to: string, ...pauses: [string, string][]): Visit => ({
    checkInAt: at(from),
    checkOutAt: at(to),
    pauses: pauses.map(([start, end]) => ({ from: at(start), to: at(end) })),
  })

  test('counts by the second and rounds down once', () => {
    const paused = visit(
      '11-23T09:00:00',
      '11-23T10:00:59',
      ['11-23T09:10:00', '11-23T09:10:30'],
      ['11-23T09:20:00', '11-23T09:20:29'],
    )
    expect(minutesOf(workedIntervals(paused))).toBe(60)
  })

  test('takes overlapping pauses once, and only their part inside the visit', () => {
    const paused = visit(
      '11-23T09:00:00',
      '11-23T12:00:00',
      ['11-23T10:00:00', '11-23T10:40:00'],
      ['11-23T08:00:00', '11-23T09:10:00'],
      ['11-23T10:20:00', '11-23T10:30:00'],
      ['11-23T10:35:00', '11-23T11:00:00'],
      ['11-23T11:50:00', '11-23T13:00:00'],
    )
    expect(minutesOf(workedIntervals(paused))).toBe(100)
  })

  test('is nothing when the pause covers the visit', () => {
    const paused = visit('11-23T09:00:00', '11-23T10:00:00', ['11-23T08:00:00', '11-23T11:00:00'])
    expect(workedIntervals(paused)).toEqual([])
    expect(overtimeByBand([], 0, rules)).toEqual(new Map())
  })

  test('gives a minute begun before midnight to the band before midnight', () => {
    const crossing = workedIntervals(visit('09-30T23:58:30', '10-01T00:02:30'))
    expect([...overtimeByBand(crossing, 0, rules)]).toEqual([
      ['night', 2],
      ['holiday', 2],
    ])
  })

  test('asks the calendar only about days on which overtime was worked', () => {
    const newYear = workedIntervals(visit('12-31T23:30:00', '12-31T23:59:59'))
    expect([...overtimeByBand(newYear, 10, rules)]).toEqual([['night', 19]])
  })

  test('agrees with walking through every second', () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: 0, max: 400 }), (given, agreedMinutes) => {
        const walked = walk(given, agreedMinutes)
        const intervals = workedIntervals(given)
        expect(minutesOf(intervals)).toBe(walked.workedMinutes)
        expect(Object.fromEntries(overtimeByBand(intervals, agreedMinutes, rules))).toEqual(walked.overtime)
      }),
      { numRuns: 150 },
    )
  })
})

const SECOND = 1000
/** Starts around the turns of days that matter: National Day, a make-up Saturday, a plain weekend, a plain day. */
const turns = [
  '2026-09-30',
  '2026-10-03',
  '2026-10-07',
  '2026-10-09',
  '2026-10-10',
  '2026-11-20',
  '2026-11-22',
  '2026-11-24',
]
const visits = fc
  .record({
    day: fc.constantFrom(...turns),
    startSecond: fc.integer({ min: 0, max: 86_399 }),
    seconds: fc.integer({ min: 0, max: 30 * 3600 }),
    pauses: fc.array(fc.tuple(fc.integer({ min: -3600, max: 110_000 }), fc.integer({ min: 0, max: 9000 })), {
      maxLength: 5,
    }),
  })
  .map(({ day, startSecond, seconds, pauses }): Visit => {
    const start = Date.parse(`${day}T00:00:00+08:00`) + startSecond * SECOND
    const after = (offset: number): Date => new Date(start + offset * SECOND)
    return {
      checkInAt: after(0),
      checkOutAt: after(seconds),
      pauses: pauses.map(([from, lasts]) => ({ from: after(from), to: after(from + lasts) })),
    }
  })

/** The slow and obvious way: count the seconds nobody paused; each sixtieth begins a minute. */
const walk = ({ checkInAt, checkOutAt, pauses }: Visit, agreedMinutes: number) => {
  const starts: Date[] = []
  let seconds = 0
  for (let now = checkInAt.getTime(); now < checkOutAt.getTime(); now += SECOND) {
    if (pauses.some(({ from, to }) => from.getTime() <= now && now < to.getTime())) continue
    if (seconds % 60 === 0) starts.push(new Date(now))
    seconds += 1
  }
  const workedMinutes = Math.floor(seconds / 60)
  const overtime: Partial<Record<TimeBand, number>> = {}
  for (const start of starts.slice(agreedMinutes, workedMinutes)) {
    const band = bandAt(start, rules)
    overtime[band] = (overtime[band] ?? 0) + 1
  }
  return { workedMinutes, overtime }
}
