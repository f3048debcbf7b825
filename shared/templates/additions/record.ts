import type { Logic } from '../conditions'
import { isRecord } from '../kinds/record'

export const operatorGroups = [
  '比较',
  '逻辑',
  '取值',
  '是否填写',
  '文字',
  '数字',
  '列表',
  '表格',
  '日期',
  '地区',
] as const

/** What an operator is about or gives; `any` where it takes what comes. */
export type LogicType = 'any' | 'yesNo' | 'text' | 'number' | 'date' | 'list' | 'rows' | 'region'

/** One operator as the designer shows it. */
export type OperatorRecord = {
  name: string
  /** 等于, 相隔天数 ... */
  sign: string
  /** `{1} 等于 {2}`; `{…}` where any number follows. */
  phrase: string
  group: (typeof operatorGroups)[number]
  /** What its first argument is. */
  takes: LogicType
  gives: LogicType
  /** Fewest and most arguments. */
  arity: readonly [number, number]
  /** Computed over `exampleData` at `exampleAt`, it gives the result. */
  example: Logic
  result: unknown
}
export type Addition = OperatorRecord & { run: (...args: unknown[]) => unknown }

/** Monday. */
export const exampleAt = '2026-11-23T09:30:00+08:00'
export const exampleData = {
  symptom: '漏水',
  note: null,
  floor: 12,
  parts: [
    { name: '风扇', quantity: 2, price: 45 },
    { name: '螺丝', quantity: 7, price: 0.5 },
  ],
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/
/** A finite number or text that is one; null otherwise. */
export const numberOf = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : null
}

/** Text and numbers as text; nothing for everything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** A list as it is, nothing as no item, one value as a list of it. */
export const itemsOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value
  return value === null || value === undefined || value === '' ? [] : [value]
}

/** Nothing said: no value, no text, an empty list, a record with nothing in it. */
export const isNothing = (value: unknown): boolean => {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.keys(value).length === 0
}
