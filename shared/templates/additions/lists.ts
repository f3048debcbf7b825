import { roundTo } from '../rounding'
import { type Addition, itemsOf, numberOf } from './record'

const about = { group: '列表', takes: 'list' } as const

/** Ninth place: a sum of decimals without the float's tail. */
export const total = (values: readonly unknown[]): number =>
  roundTo(
    values.reduce<number>((sum, value) => sum + (numberOf(value) ?? 0), 0),
    9,
  )

export const mean = (values: readonly unknown[]): number | null => {
  const numbers = values.filter(value => numberOf(value) !== null)
  return numbers.length === 0 ? null : roundTo(total(numbers) / numbers.length, 9)
}

export const lists: readonly Addition[] = [
  {
    ...about,
    name: 'anyOf',
    sign: '有任一项',
    phrase: '{1} 里有 {2} 中的任一项',
    gives: 'yesNo',
    arity: [2, 2],
    example: {
      anyOf: [
        ['漏水', '异响'],
        ['漏水', '漏电'],
      ],
    },
    result: true,
    run: (list, wanted) => {
      const chosen = new Set(itemsOf(list))
      return itemsOf(wanted).some(item => chosen.has(item))
    },
  },
  {
    ...about,
    name: 'allOf',
    sign: '包含全部',
    phrase: '{1} 里有 {2} 的全部',
    gives: 'yesNo',
    arity: [2, 2],
    example: {
      allOf: [
        ['漏水', '异响'],
        ['漏水', '漏电'],
      ],
    },
    result: false,
    run: (list, wanted) => {
      const chosen = new Set(itemsOf(list))
      const items = itemsOf(wanted)
      return items.length > 0 && items.every(item => chosen.has(item))
    },
  },
  {
    ...about,
    name: 'noneOf',
    sign: '一项都没有',
    phrase: '{1} 里没有 {2} 中的任何一项',
    gives: 'yesNo',
    arity: [2, 2],
    example: { noneOf: [['漏水', '异响'], ['漏电']] },
    result: true,
    run: (list, wanted) => {
      const chosen = new Set(itemsOf(list))
      return !itemsOf(wanted).some(item => chosen.has(item))
    },
  },
  {
    ...about,
    name: 'overlap',
    sign: '共同的项',
    phrase: '{1} 和 {2} 共同的项',
    gives: 'list',
    arity: [2, 2],
    example: {
      overlap: [
        ['漏水', '异响'],
        ['漏水', '漏电'],
      ],
    },
    result: ['漏水'],
    run: (list, other) => {
      const others = new Set(itemsOf(other))
      return itemsOf(list).filter(item => others.has(item))
    },
  },
  {
    ...about,
    name: 'count',
    sign: '个数',
    phrase: '{1} 的个数',
    gives: 'number',
    arity: [1, 1],
    example: { count: { var: 'parts' } },
    result: 2,
    run: list => itemsOf(list).length,
  },
  {
    ...about,
    name: 'unique',
    sign: '去重',
    phrase: '{1} 去掉重复',
    gives: 'list',
    arity: [1, 1],
    example: { unique: [['E5', 'E7', 'E5']] },
    result: ['E5', 'E7'],
    run: list => [...new Set(itemsOf(list))],
  },
  {
    ...about,
    name: 'first',
    sign: '第一项',
    phrase: '{1} 的第一项',
    gives: 'any',
    arity: [1, 1],
    example: { first: [['E5', 'E7']] },
    result: 'E5',
    run: list => itemsOf(list)[0] ?? null,
  },
  {
    ...about,
    name: 'last',
    sign: '最后一项',
    phrase: '{1} 的最后一项',
    gives: 'any',
    arity: [1, 1],
    example: { last: [['E5', 'E7']] },
    result: 'E7',
    run: list => itemsOf(list).at(-1) ?? null,
  },
  {
    ...about,
    name: 'sum',
    sign: '合计',
    phrase: '{1} 的合计',
    gives: 'number',
    arity: [1, 1],
    example: { sum: [[0.1, 0.2, '3']] },
    result: 3.3,
    run: list => total(itemsOf(list)),
  },
  {
    ...about,
    name: 'avg',
    sign: '平均',
    phrase: '{1} 的平均',
    gives: 'number',
    arity: [1, 1],
    example: { avg: [[1, 2, 6]] },
    result: 3,
    run: list => mean(itemsOf(list)),
  },
]
