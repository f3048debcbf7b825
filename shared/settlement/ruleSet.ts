import * as z from 'zod/mini'
import { day, fen, listOf, requiredText } from '../kernel/schema'
import type { RefusalCode } from '../refusals'
import { type Logic, problemsOfLogic } from '../templates/conditions'
import { checkFormula, namesIn } from './formula'
import { isNameable, parseFormula } from './formulaSyntax'
import { type MatrixRow, repeatedRows } from './rates'
import { problemsOfTiers, tiers } from './tiers'

const decimalText = z.string().check(z.regex(/^-?\d{1,9}(\.\d{1,9})?$/, '请填写数字，最多九位小数'))
const factor = z.string().check(z.regex(/^\d{1,9}(\.\d{1,9})?$/, '请填写不小于 0 的数字，最多九位小数'))
const price = fen.check(z.gte(0))
const atMost = (entries: number) =>
  z.refine<Record<string, unknown>>(record => Object.keys(record).length <= entries, `最多 ${entries} 项`)
const code = z.string().check(z.regex(/^[\w-]{1,40}$/, '编码只能用字母、数字、下划线和连字符'))

const matrixRow = z.strictObject({
  region: z.string().check(z.regex(/^(\*|\d{2}|\d{4}|\d{6})$/, '请填写 * 或行政区划代码的前两位、四位或六位')),
  time: z.enum(['*', 'normal', 'night', 'restday', 'holiday']),
  business: z
    .string()
    .check(z.maxLength(100), z.regex(/^(\*|[^\s*.]+(\.[^\s*.]+)*)$/, '请填写 * 或用点分隔的业务类型')),
  baseFen: price,
  factor,
})

const item = z.strictObject({
  code,
  name: requiredText(40),
  /** JsonLogic over the facts; without it the item always applies. */
  when: z.optional(z.unknown()),
  /** A formula in yuan. */
  amount: requiredText(1000),
})

/** A rule set as finance publishes it and as a settled line names its version. Factors and parameters are decimal strings. */
export const ruleSet = z.strictObject({
  /** Days paid as `holiday`; the other days off come from the national calendar. */
  statutoryHolidays: listOf(day, 1000),
  params: z.record(z.string().check(z.maxLength(40)), decimalText).check(atMost(200)),
  matrix: z.array(matrixRow).check(z.minLength(1), z.maxLength(50_000)),
  items: listOf(item, 50),
  overtime: z.optional(
    z.strictObject({
      hourlyFen: price,
      multiplier: z.strictObject({ normal: factor, night: factor, restday: factor, holiday: factor }),
    }),
  ),
  /** Period rewards by code. */
  tiers: z.optional(z.record(code, tiers).check(atMost(50))),
})
export type RuleSet = z.output<typeof ruleSet>
export type Item = { code: string; name: string; when?: Logic; amount: string }

/** What the settlement itself gives to every formula. */
export const builtInNames = ['基础费用', '区域系数', '服务分钟', '加班分钟', '距离公里', '海拔米', '配件金额'] as const

/** `at` is where in the rule set: `items.2.amount`. `details` fill the sentence of the refusal. */
export type RuleSetProblem = {
  code: Extract<RefusalCode, `settlement.${string}`>
  at: string
  details: Record<string, unknown>
}

const invalid = (at: string, reason: string): RuleSetProblem => ({
  code: 'settlement.rule_set_invalid',
  at,
  details: { reason },
})

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]

const matrixProblems = (matrix: readonly MatrixRow[]): RuleSetProblem[] =>
  repeatedRows(matrix).map(row => ({ code: 'settlement.ambiguous', at: 'matrix', details: { row } }))

const nameProblems = ({ params, items }: RuleSet): RuleSetProblem[] => [
  ...Object.keys(params)
    .filter(name => !isNameable(name))
    .map(name => invalid('params', `参数名「${name}」不能用在公式里`)),
  ...repeated(items.map(({ code }) => code)).map(code => invalid('items', `编码「${code}」重复`)),
]

/** An item may speak of the built-in names, the parameters and the items above it, each name meaning one thing. */
const formulaProblems = ({ params, items }: RuleSet): RuleSetProblem[] =>
  items.flatMap(({ amount }, index) => {
    const at = `items.${index}.amount`
    const earlier = items.slice(0, index).map(({ name }) => name)
    const known = [...builtInNames, ...Object.keys(params), ...earlier]
    const problems = checkFormula(amount, new Set(known))
    if (problems.length === 0) {
      const unclear = repeated(known)
      return namesIn(parseFormula(amount))
        .filter(name => unclear.includes(name))
        .map(name => formulaProblem(at, amount, `「${name}」指的不止一项`))
    }
    const later = items.slice(index).map(({ name }) => name)
    return problems.map(problem => {
      const name = later.find(other => other === problem.name)
      return formulaProblem(at, amount, name ? `「${name}」还没有算出来，只能引用上面的项目` : problem.reason)
    })
  })

const formulaProblem = (at: string, formula: string, reason: string): RuleSetProblem => ({
  code: 'settlement.formula_invalid',
  at,
  details: { formula, reason },
})

const conditionProblems = ({ items }: RuleSet): RuleSetProblem[] =>
  items.flatMap(({ when }, index) => problemsOfLogic(when).map(({ reason }) => invalid(`items.${index}.when`, reason)))

const tierProblems = (rules: RuleSet): RuleSetProblem[] =>
  Object.entries(rules.tiers ?? {}).flatMap(([name, definition]) =>
    problemsOfTiers(definition).map(reason => ({
      code: 'settlement.tiers_invalid',
      at: `tiers.${name}`,
      details: { reason },
    })),
  )

/** Everything that refuses publishing, first things first; nothing when the rule set is sound. */
export const problemsOf = (rules: RuleSet): RuleSetProblem[] => [
  ...matrixProblems(rules.matrix),
  ...nameProblems(rules),
  ...formulaProblems(rules),
  ...conditionProblems(rules),
  ...tierProblems(rules),
]
