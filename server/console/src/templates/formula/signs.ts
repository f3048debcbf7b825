import { overItems } from '../../../../../shared/templates/logic'
import { operatorList } from '../../../../../shared/templates/operatorList'

/** Operators written between their parts, by how tightly they bind; the others are written `名称(…, …)`. */
export const infix: Readonly<Record<string, { sign: string; binds: number; isChain?: boolean }>> = {
  or: { sign: '或', binds: 1, isChain: true },
  and: { sign: '且', binds: 2, isChain: true },
  '==': { sign: '=', binds: 3 },
  '!=': { sign: '≠', binds: 3 },
  '>': { sign: '>', binds: 3 },
  '>=': { sign: '≥', binds: 3 },
  '<': { sign: '<', binds: 3 },
  '<=': { sign: '≤', binds: 3 },
  '+': { sign: '+', binds: 4, isChain: true },
  '-': { sign: '-', binds: 4 },
  '*': { sign: '×', binds: 5, isChain: true },
  '/': { sign: '÷', binds: 5 },
}

/** What people type for the same. */
const spelled: Readonly<Record<string, string>> = {
  '*': '*',
  '/': '/',
  '==': '==',
  '!=': '!=',
  '>=': '>=',
  '<=': '<=',
  '＋': '+',
  '－': '-',
  '＝': '==',
  '＞': '>',
  '＜': '<',
  '||': 'or',
  '&&': 'and',
}

/** Operator by the sign between its parts. */
export const operatorOfSign: Readonly<Record<string, string>> = {
  ...spelled,
  ...Object.fromEntries(Object.entries(infix).map(([name, { sign }]) => [sign, name])),
}

/** Inside these, names mean parts of an item: only JSON can say that clearly. */
export const isItemWise = (name: string): boolean => (overItems as readonly string[]).includes(name)

export const functions = operatorList.filter(
  ({ name }) => !(name in infix) && !isItemWise(name) && !['var', 'missing', 'missing_some', 'log'].includes(name),
)
const bySign = new Map(functions.map(({ name, sign }) => [sign, name]))
const byName = new Map(functions.map(({ name, sign }) => [name, sign]))

export const functionOfSign = (sign: string): string | undefined => bySign.get(sign)
export const signOfFunction = (name: string): string | undefined => byName.get(name)

/** Words for values that are no text and no number. */
export const constants: Readonly<Record<string, null | boolean>> = { 空: null, 是: true, 否: false }
