import { mayCall } from '../../server/console/src/lib/access'
import { agoWords, countWords, dayWords, dueWords, spanWords, timeWords } from '../../server/console/src/lib/words'
import { skillWords } from '../../server/console/src/people/services'
import { monthsUpTo, monthWords } from '../../server/console/src/settlement/months'
import { deadLettersApi } from '../../shared/deadLetters'
import { dispatchApi } from '../../shared/dispatch'
import { MINUTE } from '../../shared/kernel/time'

const now = new Date('2026-11-22T14:00:00+08:00')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * MINUTE)

describe('words for times', () => {
  test.each([
    ['2026-11-22T00:00:00+08:00', '今天'],
    ['2026-11-23T00:00:00+08:00', '明天'],
    ['2026-11-21T23:59:59+08:00', '昨天'],
    ['2026-11-24T09:00:00+08:00', '11月24日'],
    ['2027-01-03T09:00:00+08:00', '2027年1月3日'],
  ])('the day of %s is %s', (wire, words) => {
    expect(dayWords(new Date(wire), now)).toBe(words)
  })

  test('are in the business zone, wherever the desk is', () => {
    expect(timeWords(new Date('2026-11-22T16:30:00Z'), now)).toBe('明天 00:30')
  })

  test.each([
    [0, '不到 1 分'],
    [59, '59 分'],
    [60, '1 小时'],
    [80, '1 小时 20 分'],
    [1440, '1 天'],
    [1505, '1 天 1 小时'],
  ])('%i minutes are %s', (minutes, words) => {
    expect(spanWords(minutes)).toBe(words)
  })

  test('tell what is left of a step, what is near, and what is late', () => {
    expect(dueWords(inMinutes(80), now)).toEqual({ words: '还剩 1 小时 20 分', tone: 'moving' })
    expect(dueWords(inMinutes(5), now)).toEqual({ words: '还剩 5 分', tone: 'attention' })
    expect(dueWords(inMinutes(-12), now)).toEqual({ words: '超时 12 分', tone: 'overdue' })
  })

  test('tell how old something is', () => {
    expect(agoWords(now, now)).toBe('刚刚')
    expect(agoWords(inMinutes(-5), now)).toBe('5 分钟前')
    expect(agoWords(inMinutes(-90), now)).toBe('今天 12:30')
  })
})

test('counters end at 999+', () => {
  expect([0, 999, 1000].map(countWords)).toEqual(['0', '999', '999+'])
})

test('the months go back over the turn of the year, by the business day', () => {
  const newYear = new Date('2026-12-31T16:30:00Z')
  expect(monthsUpTo(newYear, 3)).toEqual(['2027-01', '2026-12', '2026-11'])
  expect(monthWords('2026-11')).toBe('2026年11月')
})

test('skills are named as the company names its services, once each', () => {
  const services = [
    { name: '空调维修', businessType: 'repair.aircon' },
    { name: '洗衣机维修', businessType: 'repair.washer' },
  ]
  expect(skillWords(['repair', 'repair.aircon', 'install'], services)).toEqual(['空调维修', '洗衣机维修', 'install'])
  expect(skillWords(['rep'], services)).toEqual(['rep'])
})

test('who may not call does not see: the contract decides what the console offers', () => {
  expect(mayCall(['dispatcher'], dispatchApi.assign)).toBe(true)
  expect(mayCall(['dispatcher'], dispatchApi.setWeights)).toBe(false)
  expect(mayCall(['engineer', 'admin'], deadLettersApi.list)).toBe(true)
  expect(mayCall([], deadLettersApi.list)).toBe(false)
})
