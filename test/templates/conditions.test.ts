import { evaluateCondition, evaluateLogic, type Logic, problemsOfLogic } from '../../shared/templates/conditions'
import { standardOperators } from '../../shared/templates/operators'
import * as fc from '../support/random'

const data = {
  ticket: { priority: 'critical', altitudeM: 3000, title: '空调不制冷', note: null, empty: '' },
  parts: [
    { sku: 'FAN', quantity: 2 },
    { sku: 'SCREW', quantity: 7 },
  ],
  numbers: [1, 2, 3, 4],
  zero: 0,
}
const priority = { var: 'ticket.priority' }

describe('a condition', () => {
  test.each<[Logic, unknown]>([
    [{ '==': [priority, 'critical'] }, true],
    [{ '==': [1, '1'] }, true],
    [{ '===': [1, '1'] }, false],
    [{ '!=': [priority, 'high'] }, true],
    [{ '!==': [1, 1] }, false],
    [{ '==': [{ var: 'nowhere' }, 0] }, false],
    [{ '==': [{ var: 'nowhere' }, null] }, true],
    [{ '>=': [{ var: 'ticket.altitudeM' }, 3000] }, true],
    [{ '>': [priority, 3] }, false],
    [{ '>': ['10', '9'] }, false],
    [{ '>': ['10', 9] }, true],
    [{ '<': [1, 2, 3] }, true],
    [{ '<': [1, 3, 3] }, false],
    [{ '<=': [1, 3, 3] }, true],
    [{ '!': [[]] }, true],
    [{ '!!': ['0'] }, true],
    [{ and: [true, '', 3] }, ''],
    [{ and: [1, 3] }, 3],
    [{ or: [0, [], 'a'] }, 'a'],
    [{ if: [false, 'a', [], 'b', 'c'] }, 'c'],
    [{ if: [true, 'a'] }, 'a'],
    [{ if: [false, 'a'] }, null],
    [{ '?:': [1, 2, 3] }, 2],
    [{ var: ['nowhere', 7] }, 7],
    [{ var: '' }, data],
    [{ var: 'parts.1.sku' }, 'SCREW'],
    [
      { missing: ['ticket.priority', 'ticket.note', 'ticket.empty', 'nowhere'] },
      ['ticket.note', 'ticket.empty', 'nowhere'],
    ],
    [{ missing: { merge: ['zero', ['nowhere']] } }, ['nowhere']],
    [{ missing_some: [1, ['zero', 'nowhere']] }, []],
    [{ missing_some: [2, ['zero', 'nowhere']] }, ['nowhere']],
    [{ in: ['制冷', { var: 'ticket.title' }] }, true],
    [{ in: [priority, ['critical', 'high']] }, true],
    [{ in: ['a', { var: 'ticket.note' }] }, false],
    [{ cat: ['E', 5, null, '故障'] }, 'E5故障'],
    [{ substr: ['空调不制冷', -3] }, '不制冷'],
    [{ substr: ['空调不制冷', 0, 2] }, '空调'],
    [{ substr: ['空调不制冷', 0, -3] }, '空调'],
    [{ '+': ['2', 3] }, 5],
    [{ '+': '3.5' }, 3.5],
    [{ '*': [2, '3', 4] }, 24],
    [{ '-': [5, 2] }, 3],
    [{ '-': 2 }, -2],
    [{ '/': [7, 2] }, 3.5],
    [{ '%': [7, 2] }, 1],
    [{ max: [1, 3, 2] }, 3],
    [{ min: [] }, Number.POSITIVE_INFINITY],
    [{ merge: [1, [2, [3]]] }, [1, 2, [3]]],
    [{ filter: [{ var: 'numbers' }, { '>': [{ var: '' }, 2] }] }, [3, 4]],
    [{ map: [{ var: 'parts' }, { var: 'quantity' }] }, [2, 7]],
    [{ reduce: [{ var: 'numbers' }, { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] }, 10],
    [{ all: [{ var: 'parts' }, { '>': [{ var: 'quantity' }, 1] }] }, true],
    [{ all: [[], true] }, false],
    [{ none: [[], true] }, true],
    [{ none: [{ var: 'numbers' }, { '>': [{ var: '' }, 4] }] }, true],
    [{ some: [{ var: 'parts' }, { '==': [{ var: 'sku' }, 'FAN'] }] }, true],
    [{ map: [{ var: 'ticket.note' }, 1] }, []],
    [{ log: 'quiet' }, 'quiet'],
    [
      { two: 1, keys: 2 },
      { two: 1, keys: 2 },
    ],
    ['plain', 'plain'],
  ])('%j is %j', (logic, expected) => {
    expect(evaluateLogic(logic, data)).toEqual(expected)
  })

  test('holds when its value counts as true', () => {
    expect(evaluateCondition({ var: 'parts' }, data)).toBe(true)
    expect(evaluateCondition({ filter: [{ var: 'parts' }, false] }, data)).toBe(false)
    expect(evaluateCondition({ var: 'zero' }, data)).toBe(false)
    expect(evaluateCondition('0', data)).toBe(true)
    expect(evaluateCondition({ var: 'ticket.note' }, data)).toBe(false)
  })

  test.each(['constructor', '__proto__', 'ticket.__proto__', 'parts.map', 'ticket.title.slice', 'hasOwnProperty'])(
    'sees nothing at %s',
    path => {
      expect(evaluateLogic({ var: path }, data)).toBeNull()
      expect(evaluateLogic({ missing: [path] }, data)).toEqual([path])
    },
  )

  test.each(['constructor', '__proto__', 'toString', 'method', 'throw', 'system'])('knows no operator %s', name => {
    const logic = JSON.parse(`{"${name}": ["a"]}`)
    expect(problemsOfLogic({ and: [true, logic] })).toEqual([
      { code: 'unknown_operator', reason: `没有运算「${name}」` },
    ])
    expect(() => evaluateLogic(logic, data)).toThrow(expect.objectContaining({ code: 'logic.unknown_operator' }))
  })

  test('never calls a function that came with the data', () => {
    const hostile = { value: { toString: 1, valueOf: 1 } }
    expect(evaluateCondition({ '==': [{ var: 'value' }, 'x'] }, hostile)).toBe(false)
    expect(evaluateLogic({ cat: [{ var: 'value' }] }, hostile)).toBe('[object Object]')
  })

  test('takes the operators of the product in place of the standard table', () => {
    const operators = { ...standardOperators, twice: (value: unknown) => Number(value) * 2 }
    expect(evaluateLogic({ twice: { var: 'ticket.altitudeM' } }, data, operators)).toBe(6000)
    expect(problemsOfLogic({ twice: 1 }, operators)).toEqual([])
  })
})

describe('a condition that asks for too much', () => {
  const nested = (levels: number, wrap: (inner: Logic) => Logic): Logic => {
    let logic: Logic = true
    for (let level = 0; level < levels; level += 1) logic = wrap(logic)
    return logic
  }
  const doubled = { cat: [{ var: 'accumulator' }, { var: 'accumulator' }] }
  const hundred = Array.from({ length: 100 }, (_, index) => index)
  const overHundred = (body: Logic): Logic => ({ map: [{ var: 'hundred' }, body] })

  test.each<[string, Logic]>([
    ['levels of operations', nested(100, inner => ({ '!': [inner] }))],
    ['levels of lists', nested(100_000, inner => [inner])],
    ['nodes', { or: Array.from({ length: 6000 }, () => false) }],
  ])('is refused before it runs: %s', (_, logic) => {
    expect(() => evaluateLogic(logic, {})).toThrow(expect.objectContaining({ code: 'logic.too_large' }))
    expect(problemsOfLogic(logic)).toEqual([{ code: 'too_large', reason: '条件过于复杂，请拆分' }])
  })

  test.each<[string, Logic]>([
    ['text doubled for every item', { reduce: [{ var: 'hundred' }, doubled, 'x'] }],
    [
      'lists doubled for every item',
      { reduce: [{ var: 'hundred' }, { merge: [{ var: 'accumulator' }, { var: 'accumulator' }] }, [1]] },
    ],
    ['lists within lists within lists', overHundred({ map: [hundred, { map: [hundred, 1] }] })],
  ])('is stopped while it runs: %s', (_, logic) => {
    expect(() => evaluateLogic(logic, { hundred })).toThrow(expect.objectContaining({ code: 'logic.too_large' }))
  })
})

describe('any condition', () => {
  const leaf = fc.oneof(
    fc.integer(),
    fc.string({ maxLength: 5 }),
    fc.boolean(),
    fc.constant(null),
    fc
      .constantFrom('ticket', 'ticket.title', 'parts', 'numbers', 'zero', 'nowhere', '', 'current')
      .map(path => ({ var: path })),
  )
  const { logic } = fc.letrec<{ logic: Logic }>(tie => ({
    logic: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc
        .tuple(
          fc.constantFrom('if', 'and', 'or', 'filter', 'map', 'all', 'none', 'some', ...Object.keys(standardOperators)),
          fc.array(tie('logic'), { maxLength: 4 }),
        )
        .map(([name, args]) => ({ [name]: args })),
    ),
  }))

  test('has a value, the same each time, and leaves the data as it was', () => {
    const before = JSON.stringify(data)
    fc.assert(
      fc.property(logic, given => {
        expect(problemsOfLogic(given)).toEqual([])
        expect(evaluateLogic(given, data)).toEqual(evaluateLogic(given, data))
        expect(typeof evaluateCondition(given, data)).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
    expect(JSON.stringify(data)).toBe(before)
  })
})
