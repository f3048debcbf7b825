import { Refusal, refuse } from '../kernel/refusal'
import {
  type Formula,
  type FormulaProblemCode,
  type FunctionName,
  isFunctionName,
  type Operator,
  parseFormula,
  type Term,
  tokensOf,
} from './formulaSyntax'
import {
  ceil,
  compare,
  type Fraction,
  floor,
  isZero,
  minus,
  negated,
  over,
  plus,
  round,
  times,
  whole,
  zero,
} from './fraction'

/** `reason` is Chinese, to be shown beside the formula; `name` is the one nobody knows. */
export type FormulaProblem = { code: FormulaProblemCode; reason: string; name?: string }
/** The value of a name, and how people see it: `135.00`. */
export type Variable = { value: Fraction; shown: string }
export type Variables = ReadonlyMap<string, Variable>

const one = whole(1)
const truth = (holds: boolean): Fraction => (holds ? one : zero)

/** Every name a formula speaks of, once. */
export const namesIn = ({ root }: Formula): string[] => {
  const names = (term: Term): string[] => {
    if (term.kind === 'name') return [term.name]
    if (term.kind === 'negate') return names(term.of)
    if (term.kind === 'binary') return [...names(term.left), ...names(term.right)]
    return term.kind === 'call' ? term.args.flatMap(names) : []
  }
  return [...new Set(names(root))]
}

/** What keeps a formula from being published, in the words of the person who writes it; nothing when it is sound. */
export const checkFormula = (text: string, knownNames: ReadonlySet<string>): FormulaProblem[] => {
  try {
    return namesIn(parseFormula(text))
      .filter(name => !knownNames.has(name))
      .map(name => ({ code: 'unknown_name', name, reason: `没有「${name}」这个名称` }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ code: error.details.problem as FormulaProblemCode, reason: String(error.details.reason) }]
  }
}

const binaries: Record<Exclude<Operator, '/'>, (a: Fraction, b: Fraction) => Fraction> = {
  '+': plus,
  '-': minus,
  '*': times,
  '<': (a, b) => truth(compare(a, b) < 0),
  '<=': (a, b) => truth(compare(a, b) <= 0),
  '>': (a, b) => truth(compare(a, b) > 0),
  '>=': (a, b) => truth(compare(a, b) >= 0),
  '==': (a, b) => truth(compare(a, b) === 0),
  '!=': (a, b) => truth(compare(a, b) !== 0),
}

const functions: Record<Exclude<FunctionName, 'if'>, (first: Fraction, rest: Fraction[]) => Fraction> = {
  min: (first, rest) => rest.reduce((least, next) => (compare(next, least) < 0 ? next : least), first),
  max: (first, rest) => rest.reduce((most, next) => (compare(next, most) > 0 ? next : most), first),
  round,
  floor,
  ceil,
}

/**
 * The exact value of a formula: nothing is rounded on the way, only the chosen branch of `if` is computed, a comparison is 1 or 0.
 * Refuses `settlement.division_by_zero`, and `settlement.formula_invalid` for a name without a value.
 */
export const evaluate = ({ text, root }: Formula, variables: Variables): Fraction => {
  const valueOfTerm = (term: Term): Fraction => {
    if (term.kind === 'number') return term.value
    if (term.kind === 'name')
      return variables.get(term.name)?.value ?? refuse('settlement.formula_invalid', nameless(text, term.name))
    if (term.kind === 'negate') return negated(valueOfTerm(term.of))
    if (term.kind === 'call') return called(term.name, term.args)
    const left = valueOfTerm(term.left)
    const right = valueOfTerm(term.right)
    if (term.operator !== '/') return binaries[term.operator](left, right)
    return isZero(right) ? refuse('settlement.division_by_zero', { formula: text }) : over(left, right)
  }
  const called = (name: FunctionName, args: Term[]): Fraction => {
    const [first, ...rest] = args as [Term, ...Term[]]
    const start = valueOfTerm(first)
    if (name !== 'if') return functions[name](start, rest.map(valueOfTerm))
    const [then, otherwise] = rest as [Term, Term]
    return valueOfTerm(isZero(start) ? otherwise : then)
  }
  return valueOfTerm(root)
}

const nameless = (formula: string, name: string) => ({
  formula,
  problem: 'unknown_name',
  reason: `没有「${name}」这个名称`,
})

const SPOKEN: Record<string, string> = { '*': '×', '/': '÷', '==': '=', '!=': '≠', '>=': '≥', '<=': '≤' }
const SPOKEN_FUNCTION: Record<FunctionName, string> = {
  min: '取小',
  max: '取大',
  round: '四舍五入',
  floor: '舍去小数',
  ceil: '进一取整',
  if: '如果',
}

/** The formula with the figures in it: `基础费用 135.00 × 区域系数 1.25`. */
export const spell = (formula: Formula, variables: Variables): string =>
  tokensOf(formula.text)
    .map(({ kind, text: token }) => {
      if (kind === 'name')
        return isFunctionName(token) ? SPOKEN_FUNCTION[token] : `${token} ${variables.get(token)?.shown}`
      if (kind === 'number' || token === '(' || token === ')') return token
      return token === ',' ? ', ' : ` ${SPOKEN[token] ?? token} `
    })
    .join('')
    .replace(/(^|[(,] ?) - /g, '$1-')
