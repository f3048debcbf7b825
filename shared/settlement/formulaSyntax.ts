import { refuse, refuseUnless } from '../kernel/refusal'
import { decimal, type Fraction } from './fraction'

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='
export type Operator = '+' | '-' | '*' | '/' | Comparison
export type FunctionName = 'min' | 'max' | 'round' | 'floor' | 'ceil' | 'if'
export type Term =
  | { kind: 'number'; value: Fraction }
  | { kind: 'name'; name: string }
  | { kind: 'negate'; of: Term }
  | { kind: 'binary'; operator: Operator; left: Term; right: Term }
  | { kind: 'call'; name: FunctionName; args: Term[] }
export type Formula = { text: string; root: Term }
export type Token = { kind: 'number' | 'name' | 'sign'; text: string }
/** Why a formula cannot be read or used. */
export type FormulaProblemCode = 'syntax' | 'unknown_name' | 'ambiguous_name' | 'too_long' | 'too_deep' | 'too_large'

const MAX_LENGTH = 1000
const MAX_TOKENS = 400
const MAX_DEPTH = 32
const MAX_NUMBER_LENGTH = 20
/** How many arguments each function takes: fewest and most. */
const ARITY = { min: [1, 20], max: [1, 20], round: [1, 1], floor: [1, 1], ceil: [1, 1], if: [3, 3] } as const
const NAME = '[A-Za-z_\\u3400-\\u9fff][\\w\\u3400-\\u9fff]*'
const TOKEN = new RegExp(`(\\d+(?:\\.\\d+)?)|(${NAME})|(<=|>=|==|!=|[-+*/(),<>])|\\s+|(.)`, 'gs')
const LEVELS: readonly (readonly string[])[] = [
  ['<', '<=', '>', '>=', '==', '!='],
  ['+', '-'],
  ['*', '/'],
]
/** What a Chinese keyboard types, besides the full-width forms of ASCII. */
const TYPED: Record<string, string> = { '×': '*', '÷': '/', '≥': '>=', '≤': '<=', '≠': '!=' }
const FULL_WIDTH_OFFSET = 0xfee0

const asTyped = (text: string): string =>
  text
    .replace(/[×÷≥≤≠]/g, sign => TYPED[sign] ?? sign)
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(ARITY, name)
/** Whether a formula can speak of something by this name. */
export const isNameable = (name: string): boolean => new RegExp(`^${NAME}$`).test(name) && !isFunctionName(name)

const invalid = (formula: string, problem: FormulaProblemCode, reason: string): never =>
  refuse('settlement.formula_invalid', { formula: formula.slice(0, 100), problem, reason })

/** Splits a formula into tokens; refuses `settlement.formula_invalid` when it is too long or holds a foreign character. */
export const tokensOf = (text: string): Token[] => {
  if (text.length > MAX_LENGTH) return invalid(text, 'too_long', `公式超过 ${MAX_LENGTH} 个字`)
  const tokens: Token[] = []
  for (const [, number, name, sign, foreign] of asTyped(text).matchAll(TOKEN)) {
    if (foreign) return invalid(text, 'syntax', `不认识的字符「${foreign}」`)
    if (number && number.length > MAX_NUMBER_LENGTH) return invalid(text, 'too_large', '数字太长')
    if (number) tokens.push({ kind: 'number', text: number })
    else if (name) tokens.push({ kind: 'name', text: name })
    else if (sign) tokens.push({ kind: 'sign', text: sign })
    if (tokens.length > MAX_TOKENS) return invalid(text, 'too_large', '公式太复杂，请拆成几项')
  }
  return tokens
}

/**
 * Reads `基础费用*区域系数 + max(0, 距离公里-10)`: + - * / ( ), one comparison between two sums, min max round floor ceil if.
 * Length, tokens and depth are bounded. Refuses `settlement.formula_invalid` with `problem` and `reason` in the details.
 */
export const parseFormula = (text: string): Formula => {
  const tokens = tokensOf(text)
  let at = 0
  const peek = (): string => tokens[at]?.text ?? ''
  const take = (expected: string): void => {
    if (peek() !== expected) invalid(text, 'syntax', `第 ${at + 1} 处应为「${expected}」，却是「${peek() || '结尾'}」`)
    at += 1
  }

  const binary = (level: number, depth: number): Term => {
    const operators = LEVELS[level]
    if (!operators) return unary(depth)
    let left = binary(level + 1, depth)
    while (tokens[at]?.kind === 'sign' && operators.includes(peek())) {
      const operator = peek() as Operator
      at += 1
      left = { kind: 'binary', operator, left, right: binary(level + 1, depth) }
      if (level === 0) break
    }
    return left
  }

  const unary = (depth: number): Term => {
    if (depth > MAX_DEPTH) return invalid(text, 'too_deep', '括号层数太多')
    const token = tokens[at]
    at += 1
    if (token?.kind === 'number') return { kind: 'number', value: decimal(token.text) }
    if (token?.kind === 'name') return peek() === '(' ? call(token.text, depth) : named(token.text)
    if (token?.text === '-') return { kind: 'negate', of: unary(depth + 1) }
    if (token?.text !== '(') return invalid(text, 'syntax', `第 ${at} 处缺少数字或名称`)
    const inner = binary(0, depth + 1)
    take(')')
    return inner
  }

  const named = (name: string): Term =>
    isFunctionName(name) ? invalid(text, 'syntax', `「${name}」后面缺少括号`) : { kind: 'name', name }

  const call = (name: string, depth: number): Term => {
    if (!isFunctionName(name)) return invalid(text, 'unknown_name', `没有函数「${name}」`)
    take('(')
    const args = [binary(0, depth + 1)]
    while (peek() === ',') {
      at += 1
      args.push(binary(0, depth + 1))
    }
    take(')')
    const [fewest, most] = ARITY[name]
    if (args.length < fewest || args.length > most) return invalid(text, 'syntax', `「${name}」的参数个数不对`)
    return { kind: 'call', name, args }
  }

  refuseUnless(tokens.length > 0, 'settlement.formula_invalid', {
    formula: text,
    problem: 'syntax',
    reason: '公式是空的',
  })
  const root = binary(0, 0)
  if (at < tokens.length) return invalid(text, 'syntax', `多余的「${peek()}」`)
  return { text, root }
}
