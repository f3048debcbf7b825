import { matchesPattern } from '../patterns/match'
import { type Addition, itemsOf, numberOf, textOf } from './record'

const MOST_PIECES = 1000

const about = { group: '文字', takes: 'text' } as const

const split = (value: unknown, separator: unknown): string[] =>
  textOf(value) === ''
    ? []
    : textOf(value)
        .split(textOf(separator) || ',', MOST_PIECES)
        .map(piece => piece.trim())

export const texts: readonly Addition[] = [
  {
    ...about,
    name: 'startsWith',
    sign: '开头是',
    phrase: '{1} 的开头是 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { startsWith: ['E5 故障', 'E5'] },
    result: true,
    run: (value, start) => textOf(start) !== '' && textOf(value).startsWith(textOf(start)),
  },
  {
    ...about,
    name: 'endsWith',
    sign: '结尾是',
    phrase: '{1} 的结尾是 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { endsWith: ['AC230815-0012', '0012'] },
    result: true,
    run: (value, end) => textOf(end) !== '' && textOf(value).endsWith(textOf(end)),
  },
  {
    ...about,
    name: 'contains',
    sign: '包含',
    phrase: '{1} 包含 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { contains: ['空调漏水严重', '漏水'] },
    result: true,
    run: (value, part) =>
      Array.isArray(value) ? value.includes(part) : textOf(part) !== '' && textOf(value).includes(textOf(part)),
  },
  {
    ...about,
    name: 'matches',
    sign: '格式是',
    phrase: '{1} 的格式是 {2}',
    gives: 'yesNo',
    arity: [2, 2],
    example: { matches: ['AC230815-0012', '[A-Z]{2}\\d{6}-\\d{4}'] },
    result: true,
    run: (value, pattern) => typeof pattern === 'string' && matchesPattern(pattern, textOf(value)),
  },
  {
    ...about,
    name: 'length',
    sign: '字数',
    phrase: '{1} 的字数',
    gives: 'number',
    arity: [1, 1],
    example: { length: '空调不制冷' },
    result: 5,
    run: value => [...textOf(value)].length,
  },
  {
    ...about,
    name: 'lower',
    sign: '转小写',
    phrase: '{1} 转为小写',
    gives: 'text',
    arity: [1, 1],
    example: { lower: 'E5-Ab' },
    result: 'e5-ab',
    run: value => textOf(value).toLowerCase(),
  },
  {
    ...about,
    name: 'upper',
    sign: '转大写',
    phrase: '{1} 转为大写',
    gives: 'text',
    arity: [1, 1],
    example: { upper: 'e5-ab' },
    result: 'E5-AB',
    run: value => textOf(value).toUpperCase(),
  },
  {
    ...about,
    name: 'trim',
    sign: '去掉首尾空格',
    phrase: '{1} 去掉首尾空格',
    gives: 'text',
    arity: [1, 1],
    example: { trim: '  E5 ' },
    result: 'E5',
    run: value => textOf(value).trim(),
  },
  {
    ...about,
    name: 'split',
    sign: '拆分',
    phrase: '{1} 按 {2} 拆开',
    gives: 'list',
    arity: [1, 2],
    example: { split: ['E5, E7,F1', ','] },
    result: ['E5', 'E7', 'F1'],
    run: split,
  },
  {
    ...about,
    name: 'join',
    sign: '连接',
    phrase: '{1} 用 {2} 连起来',
    takes: 'list',
    gives: 'text',
    arity: [1, 2],
    example: { join: [['风扇', '螺丝'], '、'] },
    result: '风扇、螺丝',
    run: (list, separator) =>
      itemsOf(list)
        .map(textOf)
        .join(separator === undefined ? '、' : textOf(separator)),
  },
  {
    ...about,
    name: 'toNumber',
    sign: '转为数字',
    phrase: '{1} 转为数字',
    gives: 'number',
    arity: [1, 1],
    example: { toNumber: ' 12.5 ' },
    result: 12.5,
    run: numberOf,
  },
]
