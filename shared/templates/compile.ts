import { refuse, refuseUnless } from '../kernel/refusal'
import { toWire, toWireOrNull } from '../kernel/time'
import type { Logic } from './conditions'
import { operationOf } from './logic'
import { type Operators, plainText, truthy } from './operators'

/** One evaluation: what is left of its steps, and the instant that operators of time take for now. */
export type Run = { stepsLeft: number; at: string | null }
/** Logic as a closure; mini-programs forbid code from text. */
export type Compiled = (data: unknown, run: Run) => unknown

type Part = { run: Compiled; nodes: number; isConstant: boolean }
type Compile = (logic: Logic) => Part
type Special = (args: readonly Part[]) => Compiled

const isAbsent = (value: unknown): boolean => value === null || value === undefined

const spend = (run: Run, steps: number): void => {
  run.stepsLeft -= steps
  if (run.stepsLeft < 0) refuse('logic.too_large')
}

/** Levels of lists within lists. */
const MAX_NESTING = 64

/** What reading a value costs: long texts and lists are paid for by length. Most values are neither. */
const pay = (value: unknown, run: Run, nesting = 0): void => {
  if (typeof value === 'string') {
    if (value.length > 64) spend(run, value.length >> 6)
  } else if (Array.isArray(value)) {
    refuseUnless(nesting < MAX_NESTING, 'logic.too_large')
    spend(run, value.length)
    for (const item of value) if (typeof item === 'object') pay(item, run, nesting + 1)
  }
}

/** One step of `service.pauses.0.from`: only what the data itself holds, never what its prototype offers. */
const stepInto = (data: unknown, key: string): unknown =>
  !isAbsent(data) && Object.hasOwn(data as object, key) ? (data as Record<string, unknown>)[key] : undefined

const lookUp = (data: unknown, path: unknown, fallback: unknown = null): unknown => {
  if (isAbsent(path) || path === '') return data
  let found: unknown = data
  for (const key of String(path).split('.')) {
    found = stepInto(found, key)
    if (found === undefined) return fallback
  }
  return found
}

const missingFrom = (data: unknown, keys: readonly unknown[], run: Run): unknown[] => {
  pay(keys, run)
  return keys.filter(key => {
    pay(key, run)
    const value = lookUp(data, plainPath(key))
    return isAbsent(value) || value === ''
  })
}

/** A list as a path is its items with commas, as everywhere in JsonLogic. */
const plainPath = (path: unknown): unknown => (typeof path === 'object' && path !== null ? plainText(path) : path)

const all = (args: readonly Part[], data: unknown, run: Run): unknown[] => args.map(arg => arg.run(data, run))

const variable: Special = args => {
  const [path, fallback] = args
  const literal = path?.isConstant ? plainPath(path.run(null, { stepsLeft: 0, at: null })) : null
  if (fallback || isAbsent(literal) || literal === '') {
    return (data, run) => {
      const found = path?.run(data, run)
      pay(found, run)
      return lookUp(data, plainPath(found), fallback?.run(data, run))
    }
  }
  const keys = String(literal).split('.')
  const [only] = keys
  if (keys.length === 1 && only !== undefined) return data => stepInto(data, only) ?? null
  return data => {
    let found = data
    for (const key of keys) found = stepInto(found, key)
    return found ?? null
  }
}

/** Walks until one argument decides; the last one otherwise. */
const firstThat = (decides: (value: unknown) => boolean): Special => {
  return args => (data, run) => {
    let value: unknown
    for (const arg of args) {
      value = arg.run(data, run)
      if (decides(value)) return value
    }
    return value
  }
}

const choose: Special = args => (data, run) => {
  for (let at = 0; at + 1 < args.length; at += 2) {
    if (truthy(args[at]?.run(data, run))) return args[at + 1]?.run(data, run)
  }
  return args.length % 2 === 1 ? args.at(-1)?.run(data, run) : null
}

const listIn = (list: Part | undefined, data: unknown, run: Run): unknown[] => {
  const found = list?.run(data, run)
  return Array.isArray(found) ? found : []
}

type Judge = (item: unknown) => unknown
/** An operator over the items of a list; every item costs as much as what is computed for it. */
const overList =
  (work: (list: unknown[], judge: Judge) => unknown): Special =>
  ([list, body]) =>
  (data, run) =>
    work(listIn(list, data, run), item => {
      spend(run, body?.nodes ?? 1)
      return body?.run(item, run)
    })

const reduce: Special =
  ([list, body, start]) =>
  (data, run) => {
    let accumulator = start ? start.run(data, run) : null
    for (const current of listIn(list, data, run)) {
      spend(run, body?.nodes ?? 1)
      accumulator = body?.run({ current, accumulator }, run)
    }
    return accumulator
  }

const missingSome: Special = args => (data, run) => {
  const [needed, keys] = all(args, data, run)
  const wanted = Array.isArray(keys) ? keys : [keys]
  const missing = missingFrom(data, wanted, run)
  return wanted.length - missing.length >= Number(typeof needed === 'object' ? Number.NaN : needed) ? [] : missing
}

/** The operators that see the data or the run, or decide which of their arguments are computed. */
const specials: Readonly<Record<string, Special>> = {
  if: choose,
  '?:': choose,
  and: firstThat(value => !truthy(value)),
  or: firstThat(truthy),
  var: variable,
  missing: args => (data, run) => {
    const keys = all(args, data, run)
    return missingFrom(data, Array.isArray(keys[0]) ? keys[0] : keys, run)
  },
  missing_some: missingSome,
  filter: overList((list, judge) => list.filter(item => truthy(judge(item)))),
  map: overList((list, judge) => list.map(judge)),
  reduce,
  all: overList((list, judge) => list.length > 0 && list.every(item => truthy(judge(item)))),
  none: overList((list, judge) => !list.some(item => truthy(judge(item)))),
  some: overList((list, judge) => list.some(item => truthy(judge(item)))),
  now: () => (_, run) => toWireOrNull(nowOf(run)),
  today: () => (_, run) => {
    const now = nowOf(run)
    return now && toWire(now).slice(0, 10)
  },
}

const nowOf = ({ at }: Run): Date | null => {
  const now = new Date(at ?? Number.NaN)
  return Number.isNaN(now.getTime()) ? null : now
}

type Operator = (...args: unknown[]) => unknown
const called = (operator: Operator, args: readonly Part[]): Compiled => {
  const [first, second] = args
  if (args.length === 1 && first) {
    return (data, run) => {
      const value = first.run(data, run)
      pay(value, run)
      return operator(value)
    }
  }
  if (args.length === 2 && first && second) {
    return (data, run) => {
      const one = first.run(data, run)
      const two = second.run(data, run)
      pay(one, run)
      pay(two, run)
      return operator(one, two)
    }
  }
  return (data, run) => {
    const values = all(args, data, run)
    for (const value of values) pay(value, run)
    return operator(...values)
  }
}

export const isSpecial = (name: string): boolean => Object.hasOwn(specials, name)

const constant = (value: unknown, nodes = 1): Part => ({ run: () => value, nodes, isConstant: true })

const compilerFor = (operators: Operators): Compile => {
  const compile: Compile = logic => {
    if (Array.isArray(logic)) {
      const parts = logic.map(compile)
      const nodes = parts.reduce((sum, part) => sum + part.nodes, 1)
      if (parts.every(part => part.isConstant)) return constant(logic, nodes)
      return { run: (data, run) => all(parts, data, run), nodes, isConstant: false }
    }
    const operation = operationOf(logic)
    if (!operation) return constant(logic)
    const args = operation.args.map(compile)
    const nodes = args.reduce((sum, part) => sum + part.nodes, 1)
    return { run: compiledOperation(operation.name, args), nodes, isConstant: false }
  }
  const compiledOperation = (name: string, args: readonly Part[]): Compiled => {
    const special = isSpecial(name) ? specials[name] : undefined
    if (special) return special(args)
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
    return operator ? called(operator, args) : () => refuse('logic.unknown_operator', { operator: name })
  }
  return compile
}

/** Logic that is known to be bounded (`sizeOfLogic`) as a closure that pays for its own nodes. */
export const compileLogic = (logic: Logic, operators: Operators): Compiled => {
  const { run: compiled, nodes, isConstant } = compilerFor(operators)(logic)
  if (isConstant) return compiled
  return (data, run) => {
    spend(run, nodes)
    return compiled(data, run)
  }
}
