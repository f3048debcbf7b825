import {
  type Difference,
  differencesOf,
  type EngineerPunch,
  mayWatch,
  type Visit,
} from '../../server/attendance/differences/rules'
import {
  batchesOf,
  changesTo,
  nextPullAt,
  type Punch,
  problemOf,
  spansToPull,
  unknownMembers,
} from '../../server/attendance/pull/rules'
import type { Actor } from '../../shared/kernel/roles'
import { DAY, MINUTE } from '../../shared/kernel/time'
import * as fc from '../support/random'

const at = (text: string): Date => new Date(`${text}+08:00`)
const site = { lat: 30.2766, lng: 120.1226 }
/** 0.01° of latitude is 1.11 km. */
const northOf = (metres: number) => ({ ...site, lat: site.lat + metres / 111_195 })

const visit = (more: Partial<Visit> = {}): Visit => ({
  engineerId: 'engineer1',
  ticketId: 't1',
  ticketNumber: 'GD1',
  from: at('2026-11-23T10:00:00'),
  to: at('2026-11-23T11:00:00'),
  place: site,
  ...more,
})
const punch = (more: Partial<EngineerPunch> = {}): EngineerPunch => ({
  engineerId: 'engineer1',
  at: at('2026-11-23T09:55:00'),
  type: '外出打卡',
  exceptions: [],
  placeTitle: '文三路',
  place: site,
  ...more,
})
const nextDay = at('2026-11-24T05:30:00')
const kinds = (visits: Visit[], punches: EngineerPunch[], until = nextDay) =>
  differencesOf(visits, punches, until).map(({ kind }) => kind)

describe('where punches and visits do not agree', () => {
  test.each<[string, Visit[], EngineerPunch[], Difference['kind'][]]>([
    ['a visit with a punch at the door', [visit()], [punch()], []],
    [
      'a visit on a day of ordinary punches at the office',
      [visit()],
      [punch({ type: '上班打卡', place: northOf(9000) })],
      [],
    ],
    ['a visit without any punch that day', [visit()], [], ['visit_without_punch']],
    [
      'a visit with a punch of the day before',
      [visit()],
      [punch({ type: '下班打卡', at: at('2026-11-22T23:59:59') })],
      ['visit_without_punch'],
    ],
    [
      'a visit with a punch of somebody else',
      [visit()],
      [punch({ type: '上班打卡', engineerId: 'engineer2' })],
      ['visit_without_punch'],
    ],
    [
      'a record that says 未打卡',
      [visit()],
      [punch({ type: '上班打卡', exceptions: ['未打卡'] })],
      ['exception', 'visit_without_punch'],
    ],
    [
      'a visit past midnight with a punch after it',
      [visit({ from: at('2026-11-22T23:00:00'), to: at('2026-11-23T01:00:00') })],
      [punch({ at: at('2026-11-23T00:30:00') })],
      [],
    ],
    ['a punch outside without a visit', [], [punch()], ['outside_without_visit']],
    ['a punch at the office without a visit', [], [punch({ type: '上班打卡' })], []],
    ['an exception of time and place', [visit()], [punch({ exceptions: ['时间异常', '地点异常'] })], ['exception']],
    ['a punch 990 m away', [visit()], [punch({ place: northOf(990) })], []],
    ['a punch 1010 m away', [visit()], [punch({ place: northOf(1010) })], ['far_from_visits']],
    [
      'a punch far from one visit and near another',
      [visit(), visit({ place: northOf(5000) })],
      [punch({ place: northOf(5100) })],
      [],
    ],
    ['a punch without a place', [visit()], [punch({ place: null })], []],
    ['a visit without a place', [visit({ place: null })], [punch({ place: northOf(9000) })], []],
  ])('%s', (_, visits, punches, expected) => {
    expect(kinds(visits, punches).sort()).toEqual([...expected].sort())
  })

  test('waits with a visit until all punches of its day are known', () => {
    expect(kinds([visit()], [], at('2026-11-23T23:59:59'))).toEqual([])
    expect(kinds([visit()], [], at('2026-11-24T00:00:00'))).toEqual(['visit_without_punch'])
  })

  test('says how far the nearest visit was, in metres', () => {
    const [difference] = differencesOf([visit()], [punch({ place: northOf(2500) })], nextDay)
    expect(difference?.distanceMetres).toBeGreaterThan(2490)
    expect(difference?.distanceMetres).toBeLessThan(2510)
  })

  test('comes by day, then engineer, then time', () => {
    const found = differencesOf(
      [],
      [
        punch({ at: at('2026-11-23T12:00:00') }),
        punch({ at: at('2026-11-22T12:00:00'), engineerId: 'engineer2' }),
        punch({ at: at('2026-11-23T08:00:00') }),
      ],
      nextDay,
    )
    expect(found.map(({ at: instant }) => instant)).toEqual(
      ['2026-11-22T12:00:00', '2026-11-23T08:00:00', '2026-11-23T12:00:00'].map(at),
    )
  })
})

describe('who may read attendance', () => {
  const engineer = { id: 'engineer1', teamId: 'team-west', regionCodes: ['330106'], providerId: null }
  const actor = (more: Partial<Actor>): Actor => ({ kind: 'member', personId: 'p', name: 'p', roles: [], ...more })
  test.each<[string, Partial<Actor>, boolean]>([
    ['a dispatcher', { roles: ['dispatcher'] }, true],
    ['the manager of the region', { roles: ['manager'], regionCodes: ['3301'] }, true],
    ['the manager of the team', { roles: ['manager'], teamId: 'team-west' }, true],
    [
      'the manager of another region and team',
      { roles: ['manager'], regionCodes: ['3201'], teamId: 'team-south' },
      false,
    ],
    ['the engineer', { roles: ['engineer'], personId: 'engineer1' }, false],
    ['finance', { roles: ['finance'] }, false],
  ])('%s: %#', (_, who, may) => expect(mayWatch(actor(who), engineer)).toBe(may))
})

describe('when and what is pulled', () => {
  test.each([
    ['2026-11-23T05:29:59', '2026-11-23T05:30:00'],
    ['2026-11-23T05:30:00', '2026-11-24T05:30:00'],
    ['2026-11-23T23:00:00', '2026-11-24T05:30:00'],
    ['2026-12-31T12:00:00', '2027-01-01T05:30:00'],
  ])('after %s the next pull is at %s', (now, next) => expect(nextPullAt(at(now))).toEqual(at(next)))

  test.each<[string, string | null, string]>([
    ['a month at first', null, '2026-10-24T00:00:00'],
    ['three days again after yesterday’s', '2026-11-22T05:30:00', '2026-11-20T00:00:00'],
    ['everything missed since a failure', '2026-11-10T05:30:00', '2026-11-10T00:00:00'],
    ['no more than ninety days', '2025-11-10T05:30:00', '2026-08-25T00:00:00'],
  ])('%s', (_, until, from) => {
    expect(spansToPull(until === null ? null : at(until), at('2026-11-23T05:30:00'))[0]?.from).toEqual(at(from))
  })

  test('spans follow one another without a gap, each shorter than a month, until now', () => {
    const minutes = fc.integer({ min: 0, max: 200 * 1440 })
    fc.assert(
      fc.property(minutes, minutes, (ago, later) => {
        const until = new Date(at('2026-01-01T00:00:00').getTime() + ago * MINUTE)
        const now = new Date(until.getTime() + later * MINUTE + MINUTE)
        const spans = spansToPull(until, now)
        expect(spans.at(-1)?.to).toEqual(now)
        spans.forEach((span, n) => {
          expect(span.to.getTime() - span.from.getTime()).toBeLessThanOrEqual(28 * DAY)
          if (n > 0) expect(span.from).toEqual(spans[n - 1]?.to)
        })
      }),
    )
  })

  test('members come in batches of a hundred at most, each once', () => {
    const ids = Array.from({ length: 250 }, (_, n) => `m${n}`)
    expect(batchesOf(ids).map(batch => batch.length)).toEqual([100, 100, 50])
    expect(batchesOf(ids).flat()).toEqual(ids)
    expect(batchesOf([])).toEqual([])
  })
})

describe('what is written', () => {
  const pulled: Punch = {
    userId: 'lisi',
    at: at('2026-11-23T09:00:00'),
    type: '上班打卡',
    exceptions: [],
    groupName: null,
    placeTitle: null,
    placeDetail: null,
    lat: null,
    lng: null,
  }
  const row = { ...pulled, id: '1', version: 1 }

  test('the new is added, the corrected changed, the same left alone', () => {
    expect(changesTo([], [pulled])).toEqual({ added: [pulled], changed: [] })
    expect(changesTo([row], [pulled])).toEqual({ added: [], changed: [] })
    const corrected = { ...pulled, exceptions: ['地点异常'] }
    expect(changesTo([row], [corrected])).toEqual({ added: [], changed: [{ row, to: corrected }] })
  })

  test('a record told twice in one answer is one', () => {
    expect(changesTo([], [pulled, { ...pulled, placeTitle: '文三路' }]).added).toEqual([
      { ...pulled, placeTitle: '文三路' },
    ])
  })

  test('another type at the same second is another punch', () => {
    expect(changesTo([row], [{ ...pulled, type: '外出打卡' }]).added).toHaveLength(1)
  })
})

test.each([
  [48002, '打卡 → 可调用接口的应用'],
  [301002, '打卡 → 可调用接口的应用'],
  [301021, '可见范围'],
  [99999, '99999'],
])('errcode %i says what to do: %s', (errcode, words) => expect(problemOf({ errcode, advice: null })).toContain(words))

test('any other refusal has the advice that all of WeCom shares', () =>
  expect(problemOf({ errcode: 60020, advice: '请加入企业可信IP' })).toBe('请加入企业可信IP'))

test('members whom WeCom does not know are named, five at most', () => {
  expect(unknownMembers([])).toBeNull()
  expect(unknownMembers(['a', 'b'])).toContain('（a、b）')
  expect(unknownMembers(['a', 'b', 'c', 'd', 'e', 'f'])).toContain('（a、b、c、d、e 等）')
})
