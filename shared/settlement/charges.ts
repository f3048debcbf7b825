import { noNames } from '../codeNames'
import { fenToYuan } from '../kernel/money'
import { refuse, refuseUnless } from '../kernel/refusal'
import { evaluateCondition, type Logic } from '../templates/conditions'
import { type Facts, visitOf } from './facts'
import { evaluate, spell, type Variable } from './formula'
import { type Formula, parseFormula } from './formulaSyntax'
import { decimal, equals, type Fraction, fromFen, over, plus, show, times, toFen, whole, zero } from './fraction'
import { indexRates, type RateIndex, rateFor, rowWords, type TimeBand, timeBandNames } from './rates'
import { problemsOf, type RuleSet } from './ruleSet'
import { bandAt, minutesOf, overtimeByBand, type RestDayCalendar, workedIntervals } from './timeBands'

export type ChargeLine = {
  /** The item's code, or `overtime.<band>`. */
  code: string
  name: string
  amountFen: number
  /** Overtime only. */
  minutes?: number
  /** One Chinese sentence with the figures. */
  why: string
}
export type Settlement = {
  timeBand: TimeBand
  workedMinutes: number
  overtimeMinutes: number
  lines: ChargeLine[]
  totalFen: number
}

type PreparedItem = { code: string; name: string; when?: Logic; formula: Formula }
/** A sound rule set with its matrix indexed and its formulas read: prepare once, settle many. */
export type PreparedRuleSet = {
  rates: RateIndex
  statutoryHolidays: ReadonlySet<string>
  params: readonly (readonly [string, Variable])[]
  items: readonly PreparedItem[]
  overtime: RuleSet['overtime']
}

/** Ten million yuan: what lies beyond is a slip in a formula. */
const MAX_LINE_FEN = 1_000_000_000
/** Refuses with the first of `problemsOf` (`settlement.ambiguous`, `.formula_invalid`, `.tiers_invalid`, `.rule_set_invalid`). */
export const prepareRuleSet = (rules: RuleSet): PreparedRuleSet => {
  const [problem] = problemsOf(rules)
  if (problem) return refuse(problem.code, { at: problem.at, ...problem.details })
  return {
    rates: indexRates(rules.matrix),
    statutoryHolidays: new Set(rules.statutoryHolidays),
    params: Object.entries(rules.params).map(([name, shown]) => [name, { value: decimal(shown), shown }]),
    items: rules.items.map(({ amount, ...item }) => ({ ...item, formula: parseFormula(amount) })),
    overtime: rules.overtime,
  }
}

const inYuan = (fen: number): Variable => ({ value: fromFen(fen), shown: fenToYuan(fen) })
const plain = (value: Fraction): Variable => ({ value, shown: show(value) })
/** Measures are exact to six decimals: a millimetre of a kilometre. */
const measured = (value: number): Variable => plain(decimal(value.toFixed(6)))

const partsAmount = (parts: Facts['parts']): Fraction =>
  parts.reduce(
    (sum, { quantity, unitPriceFen }) => plus(sum, times(decimal(quantity.toFixed(6)), fromFen(unitPriceFen))),
    zero,
  )

const exactYuan = (amount: Fraction): Variable => {
  const fen = toFen(amount)
  return equals(fromFen(fen), amount) ? inYuan(fen) : plain(amount)
}

const lineFen = (yuan: Fraction, formula: string): number => {
  const fen = toFen(yuan)
  refuseUnless(Math.abs(fen) <= MAX_LINE_FEN, 'settlement.formula_invalid', { formula, reason: '结果太大' })
  return fen
}

/** `= 168.75 元`, or both figures when the line was rounded. */
const resultOf = (yuan: Fraction, fen: number): string => {
  const rounded = `${fenToYuan(fen)} 元`
  return equals(fromFen(fen), yuan) ? `= ${rounded}` : `= ${show(yuan)}，四舍五入到分 ${rounded}`
}

const namesRate = (formula: Formula): boolean => /基础费用|区域系数/.test(formula.text)

/** `row` as `rowWords` says it. */
const chargeFor = (item: PreparedItem, variables: Map<string, Variable>, row: string): ChargeLine => {
  const yuan = evaluate(item.formula, variables)
  const amountFen = lineFen(yuan, item.formula.text)
  const source = namesRate(item.formula) ? `（价格表：${row}）` : ''
  const why = `${spell(item.formula, variables)} ${resultOf(yuan, amountFen)}${source}`
  return { code: item.code, name: item.name, amountFen, why }
}

/** Items in order; an item that did not apply counts as 0 for those below it. */
const itemCharges = (prepared: PreparedRuleSet, facts: Facts, variables: Map<string, Variable>, row: string) =>
  prepared.items.flatMap(item => {
    const applies = item.when === undefined || evaluateCondition(item.when, facts)
    const line = applies ? chargeFor(item, variables, row) : null
    variables.set(item.name, inYuan(line?.amountFen ?? 0))
    return line ? [line] : []
  })

const overtimeCharges = (overtime: RuleSet['overtime'], minutesByBand: ReadonlyMap<TimeBand, number>): ChargeLine[] => {
  if (!overtime) return []
  const { hourlyFen, multiplier } = overtime
  return (Object.keys(timeBandNames) as TimeBand[]).flatMap(band => {
    const minutes = minutesByBand.get(band) ?? 0
    if (minutes === 0) return []
    const yuan = over(times(times(whole(minutes), fromFen(hourlyFen)), decimal(multiplier[band])), whole(60))
    const formula = `加班 ${minutes} 分钟（${timeBandNames[band]}）× 每小时 ${fenToYuan(hourlyFen)} 元 × ${multiplier[band]} 倍 ÷ 60`
    const amountFen = lineFen(yuan, formula)
    const why = `${formula} ${resultOf(yuan, amountFen)}`
    return [{ code: `overtime.${band}`, name: `加班费（${timeBandNames[band]}）`, amountFen, minutes, why }]
  })
}

/**
 * What one service costs, line by line: exact amounts, rounded once per line, lines of zero left out (domain rules, settlement).
 * Refuses `settlement.no_rate`, `.calendar_missing`, `.facts_invalid`, `.division_by_zero`, `.formula_invalid`.
 */
export const settlePrepared = (
  prepared: PreparedRuleSet,
  facts: Facts,
  calendar: RestDayCalendar,
  names = noNames,
): Settlement => {
  const visit = visitOf(facts)
  const bandRules = { statutoryHolidays: prepared.statutoryHolidays, calendar }
  const timeBand = bandAt(visit.checkInAt, bandRules)
  const { regionCode, businessType, altitudeM } = facts.ticket
  const row = rateFor(prepared.rates, { regionCode, timeBand, businessType }, names)

  const { agreedMinutes, distanceKm } = facts.service
  const worked = workedIntervals(visit)
  const workedMinutes = minutesOf(worked)
  const overtimeMinutes = Math.max(0, workedMinutes - agreedMinutes)
  const variables = new Map<string, Variable>([
    ['基础费用', inYuan(row.baseFen)],
    ['区域系数', plain(decimal(row.factor))],
    ['服务分钟', plain(whole(workedMinutes))],
    ['加班分钟', plain(whole(overtimeMinutes))],
    ['距离公里', measured(distanceKm)],
    ['海拔米', measured(altitudeM)],
    ['配件金额', exactYuan(partsAmount(facts.parts))],
    ...prepared.params,
  ])

  const lines = [
    ...itemCharges(prepared, facts, variables, rowWords(row, names)),
    ...overtimeCharges(prepared.overtime, overtimeByBand(worked, agreedMinutes, bandRules)),
  ].filter(({ amountFen }) => amountFen !== 0)
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { timeBand, workedMinutes, overtimeMinutes, lines, totalFen }
}

/** Prepares a rule set and settles one service: the trial of the console. Refuses as `prepareRuleSet` and `settlePrepared` do. */
export const settle = (rules: RuleSet, facts: Facts, calendar: RestDayCalendar, names = noNames): Settlement =>
  settlePrepared(prepareRuleSet(rules), facts, calendar, names)
