import {
  indexRates,
  type MatrixRow,
  type RateQuery,
  rateFor,
  rowName,
  type TimeBand,
} from '../../shared/settlement/rates'
import * as fc from '../support/random'
import { worked } from './worked'

const bands: TimeBand[] = ['normal', 'night', 'restday', 'holiday']
const regionCode = fc.constantFrom('330106', '330108', '330203', '540102', '110105')
const businessType = fc.constantFrom('repair.aircon.split', 'repair.aircon', 'repair.tv', 'repair', 'install')
const row = fc.record({
  region: fc.oneof(
    fc.constant('*'),
    fc.tuple(regionCode, fc.constantFrom(2, 4, 6)).map(([code, digits]) => code.slice(0, digits)),
  ),
  time: fc.constantFrom('*' as const, ...bands),
  business: fc.oneof(fc.constant('*'), businessType),
  baseFen: fc.nat(100_000),
  factor: fc.constant('1'),
})
const matrix = fc.uniqueArray(row, { selector: rowName, maxLength: 60 })
const query = fc.record({ regionCode, timeBand: fc.constantFrom(...bands), businessType })

const matches = ({ region, time, business }: MatrixRow, { regionCode, timeBand, businessType }: RateQuery): boolean =>
  (region === '*' || regionCode.startsWith(region)) &&
  (time === '*' || time === timeBand) &&
  (business === '*' || businessType === business || businessType.startsWith(`${business}.`))

const length = (text: string): number => (text === '*' ? 0 : text.length)
const depth = (business: string): number => (business === '*' ? 0 : business.split('.').length)

/** The rule as it is written down: all rows that match, the most specific first. */
const scan = (rows: readonly MatrixRow[], asked: RateQuery): MatrixRow | undefined =>
  rows
    .filter(candidate => matches(candidate, asked))
    .sort(
      (a, b) =>
        length(b.region) - length(a.region) ||
        depth(b.business) - depth(a.business) ||
        Number(b.time !== '*') - Number(a.time !== '*'),
    )[0]

describe('the price matrix', () => {
  test('finds what a scan of every row finds', () => {
    fc.assert(
      fc.property(matrix, query, (rows, asked) => {
        const expected = scan(rows, asked)
        const index = indexRates(rows)
        if (expected) expect(rateFor(index, asked)).toEqual(expected)
        else expect(() => rateFor(index, asked)).toThrow(expect.objectContaining({ code: 'settlement.no_rate' }))
      }),
      { numRuns: 1000 },
    )
  })

  test('does not take the beginning of a word for a business type', () => {
    const rows = [{ region: '*', time: '*' as const, business: 'repair', baseFen: 1, factor: '1' }]
    const asked = { regionCode: '330106', timeBand: 'normal' as const, businessType: 'repairs' }
    expect(() => rateFor(indexRates(rows), asked)).toThrow(expect.objectContaining({ code: 'settlement.no_rate' }))
  })

  test('refuses two rows with the same key, whatever their price', () => {
    const [first] = worked.ruleSet.matrix as [MatrixRow]
    expect(() => indexRates([...worked.ruleSet.matrix, { ...first, baseFen: 1 }])).toThrow(
      expect.objectContaining({ code: 'settlement.ambiguous', details: { row: '* / * / *' } }),
    )
  })
})
