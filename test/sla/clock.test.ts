import * as z from 'zod/mini'
import { slaApi } from '../../shared/sla/api'
import { type Calendar, calendar, weekdays } from '../../shared/sla/calendar'
import { elapsedMinutes, instantReaching, tryClock } from '../../shared/sla/clock'
import { planOf, workingTimeOf } from '../../shared/sla/workingTime'
import * as fc from '../support/random'
import cases from './cases/sla-clock.json'
import { type History, walk } from './minuteWalk'

const MINUTE = 60_000
const working = ['09:00', '18:00'] as const

describe('a clock', () => {
  test.each(cases)('is exact: $id', ({ id: _, expect: expected, ...input }) => {
    expect(tryClock(z.parse(slaApi.try.input, input))).toMatchObject(expected)
  })

  test('says by how many working minutes it is late, and is late only after its due time', () => {
    const base = { startedAt: '2026-11-23T09:00:00+08:00', targetMinutes: 60, pauses: [] }
    const tryAt = (now: string) =>
      tryClock(z.parse(slaApi.try.input, { ...base, calendar: 'always', now: `2026-11-23T${now}+08:00` }))
    expect(tryAt('10:00:00')).toEqual({
      dueAt: '2026-11-23T10:00:00+08:00',
      elapsedMinutes: 60,
      remainingMinutes: 0,
      breached: false,
    })
    expect(tryAt('10:00:01')).toMatchObject({ elapsedMinutes: 60, breached: true })
    expect(tryAt('10:30:59')).toMatchObject({ elapsedMinutes: 90, remainingMinutes: -30, breached: true })
  })

  test('needs no tables of zones for China: a mini-program may have none', () => {
    const kept = globalThis.Intl
    try {
      // @ts-expect-error a runtime without it
      globalThis.Intl = undefined
      const china = z.parse(calendar, { timeZone: 'Asia/Shanghai', weekly: { mon: [working] } })
      const time = workingTimeOf(planOf(china))
      const from = Date.parse('2026-11-23T08:00:00+08:00')
      expect(time.after(from, 60 * MINUTE)).toBe(Date.parse('2026-11-23T10:00:00+08:00'))
    } finally {
      globalThis.Intl = kept
    }
  })

  test.each([
    ['skips the hour that summer time skips', '2026-03-08', '01:00', '04:00', 120],
    ['counts the hour that comes twice', '2026-11-01', '00:00', '03:00', 240],
    ['opens at the change when its opening is skipped', '2026-03-08', '02:30', '04:00', 60],
    ['closes when the wall first shows closing time', '2026-11-01', '00:00', '01:30', 90],
  ])('in New York %s', (_, day, opens, closes, minutes) => {
    const newYork = z.parse(calendar, { timeZone: 'America/New_York', weekly: { sun: [[opens, closes]] } })
    const from = Date.parse(`${day}T00:00:00Z`)
    const run = { startedAt: from, pauses: [] }
    expect(elapsedMinutes(workingTimeOf(planOf(newYork)), run, from + 2 * 24 * 60 * MINUTE)).toBe(minutes)
  })

  test('has its own hours on a special day, and no due time in a calendar of unused holidays', () => {
    const special = z.parse(calendar, {
      timeZone: 'Asia/Shanghai',
      weekly: { mon: [working] },
      specialDays: { '2026-11-23': [['10:00', '11:00']] },
    })
    const run = { startedAt: Date.parse('2026-11-23T00:00:00+08:00'), pauses: [] }
    expect(instantReaching(workingTimeOf(planOf(special)), run, 90 * MINUTE)).toBe(
      Date.parse('2026-11-30T09:30:00+08:00'),
    )
  })
})

const week = (monday: readonly unknown[]) => ({ timeZone: 'Asia/Shanghai', weekly: { mon: monday } })

test.each([
  ['a day of 25 hours', week([['09:00', '25:00']])],
  ['minutes beyond the hour', week([['09:60', '18:00']])],
  ['an opening at 24:00', week([['24:00', '06:00']])],
  ['one time instead of two', week([['09:00']])],
  [
    'overlapping windows',
    week([
      ['09:00', '12:00'],
      ['11:59', '18:00'],
    ]),
  ],
  [
    'a window inside a night shift',
    week([
      ['20:00', '06:00'],
      ['22:00', '23:00'],
    ]),
  ],
  ['no windows at all', week([])],
  ['an unknown weekday', { timeZone: 'Asia/Shanghai', weekly: { monday: [working] } }],
  ['an unknown zone', { timeZone: 'Asia/Atlantis', weekly: { mon: [working] } }],
  ['a day that does not exist', { ...week([working]), holidays: ['2026-02-30'] }],
  ['a holiday that is a make-up day', { ...week([working]), holidays: ['2026-10-10'], makeupDays: ['2026-10-10'] }],
])('a calendar with %s is refused', (_, malformed) => {
  expect(z.safeParse(calendar, malformed).success).toBe(false)
})

test('windows that touch, in any order, and an end at midnight are fine', () => {
  const touching = week([
    ['13:00', '24:00'],
    ['09:00', '13:00'],
  ])
  const time = workingTimeOf(planOf(z.parse(calendar, touching)))
  const from = Date.parse('2026-11-23T00:00:00+08:00')
  expect(time.between(from, from + 7 * 24 * 60 * MINUTE)).toBe(15 * 60 * MINUTE)
})

/** Instants around which zones change their offset, and an ordinary day and the turn of a year. */
const zones: [string, string[]][] = [
  ['Asia/Shanghai', ['2026-09-30T08:00Z', '2026-12-31T12:00Z']],
  ['America/New_York', ['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2026-12-31T23:00Z']],
  ['Europe/London', ['2026-03-29T01:00Z', '2026-10-25T01:00Z']],
  ['Australia/Lord_Howe', ['2026-04-04T15:00Z', '2026-10-03T15:30Z']],
  ['America/Santiago', ['2026-04-05T03:00Z', '2026-09-06T04:00Z']],
  ['Africa/Casablanca', ['2026-02-15T02:00Z', '2026-03-22T02:00Z']],
  ['Asia/Kathmandu', ['2026-06-15T06:00Z']],
]
const minuteOf = (instant: string): number => Date.parse(instant.replace('Z', ':00Z')) / MINUTE
const anchors = zones.flatMap(([, instants]) => instants.map(minuteOf))

const time = fc.integer({ min: 0, max: 1439 }).map(minute => {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})

/** Rising times in pairs; the last window may run over midnight. */
const windows = fc
  .tuple(fc.uniqueArray(time, { maxLength: 6 }), time, fc.boolean())
  .map(([times, nightEnd, hasNight]) => {
    const rising = [...times].sort()
    const pairs = rising.flatMap((opens, at) => (at % 2 === 0 && rising[at + 1] ? [[opens, rising[at + 1]]] : []))
    const last = rising.at(-1)
    const isOdd = rising.length % 2 === 1
    return hasNight && isOdd && last && nightEnd < last ? [...pairs, [last, nightEnd]] : pairs
  })

const zoned = (weekly: unknown, anchor: number) => {
  const dayFrom = (days: number) => new Date((anchor + days * 1440) * MINUTE).toISOString().slice(0, 10)
  return fc.record({
    timeZone: fc.constantFrom(...zones.map(([zone]) => zone)),
    weekly: fc.constant(weekly),
    holidays: fc.subarray([dayFrom(-1), dayFrom(1)]),
    makeupDays: fc.subarray([dayFrom(0), dayFrom(2)]),
    specialDays: fc.constantFrom({}, { [dayFrom(0)]: [['08:00', '09:30']] }),
  })
}

const SPAN = 1080

/** A clock over eighteen hours, and the calendars it is derived from one after the other: the ticket changes its zone. */
const history = fc
  .tuple(fc.constantFrom(...anchors), fc.integer({ min: -900, max: 300 }), fc.tuple(...weekdays.map(() => windows)))
  .chain(([anchor, shift, week]) => {
    const weekly = Object.fromEntries(weekdays.map((name, at) => [name, week[at]]))
    const startedAt = anchor + shift
    const pause = fc
      .tuple(fc.integer({ min: -60, max: SPAN }), fc.integer({ min: 0, max: 600 }), fc.boolean())
      .map(([from, length, isOpen]) => ({
        from: startedAt + from,
        to: isOpen && length > 550 ? null : startedAt + from + length,
      }))
    return fc.record({
      calendars: fc.array(zoned(weekly, anchor), { minLength: 1, maxLength: 2 }),
      startedAt: fc.constant(startedAt),
      targetMinutes: fc.integer({ min: 0, max: 900 }),
      pauses: fc.array(pause, { maxLength: 4 }),
      now: fc.integer({ min: startedAt - 30, max: startedAt + SPAN }),
    })
  })
  .filter(({ calendars }) => calendars.every(one => z.safeParse(calendar, one).success))

const instant = (minute: number): string => new Date(minute * MINUTE).toISOString()

const tried = ({ startedAt, targetMinutes, pauses, now }: Omit<History, 'calendar'>, within: Calendar) =>
  tryClock({
    calendar: within,
    startedAt: instant(startedAt),
    targetMinutes,
    pauses: pauses.map(({ from, to }) => ({ from: instant(from), to: to === null ? null : instant(to) })),
    now: instant(now),
  })

test('10,000 random histories, over changes of zone and of summer time: as walking every minute finds it', () => {
  fc.assert(
    fc.property(history, ({ calendars, ...one }) => {
      for (const said of calendars) {
        const within = z.parse(calendar, said)
        const slow = walk({ ...one, calendar: within }, SPAN)
        const fast = tried(one, within)
        const dueAt = fast.dueAt === null ? null : Date.parse(fast.dueAt) / MINUTE
        const isBeyond = slow.dueAt === null && dueAt !== null && dueAt > one.startedAt + SPAN
        const breached = slow.dueAt !== null && one.now > slow.dueAt && slow.elapsed >= one.targetMinutes
        expect({ dueAt: isBeyond ? null : dueAt, elapsed: fast.elapsedMinutes, breached: fast.breached }).toEqual({
          ...slow,
          breached,
        })
      }
    }),
    { numRuns: 10_000 },
  )
})

test('time adds up, whatever the instants', () => {
  const within = z.parse(calendar, {
    timeZone: 'America/New_York',
    weekly: { mon: [['20:00', '06:00']], tue: [['09:00', '12:00']], sun: [['00:30', '23:30']] },
  })
  const workingTime = workingTimeOf(planOf(within))
  const at = fc.integer({ min: Date.parse('2025-12-01T00:00:00Z'), max: Date.parse('2028-02-01T00:00:00Z') })
  fc.assert(
    fc.property(fc.tuple(at, at, at), instants => {
      const [a, b, c] = [...instants].sort((one, other) => one - other) as [number, number, number]
      const whole = workingTime.between(a, c)
      expect(workingTime.between(a, b) + workingTime.between(b, c)).toBe(whole)
      const reached = workingTime.after(a, whole) as number
      expect(reached).toBeLessThanOrEqual(c)
      expect(workingTime.between(a, reached)).toBe(whole)
    }),
    { numRuns: 2000 },
  )
})
