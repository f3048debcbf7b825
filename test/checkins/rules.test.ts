import {
  closed,
  inGcj02,
  instantOf,
  lastStepAt,
  type Position,
  paused,
  proofOf,
  resumed,
  type Times,
  workedMinutes,
} from '../../server/checkins/rules'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import * as fc from '../support/random'

const at = (clock: string) => new Date(`2026-11-23T${clock}+08:00`)
const now = at('11:00:00')
/** Hangzhou, in GCJ-02. 0.001 degrees of latitude are 111.2 m. */
const site = { lat: 30.26, lng: 120.13 }
const position = (change: Partial<Position> = {}): Position => ({
  ...site,
  accuracyMetres: 0,
  system: 'gcj02',
  isMock: false,
  ...change,
})
const proof = (given: Position | null, change: object = {}) =>
  proofOf(given, { site, deviationMetres: 100, last: null, at: now, ...change })

describe('the instant of a step', () => {
  const notBefore = at('09:00:00.700')
  const given = (deviceAt: Date | null, skewMs: number | null) => instantOf({ deviceAt, skewMs }, { now, notBefore })
  const serverTime = { at: now, marks: ['device_time_implausible'] }

  test('is now when the phone sends no time', () => {
    expect(given(null, null)).toEqual({ at: now, marks: [] })
    expect(given(null, 9 * MINUTE)).toEqual({ at: now, marks: [] })
  })

  test("is the phone's time, put right by its skew", () => {
    expect(given(at('10:02:00'), 2 * MINUTE)).toEqual({ at: at('10:00:00'), marks: [] })
    expect(given(at('09:55:00'), -5 * MINUTE)).toEqual({ at: at('10:00:00'), marks: [] })
  })

  test('may be the very moment of the step before, or now', () => {
    expect(given(at('09:00:00'), 0).marks).toEqual([])
    expect(given(now, 0).marks).toEqual([])
  })

  test.each<[string, Date, number | null]>([
    ['the skew is unknown', at('10:00:00'), null],
    ['the skew is above five minutes', at('10:00:00'), 5 * MINUTE + 1],
    ['the skew is below minus five minutes', at('10:00:00'), -5 * MINUTE - 1],
    ['it is before the assignment', at('08:59:59'), 0],
    ['it is in the future', at('11:00:01'), 0],
  ])('is now, with a mark, when %s', (_, deviceAt, skewMs) => {
    expect(given(deviceAt, skewMs)).toEqual(serverTime)
  })
})

describe('the proof of a place', () => {
  test('is given within the deviation of the template', () => {
    expect(proof(position({ lat: site.lat + 0.0008 }))).toEqual({
      place: { lat: site.lat + 0.0008, lng: site.lng },
      distanceMetres: 89,
      marks: [],
    })
  })

  test.each([
    [0, ['place_deviation']],
    [10, ['place_deviation']],
    [12, []],
  ])('at 111 m with %i m of accuracy carries %j', (accuracyMetres, marks) => {
    expect(proof(position({ lat: site.lat + 0.001, accuracyMetres }))).toMatchObject({ distanceMetres: 111, marks })
  })

  test('counts at most 500 m of accuracy', () => {
    const far = { lat: site.lat + 0.006, accuracyMetres: 5000 }
    expect(proof(position(far))).toMatchObject({ distanceMetres: 667, marks: ['place_deviation'] })
  })

  test('is missing without a position, and without a site', () => {
    expect(proof(null)).toEqual({ place: null, distanceMetres: null, marks: ['place_unknown'] })
    expect(proof(position(), { site: null })).toEqual({ place: site, distanceMetres: null, marks: ['place_unknown'] })
  })

  test('says when the phone admits a mock location', () => {
    expect(proof(position({ isMock: true })).marks).toEqual(['mock_location'])
  })

  test('brings WGS-84 and GCJ-02 to one system: the same door is some 500 m apart in figures', () => {
    // In Hangzhou GCJ-02 lies some 270 m south and 440 m east of WGS-84.
    const converted = inGcj02({ lat: 30.2624, lng: 120.1148, system: 'wgs84' })
    expect(converted.lat - 30.2624).toBeCloseTo(-0.0024, 3)
    expect(converted.lng - 120.1148).toBeCloseTo(0.0046, 3)
    const expected = { site: converted }
    expect(proof(position({ lat: 30.2624, lng: 120.1148, system: 'wgs84' }), expected).marks).toEqual([])
    expect(proof(position({ lat: 30.2624, lng: 120.1148, system: 'gcj02' }), expected)).toMatchObject({
      marks: ['place_deviation'],
    })
  })

  test('says when nobody can have come from the last check-in so fast', () => {
    // 1 degree of latitude is 111.2 km: 33.4 minutes at 200 km/h.
    const last = (clock: string) => ({ last: { place: { lat: site.lat - 1, lng: site.lng }, at: at(clock) } })
    expect(proof(position(), last('10:27:00')).marks).toEqual(['too_fast'])
    expect(proof(position(), last('10:26:00')).marks).toEqual([])
    expect(proof(position(), last('11:00:00')).marks).toEqual(['too_fast'])
    expect(proof(position(), { last: { place: site, at: now } }).marks).toEqual([])
  })
})

describe('the times of a visit', () => {
  const visit = (change: Partial<Times> = {}): Times => ({
    checkedInAt: at('09:00:00'),
    checkedOutAt: null,
    pauses: [],
    ...change,
  })
  const waiting = { reason: 'parts', note: null } as const

  test('leave out pauses by the second, then round down to minutes', () => {
    const first = { ...visit(), ...paused(visit(), at('09:30:00'), waiting) }
    const second = { ...first, ...resumed(first, at('10:50:30')) }
    expect(closed(second, at('12:00:00'))).toEqual({
      checkedInAt: at('09:00:00'),
      checkedOutAt: at('12:00:00'),
      pauses: [{ fromAt: at('09:30:00').getTime(), toAt: at('10:50:30').getTime(), reason: 'parts', note: null }],
      openEngineerId: null,
      workedMinutes: 99,
    })
  })

  test('of an open visit run until now, and stand still in a pause', () => {
    expect(workedMinutes(visit(), at('09:10:59'))).toBe(10)
    const still = { ...visit(), ...paused(visit(), at('09:05:00'), waiting) }
    expect(workedMinutes(still, at('09:10:59'))).toBe(5)
    expect(lastStepAt(still)).toEqual(at('09:05:00'))
  })

  test('end a pause with the check-out', () => {
    const still = { ...visit(), ...paused(visit(), at('09:05:00'), waiting) }
    expect(closed(still, at('10:00:00'))).toMatchObject({
      workedMinutes: 5,
      pauses: [{ toAt: at('10:00:00').getTime() }],
    })
  })

  test('know no second pause and no resumption without one', () => {
    const still = { ...visit(), ...paused(visit(), at('09:05:00'), waiting) }
    expect(() => paused(still, now, waiting)).toThrow(expect.objectContaining({ code: 'checkin.already_paused' }))
    expect(() => resumed(visit(), now)).toThrow(expect.objectContaining({ code: 'checkin.not_paused' }))
  })

  test('agree with counting second by second', () => {
    const steps = fc.array(fc.nat(400), { minLength: 2, maxLength: 9 })
    fc.assert(
      fc.property(steps, gaps => {
        let second = 0
        const isWorked: boolean[] = []
        let times = visit()
        gaps.forEach((gap, index) => {
          for (let n = 0; n < gap; n++) isWorked.push(index % 2 === 0)
          second += gap
          const instant = new Date(at('09:00:00').getTime() + second * SECOND)
          const changes = index % 2 === 0 ? paused(times, instant, waiting) : resumed(times, instant)
          times = { ...times, ...changes }
        })
        const end = new Date(at('09:00:00').getTime() + second * SECOND)
        expect(closed(times, end).workedMinutes).toBe(Math.floor(isWorked.filter(Boolean).length / 60))
      }),
    )
  })
})
