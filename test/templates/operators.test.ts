import * as z from 'zod/mini'
import { actionList } from '../../shared/templates/actionList'
import { templateAction } from '../../shared/templates/actions'
import { exampleAt, exampleData, operatorGroups } from '../../shared/templates/additions/record'
import { evaluateLogic, type Logic, problemsOfLogic } from '../../shared/templates/conditions'
import { operatorList } from '../../shared/templates/operatorList'
import { additions, productOperators } from '../../shared/templates/productOperators'
import * as fc from '../support/random'

const at = '2026-11-23T09:30:00+08:00'
/** Rows of one column would read as operations if they stood in the logic itself. */
const rows = {
  mixed: [{ a: 1 }, 5, {}],
  bare: [{}],
  decimals: [{ a: 0.1 }, { a: '0.2' }, { a: 'x' }],
  words: [{ a: 'x' }],
  negative: [{ a: -1 }, { a: -2 }],
  alike: [{ a: 1 }, { a: '1' }],
  products: [{ a: 3, b: 0.1 }, { a: 2 }],
}
const value = (logic: Logic): unknown => evaluateLogic(logic, rows, undefined, at)

describe('the table of operators and actions', () => {
  test('has more than was asked for, each under one name', () => {
    expect(operatorList.length + actionList.length).toBeGreaterThanOrEqual(45)
    expect(new Set(operatorList.map(({ name }) => name)).size).toBe(operatorList.length)
    expect(new Set(operatorList.map(({ sign }) => sign)).size).toBe(operatorList.length)
    expect(new Set(actionList.map(({ sign }) => sign)).size).toBe(actionList.length)
  })

  test('has every operator that there is, and no other', () => {
    const special = ['if', '?:', 'and', 'or', 'var', 'missing', 'missing_some']
    const overItems = ['filter', 'map', 'reduce', 'all', 'none', 'some']
    const known = [...Object.keys(productOperators), ...special, ...overItems, 'today', 'now']
    expect(operatorList.map(({ name }) => name).sort()).toEqual(known.sort())
  })

  test.each(operatorList.map(record => [record.name, record] as const))(
    '%s gives what its example says',
    (_, record) => {
      expect(problemsOfLogic(record.example)).toEqual([])
      expect(evaluateLogic(record.example, exampleData, undefined, exampleAt)).toEqual(record.result)
      expect(operatorGroups).toContain(record.group)
      expect(record.phrase).toMatch(/[\u4e00-\u9fa5{]/)
    },
  )

  test.each(actionList.map(record => [record.action, record] as const))(
    '%s has an example in its own form',
    (name, record) => {
      expect(z.parse(templateAction, record.example)).toEqual(record.example)
      expect(record.example.action).toBe(name)
      const settings = [...record.phrase.matchAll(/\{(\w+)\}/g)].map(([, setting]) => setting)
      expect(Object.keys(record.example)).toEqual(expect.arrayContaining(settings))
    },
  )
})

/** What the examples do not show: edges, nothing, and what is not of the right kind. */
const edges: [Logic, unknown][] = [
  [{ isEmpty: [[]] }, true],
  [{ isEmpty: 0 }, false],
  [{ isEmpty: false }, false],
  [{ isFilled: '' }, false],
  [{ isFilled: 0 }, true],
  [{ filledCount: ['', null, [], 0] }, 1],
  [{ firstFilled: [null, ''] }, null],
  [{ startsWith: ['E5', ''] }, false],
  [{ startsWith: [null, 'E'] }, false],
  [{ startsWith: [512, 5] }, true],
  [{ endsWith: ['E5', '5'] }, true],
  [{ endsWith: ['E5', ''] }, false],
  [{ contains: [['漏水', '异响'], '异响'] }, true],
  [{ contains: [['漏水'], '漏'] }, false],
  [{ contains: [null, ''] }, false],
  [{ matches: ['E55', 'E\\d'] }, false],
  [{ matches: [null, '.*'] }, true],
  [{ matches: ['aa', '(a'] }, false],
  [{ length: null }, 0],
  [{ length: '👍👍' }, 2],
  [{ lower: null }, ''],
  [{ upper: 7 }, '7'],
  [{ trim: '\u3000E5\n' }, 'E5'],
  [{ split: '' }, []],
  [{ split: ['a,b'] }, ['a', 'b']],
  [{ join: [['甲', 2, null]] }, '甲、2、'],
  [{ join: [[1, 2], ''] }, '12'],
  [{ join: ['甲'] }, '甲'],
  [{ toNumber: '3 台' }, null],
  [{ toNumber: '-.5' }, -0.5],
  [{ toNumber: '' }, null],
  [{ round: [2.5] }, 3],
  [{ round: [-2.5] }, -3],
  [{ round: ['1.255', 2] }, 1.26],
  [{ round: ['三'] }, null],
  [{ floor: -2.1 }, -3],
  [{ floor: null }, null],
  [{ ceil: -0.5 }, 0],
  [{ abs: '-3' }, 3],
  [{ clamp: [5, null, 3] }, 3],
  [{ clamp: [-5, 0, 3] }, 0],
  [{ clamp: ['x', 0, 3] }, null],
  [{ between: [10, 10, 20] }, true],
  [{ between: [null, 0, 20] }, false],
  [{ between: [5, '', 20] }, false],
  [{ anyOf: ['漏水', ['漏水']] }, true],
  [{ anyOf: [null, ['漏水']] }, false],
  [{ anyOf: [['漏水'], []] }, false],
  [{ allOf: [['漏水', '异响'], ['漏水']] }, true],
  [{ allOf: [['漏水'], []] }, false],
  [{ noneOf: [null, ['漏水']] }, true],
  [{ noneOf: [['漏水'], ['漏水']] }, false],
  [{ overlap: [null, ['漏水']] }, []],
  [{ count: null }, 0],
  [{ count: '一' }, 1],
  [{ unique: null }, []],
  [{ first: [[]] }, null],
  [{ last: '独' }, '独'],
  [{ sum: [['x', null, 1]] }, 1],
  [{ sum: null }, 0],
  [{ avg: [['x', null]] }, null],
  [{ avg: [[1, 2]] }, 1.5],
  [{ avg: [[-1.797693134862316e299]] }, -1.797693134862316e299],
  [{ columnOf: ['no rows', 'a'] }, []],
  [{ columnOf: [{ var: 'mixed' }, 'a'] }, [1, null, null]],
  [{ columnOf: [{ var: 'bare' }, 'constructor'] }, [null]],
  [{ sumOf: [null, 'a'] }, 0],
  [{ sumOf: [{ var: 'decimals' }, 'a'] }, 0.3],
  [{ avgOf: [[], 'a'] }, null],
  [{ maxOf: [{ var: 'words' }, 'a'] }, null],
  [{ maxOf: [{ var: 'negative' }, 'a'] }, -1],
  [{ minOf: [{ var: 'negative' }, 'a'] }, -2],
  [{ countOf: [{ var: 'alike' }, 'a', 1] }, 1],
  [{ productSum: [{ var: 'products' }, 'a', 'b'] }, 0.3],
  [{ doneCount: [['no checklist']] }, 0],
  [{ dateOf: '2026-02-30' }, null],
  [{ dateOf: '2026-11-23' }, '2026-11-23'],
  [{ daysBetween: ['2026-11-23', '2026-11-20'] }, -3],
  [{ daysBetween: ['2026-11-22T23:59:00+08:00', '2026-11-23T00:01:00+08:00'] }, 1],
  [{ daysBetween: [null, '2026-11-20'] }, null],
  [{ hoursBetween: ['2026-11-23T09:00:00+08:00', '2026-11-23T08:01:00+08:00'] }, 0],
  [{ minutesBetween: ['x', { now: [] }] }, null],
  [{ addDays: ['2024-02-28', 1] }, '2024-02-29'],
  [{ addDays: ['2026-11-23T23:30:00+08:00', 1] }, '2026-11-24T23:30:00+08:00'],
  [{ addDays: ['2026-11-23', 1e9] }, null],
  [{ addDays: ['2026-11-23', '三'] }, null],
  [{ addDays: ['9999-12-31', 1] }, null],
  [{ addMonths: ['2024-01-31', 1] }, '2024-02-29'],
  [{ addMonths: ['2026-11-30', 3] }, '2027-02-28'],
  [{ addMonths: ['2026-03-31', -1] }, '2026-02-28'],
  [{ addMonths: ['2026-11-22T17:00:00Z', 1] }, '2026-12-23T01:00:00+08:00'],
  [{ addMonths: ['2026-11-30', 1e9] }, null],
  [{ weekday: '2026-11-22' }, 7],
  [{ weekday: '2026-11-22T17:00:00Z' }, 1],
  [{ weekday: null }, null],
  [{ isWeekend: '2026-11-23' }, false],
  [{ isWeekend: null }, false],
  [{ yearOf: '2026-12-31T17:00:00Z' }, 2027],
  [{ monthOf: 'x' }, null],
  [{ hourOf: '23:10' }, 23],
  [{ hourOf: '2026-11-22T17:00:00Z' }, 1],
  [{ hourOf: '2026-11-22' }, null],
  [{ before: ['2026-11-23', '2026-11-23T23:00:00+08:00'] }, false],
  [{ before: ['2026-11-23T08:00:00Z', '2026-11-23T17:00:00+08:00'] }, true],
  [{ before: [null, '2026-11-23'] }, false],
  [{ after: ['2026-11-24', '2026-11-23T23:00:00+08:00'] }, true],
  [{ after: ['x', 'y'] }, false],
  [{ sameDay: ['2026-11-22T17:00:00Z', '2026-11-23'] }, true],
  [{ sameDay: [null, null] }, false],
  [{ timeBetween: ['06:00', '22:00', '06:00'] }, false],
  [{ timeBetween: ['05:59', '22:00', '06:00'] }, true],
  [{ timeBetween: [{ now: [] }, '09:00', '12:00'] }, true],
  [{ timeBetween: ['12:00', '09:00', '12:00'] }, false],
  [{ timeBetween: [null, '09:00', '12:00'] }, false],
  [{ inRegion: ['330106', '33'] }, true],
  [{ inRegion: ['330106', '330000'] }, true],
  [{ inRegion: ['330106', '330106'] }, true],
  [{ inRegion: ['330106', '330100'] }, true],
  [{ inRegion: ['330106', '330200'] }, false],
  [{ inRegion: ['310100', '310101'] }, false],
  [{ inRegion: [{ merge: [] }, '33'] }, false],
  [{ inRegion: [null, '33'] }, false],
  [{ inRegion: ['330106', []] }, false],
  [{ provinceOf: null }, null],
  [{ cityOf: '3301' }, null],
]

describe('our additions at their edges', () => {
  test.each(edges)('%j is %j', (logic, expected) => {
    expect(value(logic)).toEqual(expected)
  })

  test('each stands in the table above', () => {
    const tested = new Set(edges.flatMap(([logic]) => Object.keys(logic as object)))
    expect(additions.map(({ name }) => name).filter(name => !tested.has(name))).toEqual([])
  })

  test('an address lies in the region that it names', () => {
    const address = { where: { regionCode: '330106', detail: '文三路' } }
    expect(evaluateLogic({ inRegion: [{ var: 'where' }, ['31', '330100']] }, address)).toBe(true)
    expect(evaluateLogic({ cityOf: { var: 'where' } }, address)).toBe('330100')
  })

  test('without an instant there is no today', () => {
    expect(evaluateLogic([{ today: [] }, { now: [] }], {})).toEqual([null, null])
    expect(evaluateLogic({ today: [] }, {}, undefined, 'no instant')).toBeNull()
  })

  test('take whatever they are given, and give JSON', () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('2026-11-23', '09:30', '330106', 7))
    fc.assert(
      fc.property(fc.constantFrom(...additions), fc.array(anything, { maxLength: 4 }), ({ run }, args) => {
        const before = JSON.stringify(args)
        const result = run(...args)
        expect(result).not.toBeUndefined()
        expect(typeof result === 'number' ? Number.isFinite(result) : true).toBe(true)
        expect(JSON.stringify(args)).toBe(before)
      }),
      { numRuns: 3000 },
    )
  })
})
