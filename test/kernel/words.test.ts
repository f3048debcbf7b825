import {
  agoWords,
  dayWords,
  dueWords,
  moneyWords,
  runningWords,
  spanWords,
  timeWords,
  windowWords,
} from '../../shared/words'
import * as fc from '../support/random'

const now = new Date('2026-11-22T14:00:00+08:00')
const at = (wire: string) => new Date(wire)

describe('times as people say them', () => {
  it.each([
    ['2026-11-22T00:00:00+08:00', '今天'],
    ['2026-11-22T23:59:59+08:00', '今天'],
    ['2026-11-23T00:00:00+08:00', '明天'],
    ['2026-11-21T23:59:59+08:00', '昨天'],
    ['2026-11-24T09:00:00+08:00', '11月24日'],
    ['2027-01-03T09:00:00+08:00', '2027年1月3日'],
  ])('calls the day of %s %s', (wire, words) => {
    expect(dayWords(at(wire), now)).toBe(words)
  })

  it('names the day by the business zone, wherever the phone is', () => {
    expect(timeWords(at('2026-11-22T16:30:00Z'), now)).toBe('明天 00:30')
  })

  it('names the day of a window once', () => {
    const from = at('2026-11-23T14:00:00+08:00')
    expect(windowWords(from, at('2026-11-23T16:00:00+08:00'), now)).toBe('明天 14:00–16:00')
    expect(windowWords(from, at('2026-11-24T09:00:00+08:00'), now)).toBe('明天 14:00–11月24日 09:00')
    expect(windowWords(from, null, now)).toBe('明天 14:00')
  })

  it.each([
    [0, '不到 1 分'],
    [59, '59 分'],
    [60, '1 小时'],
    [80, '1 小时 20 分'],
    [24 * 60, '1 天'],
    [50 * 60, '2 天 2 小时'],
  ])('says %s minutes as %s', (minutes, words) => {
    expect(spanWords(minutes)).toBe(words)
  })

  it.each([
    ['2026-11-22T15:20:00+08:00', '还剩 1 小时 20 分', 'moving'],
    ['2026-11-22T14:05:00+08:00', '还剩 5 分', 'attention'],
    ['2026-11-22T13:48:00+08:00', '超时 12 分', 'overdue'],
  ])('counts down to %s', (wire, words, tone) => {
    expect(dueWords(at(wire), now)).toEqual({ words, tone })
  })

  it('says how old something is, then when it was', () => {
    expect(agoWords(at('2026-11-22T13:59:40+08:00'), now)).toBe('刚刚')
    expect(agoWords(at('2026-11-22T13:30:00+08:00'), now)).toBe('30 分钟前')
    expect(agoWords(at('2026-11-22T09:05:00+08:00'), now)).toBe('09:05')
    expect(agoWords(at('2026-11-21T09:05:00+08:00'), now)).toBe('昨天 09:05')
  })

  it('runs a clock', () => {
    expect(runningWords(65)).toBe('01:05')
    expect(runningWords(3729)).toBe('1:02:09')
  })
})

describe('money', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123450, '¥1,234.50'],
    [-5, '-¥0.05'],
    [123456789012, '¥1,234,567,890.12'],
  ])('shows %s fen as %s', (fen, words) => {
    expect(moneyWords(fen)).toBe(words)
  })

  it('never loses a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }), fen => {
        const digits = moneyWords(fen).replace(/[^\d-]/g, '')
        expect(Number(digits)).toBe(fen)
      }),
    )
  })
})
