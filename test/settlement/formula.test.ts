import { Decimal } from 'decimal.js'
import { checkFormula, evaluate, spell, type Variables } from '../../shared/settlement/formula'
import { parseFormula } from '../../shared/settlement/formulaSyntax'
import { decimal, type Fraction, show } from '../../shared/settlement/fraction'
import * as fc from '../support/random'

const Wide = Decimal.clone({ precision: 300 })
const figures = { 基础费用: '135', 区域系数: '1.25', 零: '0' }
const variables: Variables = new Map(
  Object.entries(figures).map(([name, shown]) => [name, { value: decimal(shown), shown }]),
)
const valueIn = (text: string): string => show(evaluate(parseFormula(text), variables))

describe('a formula', () => {
  test.each([
    ['基础费用*区域系数', '168.75'],
    ['（基础费用＋１－1）×２÷2', '135'],
    ['1/3*3', '1'],
    ['0.1+0.2', '0.3'],
    ['2+3*4-10/4', '11.5'],
    ['10-3-2', '5'],
    ['100/10/2', '5'],
    ['-2*-3', '6'],
    ['--2', '2'],
    ['min(3, 1, 2)+max(3, 1, 2)', '4'],
    ['round(2.5)+round(-2.5)', '0'],
    ['floor(-1.5)', '-2'],
    ['ceil(-1.5)', '-1'],
    ['ceil(1.0001)', '2'],
    ['if(基础费用>=135, 1, 2)', '1'],
    ['if(区域系数==1.250, 1, 1/零)', '1'],
    ['if(区域系数≠1.25, 1/零, 2)', '2'],
    ['(2>1)*5+(2<1)*7', '5'],
    ['1/3', '≈0.333333'],
  ])('%s is %s', (text, expected) => {
    expect(valueIn(text)).toBe(expected)
  })

  test('is spelt with its figures', () => {
    expect(spell(parseFormula('基础费用*区域系数-(-1)'), variables)).toBe('基础费用 135 × 区域系数 1.25 - (-1)')
    expect(spell(parseFormula('if(零>=1,-2,max(3, 4))'), variables)).toBe('如果(零 0 ≥ 1, -2, 取大(3, 4))')
  })

  test.each([
    ['', 'syntax'],
    ['1+', 'syntax'],
    ['1 2', 'syntax'],
    ['(1', 'syntax'],
    ['1)', 'syntax'],
    ['1<2<3', 'syntax'],
    ['min', 'syntax'],
    ['min()', 'syntax'],
    ['if(1,2)', 'syntax'],
    ['round(1,2)', 'syntax'],
    ['1.2.3', 'syntax'],
    ['1e9', 'syntax'],
    ['基础费用.constructor', 'syntax'],
    ['基础费用["a"]', 'syntax'],
    ['`1`', 'syntax'],
    ['a=1', 'syntax'],
    ['1;2', 'syntax'],
    ['2**3', 'syntax'],
    ['constructor', 'unknown_name'],
    ['__proto__', 'unknown_name'],
    ['toString', 'unknown_name'],
    ['constructor(1)', 'unknown_name'],
    ['eval(1)', 'unknown_name'],
    ['Math', 'unknown_name'],
    ['没有这个', 'unknown_name'],
    ['1'.repeat(21), 'too_large'],
    ['1+'.repeat(300), 'too_large'],
    ['1+'.repeat(600), 'too_long'],
    ['('.repeat(100), 'too_deep'],
    ['-'.repeat(100), 'too_deep'],
    ['max('.repeat(60), 'too_deep'],
  ])('refuses %s', (text, code) => {
    expect(checkFormula(text, new Set(['基础费用'])).map(problem => problem.code)).toEqual([code])
  })

  test('names every unknown name, and accepts known ones', () => {
    expect(checkFormula('甲+乙*甲+丙', new Set(['丙'])).map(({ name }) => name)).toEqual(['甲', '乙'])
    expect(checkFormula('甲+乙', new Set(['甲', '乙']))).toEqual([])
  })

  test('stays within bounds at its largest', () => {
    const largest = Array.from({ length: 90 }, () => '9999999999').join('*')
    expect(String(evaluate(parseFormula(largest), variables).num)).toHaveLength(900)
  })

  test('has the value an independent calculation gives', () => {
    fc.assert(
      fc.property(expression, ({ text, value }) => {
        const result = evaluate(parseFormula(text), variables)
        expect(asDecimal(result).minus(value).abs().lessThan('1e-200')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

/** A formula as text, and what it is worth by long decimals: grown side by side, without our parser. */
type Expression = { text: string; value: Decimal }
const asDecimal = ({ num, den }: Fraction): Decimal => new Wide(num.toString()).div(den.toString())

const number = fc.tuple(fc.nat(9999), fc.nat(99)).map(([n, places]): Expression => {
  const text = `${n}.${String(places).padStart(2, '0')}`
  return { text, value: new Wide(text) }
})
const name = fc
  .constantFrom(...Object.entries(figures))
  .map(([text, value]): Expression => ({ text, value: new Wide(value) }))

const sum = (a: Expression, b: Expression) => ({ text: `${a.text}+${b.text}`, value: a.value.plus(b.value) })
const difference = (a: Expression, b: Expression) => ({
  text: `${a.text} - (${b.text})`,
  value: a.value.minus(b.value),
})
const product = (a: Expression, b: Expression) => ({ text: `(${a.text})*(${b.text})`, value: a.value.times(b.value) })
const quotient = (a: Expression, b: Expression) =>
  b.value.isZero() ? a : { text: `((${a.text})/(${b.text}))`, value: a.value.div(b.value) }
const larger = (a: Expression, b: Expression) => ({
  text: `max(${a.text}, ${b.text})`,
  value: Wide.max(a.value, b.value),
})
const rounded = (a: Expression) => ({
  text: `round(${a.text})`,
  value: a.value.toDecimalPlaces(0, Decimal.ROUND_HALF_UP),
})
const chosen = (a: Expression, b: Expression) => ({
  text: `if(${a.text} < ${b.text}, ${b.text}, -(${a.text}))`,
  value: a.value.lessThan(b.value) ? b.value : a.value.negated(),
})

const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    number,
    name,
    fc
      .tuple(
        fc.constantFrom(sum, difference, product, quotient, larger, rounded, chosen),
        tie('expression'),
        tie('expression'),
      )
      .map(([grow, a, b]) => grow(a, b)),
  ),
}))
