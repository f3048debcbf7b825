import { roundTo } from '../rounding'
import { type Addition, numberOf } from './record'

const about = { group: '数字', takes: 'number', gives: 'number' } as const

const onNumber =
  (work: (value: number) => number) =>
  (value: unknown): number | null => {
    const number = numberOf(value)
    return number === null ? null : work(number) + 0
  }

const placesOf = (value: unknown): number => Math.min(9, Math.max(0, Math.trunc(numberOf(value) ?? 0)))

export const numbers: readonly Addition[] = [
  {
    ...about,
    name: 'round',
    sign: '四舍五入',
    phrase: '{1} 四舍五入到 {2} 位小数',
    arity: [1, 2],
    example: { round: [1.005, 2] },
    result: 1.01,
    run: (value, places) => onNumber(number => roundTo(number, placesOf(places)))(value),
  },
  {
    ...about,
    name: 'floor',
    sign: '向下取整',
    phrase: '{1} 向下取整',
    arity: [1, 1],
    example: { floor: 2.9 },
    result: 2,
    run: onNumber(Math.floor),
  },
  {
    ...about,
    name: 'ceil',
    sign: '向上取整',
    phrase: '{1} 向上取整',
    arity: [1, 1],
    example: { ceil: 2.1 },
    result: 3,
    run: onNumber(Math.ceil),
  },
  {
    ...about,
    name: 'abs',
    sign: '绝对值',
    phrase: '{1} 的绝对值',
    arity: [1, 1],
    example: { abs: -8 },
    result: 8,
    run: onNumber(Math.abs),
  },
  {
    ...about,
    name: 'clamp',
    sign: '限制在',
    phrase: '{1} 限制在 {2} 到 {3}',
    arity: [3, 3],
    example: { clamp: [120, 0, 100] },
    result: 100,
    run: (value, least, most) =>
      onNumber(number => Math.min(Math.max(number, numberOf(least) ?? number), numberOf(most) ?? Infinity))(value),
  },
  {
    ...about,
    name: 'between',
    sign: '在范围内',
    phrase: '{1} 在 {2} 到 {3} 之间',
    gives: 'yesNo',
    arity: [3, 3],
    example: { between: [{ var: 'floor' }, 10, 20] },
    result: true,
    run: (value, least, most) => {
      const [number, low, high] = [numberOf(value), numberOf(least), numberOf(most)]
      return number !== null && low !== null && high !== null && low <= number && number <= high
    },
  },
]
