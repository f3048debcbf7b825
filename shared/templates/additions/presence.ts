import { type Addition, isNothing } from './record'

const about = { group: '是否填写', takes: 'any' } as const

export const presence: readonly Addition[] = [
  {
    ...about,
    name: 'isEmpty',
    sign: '没有填写',
    phrase: '{1} 没有填写',
    gives: 'yesNo',
    arity: [1, 1],
    example: { isEmpty: { var: 'note' } },
    result: true,
    run: isNothing,
  },
  {
    ...about,
    name: 'isFilled',
    sign: '已填写',
    phrase: '{1} 已填写',
    gives: 'yesNo',
    arity: [1, 1],
    example: { isFilled: { var: 'symptom' } },
    result: true,
    run: value => !isNothing(value),
  },
  {
    ...about,
    name: 'filledCount',
    sign: '已填写的个数',
    phrase: '{…} 里已填写的个数',
    gives: 'number',
    arity: [1, 100],
    example: { filledCount: [{ var: 'symptom' }, { var: 'note' }, { var: 'floor' }] },
    result: 2,
    run: (...values) => values.filter(value => !isNothing(value)).length,
  },
  {
    ...about,
    name: 'firstFilled',
    sign: '第一个已填写的',
    phrase: '{…} 里第一个已填写的',
    gives: 'any',
    arity: [1, 100],
    example: { firstFilled: [{ var: 'note' }, { var: 'symptom' }] },
    result: '漏水',
    run: (...values) => values.find(value => !isNothing(value)) ?? null,
  },
]
