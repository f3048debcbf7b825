import { refuse, refuseUnless } from '../kernel/refusal'
import { type Operators, standardOperators, truthy } from './operators'

/** JsonLogic (jsonlogic.com): a JSON value in which `{"operator": [arguments]}` is computed and all else stands for itself. */
export type Logic = unknown
export type LogicProblem = {
  code: 'too_large' | 'unknown_operator' /** Chinese, to be shown beside the rule. */
  reason: string
}

/** Levels of JSON; an operation with its list of arguments takes two. */
const MAX_DEPTH = 64
const MAX_NODES = 5_000
/** A rule over a list runs once per item; this ends a rule that would run for seconds. */
const MAX_STEPS = 100_000

type Run = { operators: Operators; stepsLeft: number }
type Special = (args: Logic[], data: unknown, run: Run) => unknown
type Operation = { name: string; args: Logic[] }

/** An object with exactly one key is an operation; a single argument may stand without its brackets. */
const operationOf = (logic: Logic): Operation | null => {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null
  const [name, ...others] = Object.keys(logic)
  if (name === undefined || others.length > 0) return null
  const args = (logic as Record<string, Logic>)[name]
  return { name, args: Array.isArray(args) ? args : [args] }
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined

/** Follows `service.pauses.0.from`; only what the data itself holds, never what its prototype offers. */
const lookUp = (data: unknown, path: unknown, fallback: unknown = null): unknown => {
  if (path === undefined || path === null || path === '') return data
  let found: unknown = data
  for (const key of String(path).split('.')) {
    if (isAbsent(found) || !Object.hasOwn(found as object, key)) return fallback
    found = (found as Record<string, unknown>)[key]
  }
  return found === undefined ? fallback : found
}

const missingFrom = (data: unknown, keys: unknown[]): unknown[] =>
  keys.filter(key => {
    const value = lookUp(data, key)
    return isAbsent(value) || value === ''
  })

const listOf = (args: Logic[], data: unknown, run: Run): unknown[] => {
  const list = compute(args[0], data, run)
  return Array.isArray(list) ? list : []
}
const holds = (logic: Logic, data: unknown, run: Run): boolean => truthy(compute(logic, data, run))

/** Walks until one argument decides; the last one otherwise. */
const firstThat = (decides: (value: unknown) => boolean): Special => {
  return (args, data, run) => {
    let value: unknown
    for (const arg of args) {
      value = compute(arg, data, run)
      if (decides(value)) return value
    }
    return value
  }
}

const choose: Special = (args, data, run) => {
  for (let at = 0; at + 1 < args.length; at += 2) {
    if (holds(args[at], data, run)) return compute(args[at + 1], data, run)
  }
  return args.length % 2 === 1 ? compute(args.at(-1), data, run) : null
}

/** The operators that see the data, or decide which of their arguments are computed. */
const specials: Readonly<Record<string, Special>> = {
  if: choose,
  '?:': choose,
  and: firstThat(value => !truthy(value)),
  or: firstThat(truthy),
  var: (args, data, run) => {
    const [path, fallback] = args.map(arg => compute(arg, data, run))
    return lookUp(data, path, fallback)
  },
  missing: (args, data, run) => {
    const keys = args.map(arg => compute(arg, data, run))
    return missingFrom(data, Array.isArray(keys[0]) ? keys[0] : keys)
  },
  missing_some: (args, data, run) => {
    const [needed, keys] = args.map(arg => compute(arg, data, run))
    const wanted = Array.isArray(keys) ? keys : [keys]
    const missing = missingFrom(data, wanted)
    return wanted.length - missing.length >= Number(needed) ? [] : missing
  },
  filter: (args, data, run) => listOf(args, data, run).filter(item => holds(args[1], item, run)),
  map: (args, data, run) => listOf(args, data, run).map(item => compute(args[1], item, run)),
  reduce: (args, data, run) =>
    listOf(args, data, run).reduce<unknown>(
      (accumulator, current) => compute(args[1], { current, accumulator }, run),
      args[2] === undefined ? null : compute(args[2], data, run),
    ),
  all: (args, data, run) => {
    const list = listOf(args, data, run)
    return list.length > 0 && list.every(item => holds(args[1], item, run))
  },
  none: (args, data, run) => !listOf(args, data, run).some(item => holds(args[1], item, run)),
  some: (args, data, run) => listOf(args, data, run).some(item => holds(args[1], item, run)),
}

const compute = (logic: Logic, data: unknown, run: Run): unknown => {
  run.stepsLeft -= 1
  refuseUnless(run.stepsLeft >= 0, 'logic.too_large')
  if (Array.isArray(logic)) return logic.map(item => compute(item, data, run))
  const operation = operationOf(logic)
  if (!operation) return logic
  const { name, args } = operation
  if (Object.hasOwn(specials, name)) return specials[name]?.(args, data, run)
  if (!Object.hasOwn(run.operators, name)) return refuse('logic.unknown_operator', { operator: name })
  return run.operators[name]?.(...args.map(arg => compute(arg, data, run)))
}

/** Whether the tree stays within depth and size; stops counting as soon as it does not. */
const isBounded = (logic: Logic): boolean => {
  let nodesLeft = MAX_NODES
  const fits = (node: Logic, depth: number): boolean => {
    nodesLeft -= 1
    if (nodesLeft < 0 || depth > MAX_DEPTH) return false
    if (typeof node !== 'object' || node === null) return true
    return Object.values(node).every(child => fits(child, depth + 1))
  }
  return fits(logic, 0)
}

const unknownOperators = (logic: Logic, operators: Operators): string[] => {
  if (Array.isArray(logic)) return logic.flatMap(item => unknownOperators(item, operators))
  const operation = operationOf(logic)
  if (!operation) return []
  const known = Object.hasOwn(specials, operation.name) || Object.hasOwn(operators, operation.name)
  return [...(known ? [] : [operation.name]), ...unknownOperators(operation.args, operators)]
}

/** What keeps a condition from being published; nothing when it is sound. */
export const problemsOfLogic = (logic: Logic, operators: Operators = standardOperators): LogicProblem[] => {
  if (!isBounded(logic)) return [{ code: 'too_large', reason: '条件过于复杂，请拆分' }]
  return unknownOperators(logic, operators).map(name => ({ code: 'unknown_operator', reason: `没有运算「${name}」` }))
}

/**
 * The value of a JsonLogic expression over JSON data. `operators` replaces the standard table, to add the product's own.
 * Refuses `logic.too_large` beyond 64 levels, 5,000 nodes or 100,000 steps, `logic.unknown_operator` for one nobody knows.
 */
export const evaluateLogic = (logic: Logic, data: unknown, operators: Operators = standardOperators): unknown => {
  refuseUnless(isBounded(logic), 'logic.too_large')
  return compute(logic, data, { operators, stepsLeft: MAX_STEPS })
}

/** Whether a condition holds: empty lists, empty text, 0 and null do not (jsonlogic.com/truthy.html). */
export const evaluateCondition = (logic: Logic, data: unknown, operators?: Operators): boolean =>
  truthy(evaluateLogic(logic, data, operators))
