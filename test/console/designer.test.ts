import { namingOf } from '../../server/console/src/templates/formula/naming'
import { parseFormula } from '../../server/console/src/templates/formula/parse'
import { printFormula } from '../../server/console/src/templates/formula/print'
import { functions, infix, operatorOfSign } from '../../server/console/src/templates/formula/signs'
import { newAction } from '../../server/console/src/templates/rules/actions'
import { readCondition, readRule, writeCondition } from '../../server/console/src/templates/rules/condition'
import { conditionWords } from '../../server/console/src/templates/rules/sentence'
import { printTree, readTree } from '../../server/console/src/templates/settings/tree-text'
import { localShare } from '../../server/console/src/templates/variants/share'
import { actionList } from '../../shared/templates/actionList'
import { evaluateLogic, type Logic } from '../../shared/templates/conditions'
import type { Field } from '../../shared/templates/fields'
import { operatorList } from '../../shared/templates/operatorList'
import type { CascadeOption } from '../../shared/templates/parts'
import * as fc from '../support/random'

const field = (key: string, label: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  key,
  label,
  kind,
  required: false,
  ...more,
})

const fields = [
  field('symptom', '故障现象', 'choice', { options: ['漏水', '异响'] }),
  field('floor', '楼层', 'number'),
  field('price', '单价', 'money'),
  field('units', '数量', 'number'),
  field('twin', '备注', 'text'),
  field('twin2', '备注', 'text'),
]
const known = { fields, regions: { '330000': '浙江省', '330100': '杭州市' } }

describe('a condition that people put together', () => {
  it.each<[Logic, string]>([
    [true, '任何时候'],
    [{ '==': [{ var: 'symptom' }, '漏水'] }, '「故障现象」等于「漏水」'],
    [{ '>=': [{ var: 'price' }, 12300] }, '「单价」不小于 ¥123.00'],
    [
      {
        and: [
          { isFilled: [{ var: 'twin' }] },
          { or: [{ '>': [{ var: 'floor' }, 6] }, { '<': [{ var: 'floor' }, 1] }] },
        ],
      },
      '「备注」已填写，且 （「楼层」大于 6，或「楼层」小于 1）',
    ],
    [{ '!': [{ in: [{ var: 'symptom' }, ['漏水', '异响']] }] }, '以下都不满足：「故障现象」是「漏水」、「异响」之一'],
    [{ inRegion: [{ var: 'regionCode' }, ['330100']] }, '服务地区属于浙江省杭州市'],
    [{ '>': [{ '+': [{ var: 'floor' }, 1] }, 3] }, '「楼层」、1 相加大于 3'],
  ])('%j is read aloud as %s', (logic, words) => {
    expect(conditionWords(logic, known)).toBe(words)
  })

  const comparison = fc.oneof(
    fc.record({ '==': fc.tuple(fc.constant({ var: 'symptom' }), fc.constantFrom('漏水', '异响')) }),
    fc.record({ '>': fc.tuple(fc.constant({ var: 'floor' }), fc.integer({ min: 0, max: 9 })) }),
    fc.record({ isFilled: fc.tuple(fc.constant({ var: 'twin' })) }),
    fc.record({ '<': fc.tuple(fc.constant({ '+': [{ var: 'floor' }, 1] }), fc.integer({ min: 0, max: 9 })) }),
    fc.constant({ var: 'units' }),
  )
  const { condition } = fc.letrec<{ condition: Logic }>(tie => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc.record({ and: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ '!': fc.tuple(tie('condition')) }),
    ),
  }))
  const answers = fc.record({
    symptom: fc.constantFrom('漏水', '异响', null),
    floor: fc.integer({ min: 0, max: 9 }),
    units: fc.constantFrom(0, 1),
    twin: fc.constantFrom('', '有', null),
  })

  test('means the same after it was opened and written back', () => {
    fc.assert(
      fc.property(condition, answers, (logic, data) => {
        const holds = (one: Logic): boolean => Boolean(evaluateLogic({ '!!': [one] }, data))
        expect(holds(writeCondition(readCondition(logic)))).toBe(holds(logic))
        expect(holds(writeCondition(readRule(logic)))).toBe(holds(logic))
      }),
    )
  })

  test('does not change when it is opened once more', () => {
    fc.assert(
      fc.property(condition, logic => {
        const written = writeCondition(readRule(logic))
        expect(writeCondition(readRule(written))).toEqual(written)
      }),
    )
  })
})

describe('a formula', () => {
  const naming = namingOf(fields)

  it.each<[string, Logic]>([
    ['「数量」 × 「单价」 + 50', { '+': [{ '*': [{ var: 'units' }, { var: 'price' }] }, 50] }],
    ['数量*(单价-1)', { '*': [{ var: 'units' }, { '-': [{ var: 'price' }, 1] }] }],
    ['1 + 2 + 3', { '+': [1, 2, 3] }],
    ['8 ÷ 4 ÷ 2', { '/': [{ '/': [8, 4] }, 2] }],
    ['-「楼层」', { '-': [{ var: 'floor' }] }],
    [
      '如果(「楼层」≥6 且 「数量」>1，"高层"，"低层")',
      { if: [{ and: [{ '>=': [{ var: 'floor' }, 6] }, { '>': [{ var: 'units' }, 1] }] }, '高层', '低层'] },
    ],
    ['四舍五入(「单价」 ÷ 3, 2)', { round: [{ '/': [{ var: 'price' }, 3] }, 2] }],
    ['「twin2」', { var: 'twin2' }],
    ['今天()', { today: [] }],
  ])('%s', (text, logic) => {
    expect(parseFormula(text, naming)).toEqual({ logic })
  })

  it.each([
    ['「数量」 ×', '公式还没有写完'],
    ['「颜色」 + 1', '没有「颜色」这个字段'],
    ['飞(1)', '没有「飞」这个函数'],
    ['(1 + 2', '这里缺少 )'],
    ['1 2', '「2」附近看不懂，请检查'],
    ['1 + @', '没有「@」这个字段'],
  ])('%s says what is wrong', (text, problem) => {
    expect(parseFormula(text, naming)).toEqual({ problem })
  })

  const { logic } = fc.letrec<{ logic: Logic }>(tie => ({
    logic: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<Logic>({ var: 'units' }, { var: 'price' }, { var: 'twin' }, { var: 'customer.level' }),
      fc.integer({ min: -99, max: 99 }),
      fc.constantFrom<Logic>('漏水', '', null, true, false, ['a', 1]),
      ...Object.keys(infix).map(name => fc.record({ [name]: fc.tuple(tie('logic'), tie('logic')) })),
      fc.record({ '+': fc.array(tie('logic'), { minLength: 3, maxLength: 4 }) }),
      ...['if', 'round', 'max', 'isFilled', 'cat'].map(name =>
        fc.record({ [name]: fc.array(tie('logic'), { minLength: 1, maxLength: 3 }) }),
      ),
    ),
  }))

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(logic, one => {
        const text = printFormula(one, naming)
        if (text === null) throw new Error(`cannot print ${JSON.stringify(one)}`)
        expect(parseFormula(text, naming)).toEqual({ logic: one })
      }),
      { numRuns: 500 },
    )
  })

  test('that words cannot say is left to JSON', () => {
    const ofItems = { sum: [{ map: [{ var: 'rows' }, { var: 'price' }] }] }
    expect(printFormula(ofItems, naming)).toBeNull()
    expect(printFormula({ var: ['units', 1] }, naming)).toBeNull()
  })

  test('never throws, whatever is typed', () => {
    const signs = ['「', '」', '(', ')', '"', '数量', '1', '+', '×', ' ', ',', '且', '[', ']', '-', '>=']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 20 }), pieces => {
        const parsed = parseFormula(pieces.join(''), naming)
        expect('logic' in parsed || parsed.problem.length > 0).toBe(true)
      }),
    )
  })

  test('has one sign for each function', () => {
    const signs = functions.map(({ sign }) => sign)
    expect(signs.filter((sign, at) => signs.indexOf(sign) !== at || sign in operatorOfSign)).toEqual([])
  })
})

describe('levels of choices', () => {
  const { tree } = fc.letrec<{ tree: CascadeOption[] }>(tie => ({
    tree: fc.array(
      fc.record(
        {
          label: fc.constantFrom('家电', '空调', '挂机', '柜机'),
          children: tie('tree').filter(children => children.length > 0),
        },
        { requiredKeys: ['label'] },
      ),
      { minLength: 1, maxLength: 3, depthIdentifier: 'tree' },
    ),
  }))
  const depth = (options: readonly CascadeOption[]): number =>
    1 + Math.max(0, ...options.map(({ children }) => (children ? depth(children) : 0)))

  test('come back from their lines', () => {
    fc.assert(
      fc.property(
        tree.filter(one => depth(one) <= 4),
        one => expect(readTree(printTree(one))).toEqual(one),
      ),
    )
  })

  test('end at four', () => {
    expect(readTree('一\n  二\n    三\n      四')).not.toBeNull()
    expect(readTree('一\n  二\n    三\n      四\n        五')).toBeNull()
    expect(readTree('　一\n\t\t二\n')).toEqual([{ label: '一', children: [{ label: '二' }] }])
  })
})

test('a new action has every setting that its example has', () => {
  for (const { action, example } of actionList) {
    expect(Object.keys(newAction(action))).toEqual(
      expect.arrayContaining(Object.keys(example).filter(name => name !== 'target')),
    )
  }
})

test('every operator can be read aloud', () => {
  for (const { example } of operatorList) expect(conditionWords(example, known)).not.toMatch(/undefined|\{[13…]\}/)
})

test('the share of local fields is judged by 15 and 30 percent', () => {
  const share = (local: number, all: number) =>
    localShare(Array.from({ length: all }, (_, at) => field(`f${at}`, '', 'text', at < local ? { isLocal: true } : {})))
  expect(
    [share(0, 0), share(14, 100), share(15, 100), share(30, 100), share(31, 100)].map(({ judged }) => judged),
  ).toEqual(['low', 'low', 'good', 'good', 'high'])
})
