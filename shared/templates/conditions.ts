import { refuseUnless } from '../kernel/refusal'
import { type Compiled, compileLogic, isSpecial, type Run } from './compile'
import { operationOf, sizeOfLogic } from './logic'
import { type Operators, truthy } from './operators'
import { productOperators } from './productOperators'

/** JsonLogic (jsonlogic.com): a JSON value in which `{"operator": [arguments]}` is computed and all else stands for itself. */
export type Logic = unknown

export type LogicProblem = {
  code: 'too_large' | 'unknown_operator'
  /** Chinese, to be shown beside the rule. */
  reason: string
}

/** A rule over a list runs once per item; this ends a rule that would run for seconds. */
const MAX_STEPS = 100_000

const unknownOperators = (logic: Logic, operators: Operators): string[] => {
  if (Array.isArray(logic)) return logic.flatMap(item => unknownOperators(item, operators))
  const operation = operationOf(logic)
  if (!operation) return []
  const known = isSpecial(operation.name) || Object.hasOwn(operators, operation.name)
  return [...(known ? [] : [operation.name]), ...operation.args.flatMap(arg => unknownOperators(arg, operators))]
}

/** What keeps a condition from being published; nothing when it is sound. */
export const problemsOfLogic = (logic: Logic, operators: Operators = productOperators): LogicProblem[] => {
  if (sizeOfLogic(logic) === null) return [{ code: 'too_large', reason: '条件过于复杂，请拆分' }]
  return unknownOperators(logic, operators).map(name => ({ code: 'unknown_operator', reason: `没有运算「${name}」` }))
}

/** Refuses `logic.too_large` beyond 64 levels or 5,000 nodes. What it gives refuses a hundred thousand steps and unknown operators. */
export const prepareLogic = (logic: Logic, operators: Operators = productOperators): Compiled => {
  refuseUnless(sizeOfLogic(logic) !== null, 'logic.too_large')
  return compileLogic(logic, operators)
}

export const newRun = (at: string | null = null, steps = MAX_STEPS): Run => ({ stepsLeft: steps, at })

/**
 * The value of a JsonLogic expression over JSON data. `operators` replaces the product's table.
 * Refuses `logic.too_large` beyond 64 levels, 5,000 nodes or 100,000 steps, `logic.unknown_operator` for one nobody knows.
 */
export const evaluateLogic = (logic: Logic, data: unknown, operators?: Operators, at?: string): unknown =>
  prepareLogic(logic, operators)(data, newRun(at))

/** Whether a condition holds: empty lists, empty text, 0 and null do not (jsonlogic.com/truthy.html). */
export const evaluateCondition = (logic: Logic, data: unknown, operators?: Operators): boolean =>
  truthy(evaluateLogic(logic, data, operators))
