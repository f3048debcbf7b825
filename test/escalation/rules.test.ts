import { dispatchersOf } from '../../server/escalation/people/rules'
import { afterQuiet, dueStep, louder, nextStep, wakingAfter } from '../../server/escalation/rules'
import { defaultLadder, defaultQuietHours, faultsOfLadder, type QuietHours } from '../../shared/escalation'
import { MINUTE } from '../../shared/kernel/time'
import * as fc from '../support/random'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00+08:00`)
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

describe('quiet hours', () => {
  test.each([
    ['21:59', '21:59'],
    ['22:00', '31:00'],
    ['23:30', '31:00'],
    ['06:59', '07:00'],
    ['07:00', '07:00'],
  ])('what is due at %s goes out at %s', (from, to) => {
    const expected = new Date(at('00:00').getTime() + (Number(to.slice(0, 2)) * 60 + Number(to.slice(3))) * MINUTE)
    expect(afterQuiet(at(from), defaultQuietHours)).toEqual(expected)
  })

  test('do not count towards a wait: the same as walking minute by minute', () => {
    const walked = (from: Date, minutes: number, quiet: QuietHours): Date => {
      const isQuiet = (time: Date) => afterQuiet(time, quiet).getTime() !== time.getTime()
      let time = from
      for (let left = minutes; left > 0 || isQuiet(time); time = new Date(time.getTime() + MINUTE)) {
        if (!isQuiet(time)) left -= 1
      }
      return time
    }
    const minute = fc.integer({ min: 0, max: 1439 })
    const length = fc.integer({ min: 0, max: 1000 })
    fc.assert(
      fc.property(minute, length, minute, fc.integer({ min: 0, max: 600 }), (quietFrom, quiet, start, wait) => {
        const hours = { quietFrom: timeOf(quietFrom), quietTo: timeOf((quietFrom + quiet) % 1440) }
        const from = at(timeOf(start))
        expect(wakingAfter(from, wait * MINUTE, hours)).toEqual(walked(from, wait, hours))
      }),
      { numRuns: 200 },
    )
  })
})

describe('the ladder', () => {
  const rules = { steps: defaultLadder, quiet: null }
  const overdue = { level: 0, percent: 100, percentAt: at('11:00'), dueAt: at('11:00'), isPulled: false }

  test.each([
    ['11:00', 0, 100],
    ['11:00', 100, null],
    ['11:29', 100, null],
    ['11:30', 100, 110],
    ['12:00', 110, 120],
    ['14:00', 0, 160],
    ['23:00', 160, null],
  ])('at %s, after level %i, takes %p', (time, level, expected) => {
    expect(dueStep({ ...overdue, level }, rules, at(time))?.level ?? null).toBe(expected)
  })

  test('warns before the deadline and then waits for it', () => {
    const warned = { level: 0, percent: 50, percentAt: at('10:00'), dueAt: at('11:00'), isPulled: false }
    expect(dueStep(warned, rules, at('10:00'))?.level).toBe(50)
    expect(nextStep({ ...warned, level: 50 }, rules)).toBeNull()
  })

  test('comes at once when nobody could be reached by the level before', () => {
    const pulled = { ...overdue, level: 110, isPulled: true }
    expect(dueStep(pulled, rules, at('11:31'))?.level).toBe(120)
    expect(nextStep({ ...pulled, isPulled: false }, rules)?.at).toEqual(at('12:00'))
  })

  test('goes from channel to channel', () => {
    expect([louder('wecom'), louder('sms'), louder('phone')]).toEqual(['sms', 'phone', null])
  })

  test('of the house has no faults; others are told in sentences', () => {
    expect(faultsOfLadder(defaultLadder)).toEqual([])
    const step = { to: ['holder' as const], channel: 'wecom' as const }
    expect(
      faultsOfLadder([
        { ...step, level: 50, percent: 50, afterMinutes: 10 },
        { ...step, level: 50, percent: 40, afterMinutes: 0 },
      ]),
    ).toEqual(['第 1 级在到期之前，不能再等待', '第 2 级的级别要高于上一级', '第 2 级要晚于上一级'])
  })
})

test('dispatchers in charge of the place come before those in charge of no part, and those before all', () => {
  const west = { id: 'west', teamId: 'team-west', regionCodes: ['330106'] }
  const south = { id: 'south', teamId: 'team-south', regionCodes: ['330108'] }
  const whole = { id: 'whole', teamId: null, regionCodes: [] }
  const place = { teamId: null, regionCode: '330106' }
  expect(dispatchersOf(place, [west, south, whole])).toEqual([west])
  expect(dispatchersOf({ ...place, regionCode: '330199' }, [west, south, whole])).toEqual([whole])
  expect(dispatchersOf({ ...place, regionCode: '330199' }, [west, south])).toEqual([west, south])
})
