import type { OperatorRecord } from './additions/record'

const comparison = { group: '比较', takes: 'any', gives: 'yesNo', arity: [2, 2] } as const
const order = { ...comparison, takes: 'number', arity: [2, 3] } as const
const logical = { group: '逻辑', takes: 'any', gives: 'yesNo' } as const
const reading = { group: '取值', takes: 'any', gives: 'any' } as const
const sum = { group: '数字', takes: 'number', gives: 'number' } as const
const words = { group: '文字', takes: 'text', gives: 'text' } as const
const each = { group: '列表', takes: 'list', arity: [2, 2] } as const

const floor = { var: 'floor' }
const parts = { var: 'parts' }
const isMany = { '>': [{ var: 'quantity' }, 5] }

type Row = [OperatorRecord['name'], OperatorRecord['sign'], OperatorRecord['phrase'], unknown, unknown]
const rowsOf = (about: Omit<OperatorRecord, 'name' | 'sign' | 'phrase' | 'example' | 'result'>, ...rows: Row[]) =>
  rows.map(([name, sign, phrase, args, result]): OperatorRecord => {
    return { ...about, name, sign, phrase, example: { [name]: args }, result }
  })

/** The operators of JsonLogic itself, and the two that read the clock of the evaluation. */
export const standardList: readonly OperatorRecord[] = [
  ...rowsOf(
    comparison,
    ['==', '等于', '{1} 等于 {2}', [{ var: 'symptom' }, '漏水'], true],
    ['!=', '不等于', '{1} 不等于 {2}', [{ var: 'symptom' }, '漏水'], false],
    ['===', '完全等于', '{1} 与 {2} 完全相同', [1, '1'], false],
    ['!==', '不完全等于', '{1} 与 {2} 不完全相同', [1, '1'], true],
  ),
  ...rowsOf(
    order,
    ['<', '小于', '{1} 小于 {2}', [floor, 12], false],
    ['<=', '不大于', '{1} 不大于 {2}', [floor, 12], true],
  ),
  ...rowsOf(
    { ...order, arity: [2, 2] },
    ['>', '大于', '{1} 大于 {2}', [floor, 6], true],
    ['>=', '不小于', '{1} 不小于 {2}', [floor, 13], false],
  ),
  ...rowsOf({ ...comparison, takes: 'any' }, [
    'in',
    '属于',
    '{1} 是 {2} 之一',
    [{ var: 'symptom' }, ['漏水', '漏电']],
    true,
  ]),
  ...rowsOf(
    { ...logical, arity: [1, 100] },
    ['and', '并且', '{…} 全部满足', [{ '>': [floor, 6] }, { '<': [floor, 20] }], true],
    ['or', '或者', '{…} 满足任一', [{ '>': [floor, 60] }, { '<': [floor, 20] }], true],
  ),
  ...rowsOf(
    { ...logical, arity: [1, 1] },
    ['!', '不满足', '不满足 {1}', [{ '>': [floor, 6] }], false],
    ['!!', '有内容', '{1} 有内容', [{ var: 'note' }], false],
  ),
  ...rowsOf({ ...logical, gives: 'any', arity: [1, 100] }, [
    'if',
    '如果',
    '如果 {1} 则 {2} 否则 {3}',
    [{ '>': [floor, 6] }, '高层', '低层'],
    '高层',
  ]),
  ...rowsOf({ ...logical, gives: 'any', arity: [3, 3] }, [
    '?:',
    '二选一',
    '{1} 时 {2} 否则 {3}',
    [{ '>': [floor, 60] }, '高层', '低层'],
    '低层',
  ]),
  ...rowsOf({ ...reading, arity: [1, 2] }, ['var', '答案', '{1}', ['parts.0.name'], '风扇']),
  ...rowsOf({ ...reading, gives: 'list', arity: [1, 100] }, [
    'missing',
    '缺少的项',
    '{…} 里没有填写的项',
    ['symptom', 'note'],
    ['note'],
  ]),
  ...rowsOf({ ...reading, gives: 'list', arity: [2, 2] }, [
    'missing_some',
    '还缺的项',
    '至少要有 {1} 项时 {2} 里还缺的项',
    [2, ['symptom', 'note']],
    ['note'],
  ]),
  ...rowsOf({ ...reading, arity: [1, 1] }, ['log', '原样', '{1}', ['漏水'], '漏水']),
  ...rowsOf(
    { ...sum, arity: [1, 100] },
    ['+', '加', '{…} 相加', [floor, '3'], 15],
    ['*', '乘', '{…} 相乘', [floor, 2], 24],
    ['min', '最小', '{…} 里最小的', [floor, 6, 9], 6],
    ['max', '最大', '{…} 里最大的', [floor, 6, 9], 12],
  ),
  ...rowsOf({ ...sum, arity: [1, 2] }, ['-', '减', '{1} 减 {2}', [floor, 2], 10]),
  ...rowsOf(
    { ...sum, arity: [2, 2] },
    ['/', '除以', '{1} 除以 {2}', [floor, 5], 2.4],
    ['%', '余数', '{1} 除以 {2} 的余数', [floor, 5], 2],
  ),
  ...rowsOf({ ...words, arity: [1, 100] }, [
    'cat',
    '拼接',
    '{…} 拼起来',
    [{ var: 'symptom' }, '（', floor, ' 楼）'],
    '漏水（12 楼）',
  ]),
  ...rowsOf({ ...words, arity: [2, 3] }, [
    'substr',
    '截取',
    '{1} 从第 {2} 个字起的 {3} 个字',
    ['空调漏水', 2, 2],
    '漏水',
  ]),
  ...rowsOf({ ...each, gives: 'list', arity: [0, 100] }, [
    'merge',
    '合并',
    '{…} 合并',
    [['漏水'], '异响'],
    ['漏水', '异响'],
  ]),
  ...rowsOf(
    { ...each, gives: 'list' },
    ['filter', '筛选', '{1} 里满足 {2} 的项', [parts, isMany], [{ name: '螺丝', quantity: 7, price: 0.5 }]],
    ['map', '逐项计算', '{1} 的每一项的 {2}', [parts, { var: 'name' }], ['风扇', '螺丝']],
  ),
  ...rowsOf({ ...each, gives: 'any', arity: [3, 3] }, [
    'reduce',
    '逐项累计',
    '从 {3} 起，对 {1} 的每一项累计 {2}',
    [parts, { '+': [{ var: 'accumulator' }, { var: 'current.quantity' }] }, 1],
    10,
  ]),
  ...rowsOf(
    { ...each, gives: 'yesNo' },
    ['all', '每一项都', '{1} 的每一项都满足 {2}', [parts, isMany], false],
    ['none', '没有一项', '{1} 里没有一项满足 {2}', [parts, isMany], false],
    ['some', '有一项', '{1} 里有一项满足 {2}', [parts, isMany], true],
  ),
  ...rowsOf(
    { group: '日期', takes: 'any', gives: 'date', arity: [0, 0] },
    ['today', '今天', '今天', [], '2026-11-23'],
    ['now', '现在', '现在', [], '2026-11-23T09:30:00+08:00'],
  ),
]
