import { type CodeNames, noNames } from '../codeNames'
import { refuse, refuseUnless } from '../kernel/refusal'

export type TimeBand = 'normal' | 'night' | 'restday' | 'holiday'
export type MatrixRow = {
  /** `*`, or the first two, four or six digits of a region code. */
  region: string
  time: '*' | TimeBand
  /** `*`, or a dotted business type or the beginning of one. */
  business: string
  baseFen: number
  /** A decimal string: `1.25`. */
  factor: string
}
export const timeBandNames: Record<TimeBand, string> = {
  normal: '平时',
  night: '夜间',
  restday: '休息日',
  holiday: '法定节假日',
}
export type RateIndex = ReadonlyMap<string, MatrixRow>
export type RateQuery = { regionCode: string; timeBand: TimeBand; businessType: string }

const keyOf = (region: string, time: string, business: string): string => `${region} / ${time} / ${business}`
export const rowName = (row: MatrixRow): string => keyOf(row.region, row.time, row.business)

/** A row of the price table as people read it: 「浙江省杭州市西湖区，不限时段，空调维修」; a code without a name stays. */
export const rowWords = ({ region, time, business }: Omit<MatrixRow, 'baseFen' | 'factor'>, names: CodeNames): string =>
  [
    region === '*' ? '全国' : (names.get(region) ?? region),
    time === '*' ? '不限时段' : timeBandNames[time],
    business === '*' ? '不限业务' : (names.get(business) ?? business),
  ].join('，')

/** The names of rows that stand in the matrix more than once. */
export const repeatedRows = (matrix: readonly MatrixRow[]): string[] => {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const name of matrix.map(rowName)) (seen.has(name) ? repeated : seen).add(name)
  return [...repeated]
}

/** One look at a Map per candidate key, at most some dozens, however many rows there are. Refuses `settlement.ambiguous`. */
export const indexRates = (matrix: readonly MatrixRow[]): RateIndex => {
  const [row] = repeatedRows(matrix)
  refuseUnless(row === undefined, 'settlement.ambiguous', { row })
  return new Map(matrix.map(entry => [rowName(entry), entry]))
}

const regionsFor = (code: string): string[] => [code, code.slice(0, 4), code.slice(0, 2), '*']
/** `repair.aircon` -> `repair.aircon`, `repair`, `*`. */
const businessesFor = (type: string): string[] => {
  const parts = type.split('.')
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('.')), '*']
}

/** The row of the longest region, then the deepest business, then the exact time over `*`; `settlement.no_rate` otherwise. */
export const rateFor = (index: RateIndex, query: RateQuery, names = noNames): MatrixRow => {
  const businesses = businessesFor(query.businessType)
  for (const region of regionsFor(query.regionCode)) {
    for (const business of businesses) {
      const row = index.get(keyOf(region, query.timeBand, business)) ?? index.get(keyOf(region, '*', business))
      if (row) return row
    }
  }
  const { regionCode: region, timeBand: time, businessType: business } = query
  return refuse('settlement.no_rate', { ...query, row: rowWords({ region, time, business }, names) })
}
