import { isRecord } from '../kinds/record'
import { roundTo } from '../rounding'
import { mean, total } from './lists'
import { type Addition, numberOf } from './record'

const about = { group: '表格', takes: 'rows', gives: 'number' } as const

/** The values of one column, row by row; nothing where a row has none. */
const columnOf = (rows: unknown, key: unknown): unknown[] =>
  Array.isArray(rows) && typeof key === 'string'
    ? rows.map(row => (isRecord(row) && Object.hasOwn(row, key) ? (row[key] ?? null) : null))
    : []

const numbersOf = (rows: unknown, key: unknown): number[] =>
  columnOf(rows, key)
    .map(numberOf)
    .filter(value => value !== null)

export const rows: readonly Addition[] = [
  {
    ...about,
    name: 'columnOf',
    sign: '一列',
    phrase: '{1} 的「{2}」列',
    gives: 'list',
    arity: [2, 2],
    example: { columnOf: [{ var: 'parts' }, 'name'] },
    result: ['风扇', '螺丝'],
    run: columnOf,
  },
  {
    ...about,
    name: 'sumOf',
    sign: '列合计',
    phrase: '{1} 的「{2}」列合计',
    arity: [2, 2],
    example: { sumOf: [{ var: 'parts' }, 'quantity'] },
    result: 9,
    run: (value, key) => total(columnOf(value, key)),
  },
  {
    ...about,
    name: 'avgOf',
    sign: '列平均',
    phrase: '{1} 的「{2}」列平均',
    arity: [2, 2],
    example: { avgOf: [{ var: 'parts' }, 'quantity'] },
    result: 4.5,
    run: (value, key) => mean(columnOf(value, key)),
  },
  {
    ...about,
    name: 'maxOf',
    sign: '列最大',
    phrase: '{1} 的「{2}」列最大值',
    arity: [2, 2],
    example: { maxOf: [{ var: 'parts' }, 'quantity'] },
    result: 7,
    run: (value, key) => numbersOf(value, key).reduce<number | null>((most, one) => Math.max(most ?? one, one), null),
  },
  {
    ...about,
    name: 'minOf',
    sign: '列最小',
    phrase: '{1} 的「{2}」列最小值',
    arity: [2, 2],
    example: { minOf: [{ var: 'parts' }, 'quantity'] },
    result: 2,
    run: (value, key) => numbersOf(value, key).reduce<number | null>((least, one) => Math.min(least ?? one, one), null),
  },
  {
    ...about,
    name: 'countOf',
    sign: '行数',
    phrase: '{1} 里「{2}」是 {3} 的行数',
    arity: [3, 3],
    example: { countOf: [{ var: 'parts' }, 'name', '风扇'] },
    result: 1,
    run: (value, key, wanted) => columnOf(value, key).filter(cell => cell === wanted).length,
  },
  {
    ...about,
    name: 'productSum',
    sign: '两列相乘再合计',
    phrase: '{1} 的「{2}」列乘「{3}」列的合计',
    arity: [3, 3],
    example: { productSum: [{ var: 'parts' }, 'quantity', 'price'] },
    result: 93.5,
    run: (value, one, other) => {
      const others = columnOf(value, other)
      const products = columnOf(value, one).map((cell, at) => (numberOf(cell) ?? 0) * (numberOf(others[at]) ?? 0))
      return roundTo(total(products), 9)
    },
  },
  {
    ...about,
    name: 'doneCount',
    sign: '完成的步数',
    phrase: '{1} 里完成的步数',
    takes: 'any',
    arity: [1, 1],
    example: { doneCount: [{ power: { isDone: true, note: '' }, drain: { isDone: false, note: '' } }] },
    result: 1,
    run: checklist =>
      isRecord(checklist) ? Object.values(checklist).filter(step => isRecord(step) && step.isDone === true).length : 0,
  },
]
