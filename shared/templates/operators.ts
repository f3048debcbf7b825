import { refuseUnless } from '../kernel/refusal'

/**
 * The operators of JsonLogic that see only their computed arguments, with the results of its reference implementation
 * (jsonlogic.com/operations.html): JavaScript's loose comparison and number reading, data never called as code.
 */
export type Operators = Readonly<Record<string, (...args: unknown[]) => unknown>>

const MAX_TEXT = 65_536
const MAX_ITEMS = 10_000

export const truthy = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value))

type Primitive = string | number | boolean | null | undefined

/** What JavaScript makes of a value in a comparison, without calling a `toString` that came with the data. */
const primitive = (value: unknown): Primitive => {
  if (Array.isArray(value)) return value.map(item => (item == null ? '' : String(primitive(item)))).join(',')
  return typeof value === 'object' && value !== null ? '[object Object]' : (value as Primitive)
}

const number = (value: unknown): number => Number(primitive(value))
/** Sums read the number a text begins with: `3 台` is 3. */
const leadingNumber = (value: unknown): number => Number.parseFloat(String(primitive(value)))
/** A value as JavaScript would print it in a text. */
export const plainText = (value: unknown): string => String(primitive(value))

const isCompound = (value: unknown): boolean => typeof value === 'object' && value !== null

const looselyEqual = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  if (isCompound(a) && isCompound(b)) return a === b
  if (a == null || b == null) return a == null && b == null
  // biome-ignore lint/suspicious/noDoubleEquals: JsonLogic's == is JavaScript's
  return primitive(a) == primitive(b)
}

const isBefore = (a: unknown, b: unknown): boolean => {
  const [x, y] = [primitive(a), primitive(b)]
  return typeof x === 'string' && typeof y === 'string' ? x < y : Number(x) < Number(y)
}
const isNotAfter = (a: unknown, b: unknown): boolean => {
  const [x, y] = [primitive(a), primitive(b)]
  return typeof x === 'string' && typeof y === 'string' ? x <= y : Number(x) <= Number(y)
}

/** Text and lists cannot be doubled until the memory is gone. */
const boundedText = (value: string): string => {
  refuseUnless(value.length <= MAX_TEXT, 'logic.too_large')
  return value
}
const boundedList = (value: unknown[]): unknown[] => {
  refuseUnless(value.length <= MAX_ITEMS, 'logic.too_large')
  return value
}

const contains = (item: unknown, container: unknown): boolean =>
  Array.isArray(container)
    ? container.includes(item)
    : typeof container === 'string' && container !== '' && container.includes(plainText(item))

const wholeNumber = (value: unknown): number => Math.trunc(number(value)) || 0

const partOf = (source: unknown, start: unknown, length?: unknown): string => {
  const whole = plainText(source)
  const first = wholeNumber(start)
  const from = first < 0 ? Math.max(0, whole.length + first) : first
  if (length === undefined) return whole.slice(from)
  const wanted = wholeNumber(length)
  return wanted < 0 ? whole.slice(from, Math.max(from, whole.length + wanted)) : whole.slice(from, from + wanted)
}

export const standardOperators: Operators = {
  '==': looselyEqual,
  '!=': (a, b) => !looselyEqual(a, b),
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '<': (a, b, c) => isBefore(a, b) && (c === undefined || isBefore(b, c)),
  '<=': (a, b, c) => isNotAfter(a, b) && (c === undefined || isNotAfter(b, c)),
  '>': (a, b) => isBefore(b, a),
  '>=': (a, b) => isNotAfter(b, a),
  '!': value => !truthy(value),
  '!!': truthy,
  '+': (...args) => args.reduce<number>((sum, arg) => sum + leadingNumber(arg), 0),
  '*': (...args) =>
    args.length === 1 ? args[0] : args.reduce<number>((product, arg) => product * leadingNumber(arg), 1),
  '-': (a, b) => (b === undefined ? -number(a) : number(a) - number(b)),
  '/': (a, b) => number(a) / number(b),
  '%': (a, b) => number(a) % number(b),
  min: (...args) => Math.min(...args.map(number)),
  max: (...args) => Math.max(...args.map(number)),
  in: contains,
  cat: (...args) => boundedText(args.map(arg => (arg == null ? '' : plainText(arg))).join('')),
  substr: partOf,
  merge: (...args) => boundedList(args.flatMap(arg => (Array.isArray(arg) ? arg : [arg]))),
  log: value => value,
}
