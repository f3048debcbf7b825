import { fenToYuan, roundFen, splitByShares, yuanToFen } from '../../shared/kernel/money'
import { settle } from '../../shared/settlement/charges'
import { decimal, fromFen, toFen } from '../../shared/settlement/fraction'
import { nationalCalendar } from '../../shared/settlement/nationalCalendar'
import { splitLines } from '../../shared/settlement/shares'
import { moneyWords } from '../../shared/words'
import * as fc from '../support/random'
import { factsOf, worked } from './worked'

describe('amounts', () => {
  test.each([
    ['0.5', 1],
    ['-0.5', -1],
    ['0.49999999999999999999', 0],
    ['-0.4', 0],
    ['2.5', 3],
    ['100', 100],
  ])('%s fen is rounded to %d', (exact, fen) => {
    expect(roundFen(exact)).toBe(fen)
  })

  test.each([
    ['1.005', 101],
    ['-1.005', -101],
    ['1234.5', 123_450],
    ['0', 0],
  ])('%s yuan is %d fen', (yuan, fen) => {
    expect(yuanToFen(yuan)).toBe(fen)
  })

  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123_450, '¥1,234.50'],
    [-123_456_789, '-¥1,234,567.89'],
    [99_999, '¥999.99'],
    [100_000_000_000, '¥1,000,000,000.00'],
  ])('%d fen is shown as %s', (fen, shown) => {
    expect(moneyWords(fen)).toBe(shown)
  })

  test('survive the way to yuan and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), fen => {
        expect(yuanToFen(fenToYuan(fen))).toBe(fen)
        expect(toFen(fromFen(fen))).toBe(fen)
      }),
    )
  })

  test('are rounded alike in a formula and outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(99_999), (yuan, places) => {
        const text = `${yuan}.${String(places).padStart(5, '0')}`
        expect(toFen(decimal(text))).toBe(yuanToFen(text))
      }),
    )
  })
})

/** Shares as nine-place decimals that sum to exactly 1. */
const shares = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }).map(weights => {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1
  const parts = weights.map(weight => Math.floor((weight / total) * 1e9))
  const rest = 1e9 - parts.slice(1).reduce((sum, part) => sum + part, 0)
  return [rest, ...parts.slice(1)].map(part => `${Math.floor(part / 1e9)}.${String(part % 1e9).padStart(9, '0')}`)
})

describe('sharing an amount', () => {
  test.each([
    [100, ['0.3333', '0.3333', '0.3334'], [33, 33, 34]],
    [1, ['0.5', '0.5'], [1, 0]],
    [-101, ['0.5', '0.5'], [-51, -50]],
    [7, ['0.1', '0.2', '0.7'], [1, 1, 5]],
    [0, ['0.5', '0.5'], [0, 0]],
    [12_345, ['1'], [12_345]],
  ])('%d fen by %j is %j', (fen, parts, expected) => {
    expect(splitByShares(fen, parts)).toEqual(expected)
  })

  test('adds up to the whole, each part less than a fen from its exact share', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), shares, (fen, given) => {
        const parts = splitByShares(fen, given)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(fen)
        for (const [index, part] of parts.entries())
          expect(Math.abs(part - fen * Number(given[index]))).toBeLessThan(1.001)
      }),
    )
  })

  test.each([
    [['0.5', '0.4']],
    [['0.5', '0.5', '0.1']],
    [['0.3333333333', '0.6666666667']],
    [['1.5', '-0.5']],
    [['abc', '1']],
    [['1e0']],
    [[]],
  ])('refuses shares %j', given => {
    expect(() => splitByShares(100, given)).toThrow(expect.objectContaining({ code: 'settlement.shares_invalid' }))
  })

  test('divides every line of a service among its engineers', () => {
    const { lines, totalFen } = settle(worked.ruleSet, factsOf('into-night'), nationalCalendar)
    const split = splitLines(lines, [
      { payeeId: 'wang', share: '0.7' },
      { payeeId: 'li', share: '0.3' },
    ])
    expect(split.map(({ payeeId, lines }) => [payeeId, lines.map(({ amountFen }) => amountFen)])).toEqual([
      ['wang', [11_813, 3150, 4883]],
      ['li', [5062, 1350, 2092]],
    ])
    const paid = split.flatMap(payee => payee.lines).reduce((sum, { amountFen }) => sum + amountFen, 0)
    expect(paid).toBe(totalFen)
    expect(split[1]?.lines[0]?.why).toMatch(/，分成 0\.3$/)
  })
})
