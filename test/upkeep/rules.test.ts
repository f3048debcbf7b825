import { ConfigError } from '../../config/mistakes'
import { readServerConfig } from '../../config/server'
import type { Expiring } from '../../server/capability'
import { nextNightAt, oldBefore, tablesFrom } from '../../server/upkeep/rules'
import { HOUR, MINUTE } from '../../shared/kernel/time'

const table = (name: string): Expiring => ({ table: name, key: 'id', since: 'at', keep: 'traces' })

test.each([
  ['before the hour', '2026-11-23T03:29:59+08:00', '2026-11-23T03:30:00+08:00'],
  ['at the hour', '2026-11-23T03:30:00+08:00', '2026-11-24T03:30:00+08:00'],
  ['in the evening, when it is the same day in UTC', '2026-11-23T23:00:00+08:00', '2026-11-24T03:30:00+08:00'],
  ['over the end of a year', '2026-12-31T12:00:00+08:00', '2027-01-01T03:30:00+08:00'],
])('the next night after a moment %s', (_, now, next) => {
  expect(nextNightAt(new Date(now), 3 * HOUR + 30 * MINUTE)).toEqual(new Date(next))
})

test('rows are old by the days of their kind', () => {
  const keepDays = { traces: 30, messages: 180, attendance: 730 }
  const now = new Date('2026-11-23T03:30:00+08:00')
  expect(oldBefore(now, keepDays, table('events'))).toEqual(new Date('2026-10-24T03:30:00+08:00'))
})

test('the tables are gone through from where the last turn ended; from the first when that one is no more', () => {
  const all = ['a', 'b', 'c'].map(table)
  const names = (from: string | undefined) => tablesFrom(all, from).map(one => one.table)
  expect(names(undefined)).toEqual(['a', 'b', 'c'])
  expect(names('b')).toEqual(['b', 'c'])
  expect(names('dropped')).toEqual(['a', 'b', 'c'])
})

test('the configuration keeps what a repeat may still need', () => {
  expect(readServerConfig({}).upkeep).toEqual({
    startsAtMs: 3 * HOUR + 30 * MINUTE,
    keepDays: { traces: 30, messages: 180, attendance: 730 },
  })
  const given = { UPKEEP_AT: '3:30', KEEP_TRACES_DAYS: '6', KEEP_MESSAGES_DAYS: '29', KEEP_ATTENDANCE_DAYS: 'long' }
  const read = () => readServerConfig(given)
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(
    /UPKEEP_AT must be a time of day[\s\S]*TRACES_DAYS must be at least 7[\s\S]*at least 30[\s\S]*a number/,
  )
})
