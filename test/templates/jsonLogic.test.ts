import { evaluateLogic, type Logic } from '../../shared/templates/conditions'
import { standardList } from '../../shared/templates/standardList'
import * as fc from '../support/random'

/** The reference implementation, by the author of the format. */
const reference = require('json-logic-js') as { apply: (logic: unknown, data: unknown) => unknown }

const data = {
  price: 199,
  amount: '12',
  name: '空调',
  empty: '',
  none: null,
  isOld: true,
  tags: ['vip', 'repair'],
  rows: [
    { sku: 'FAN', quantity: 2 },
    { sku: 'SCREW', quantity: 7 },
  ],
  numbers: [3, 1, 2],
  deep: { list: [{ name: 'first' }, { name: 'second' }] },
}

/** Operators whose arguments are simply computed, and how many they take. */
const plain: readonly [string, number, number][] = [
  ['==', 2, 2],
  ['!=', 2, 2],
  ['===', 2, 2],
  ['!==', 2, 2],
  ['<', 2, 3],
  ['<=', 2, 3],
  ['>', 2, 2],
  ['>=', 2, 2],
  ['!', 1, 1],
  ['!!', 1, 1],
  ['+', 1, 3],
  ['*', 2, 3],
  ['-', 1, 2],
  ['/', 2, 2],
  ['%', 2, 2],
  ['min', 1, 3],
  ['max', 1, 3],
  ['in', 2, 2],
  ['cat', 1, 3],
  ['substr', 2, 3],
  ['merge', 0, 3],
]

const scalar = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom('', '0', '1', 'a', '空调', '12 台', 0.5, true, false, null),
)
const path = fc.constantFrom(
  ...['price', 'amount', 'name', 'empty', 'none', 'isOld', 'tags', 'tags.1', 'numbers', 'deep.list.1.name'],
  ...['nowhere', 'price.nowhere', 'none.nowhere'],
)

const { logic } = fc.letrec<{ logic: Logic; list: Logic; body: Logic }>(tie => ({
  logic: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    path.map(name => ({ var: name })),
    fc.tuple(path, scalar).map(args => ({ var: args })),
    fc.array(scalar, { maxLength: 3 }),
    fc
      .constantFrom(...plain)
      .chain(([name, least, most]) =>
        fc.array(tie('logic'), { minLength: least, maxLength: most }).map(args => ({ [name]: args })),
      ),
    fc
      .tuple(fc.constantFrom('if', '?:', 'and', 'or'), fc.array(tie('logic'), { minLength: 1, maxLength: 5 }))
      .map(([name, args]) => ({ [name]: args })),
    fc.array(path, { maxLength: 3 }).map(names => ({ missing: names })),
    fc.tuple(fc.nat(3), fc.array(path, { maxLength: 3 })).map(args => ({ missing_some: args })),
    fc
      .tuple(fc.constantFrom('filter', 'map', 'all', 'none', 'some'), tie('list'), tie('body'))
      .map(([name, list, body]) => ({ [name]: [list, body] })),
    fc.tuple(tie('list'), fc.constantFrom('+', '*', 'cat', 'max'), scalar).map(([list, name, start]) => ({
      reduce: [list, { [name]: [{ var: 'accumulator' }, { var: 'current' }] }, start],
    })),
  ),
  list: fc.oneof(
    fc.constantFrom({ var: 'numbers' }, { var: 'rows' }, { var: 'tags' }, { var: 'nowhere' }, { var: 'deep.list' }),
    fc.array(scalar, { maxLength: 3 }),
  ),
  body: fc.oneof(
    fc.constantFrom({ var: '' }, { var: 'quantity' }, { var: 'sku' }, { var: 'name' }),
    fc
      .tuple(fc.constantFrom('>', '==', '%', 'in', 'cat'), fc.constantFrom('', 'quantity', 'sku'), scalar)
      .map(([name, one, other]) => ({ [name]: [{ var: one }, other] })),
  ),
}))

/**
 * Where the product differs on purpose: it never calls what came with the data, gives null where the reference gives
 * undefined, and reads nothing off a prototype.
 */
const plainly = (value: unknown): unknown => (value === undefined ? null : value)

const outcome = (work: () => unknown): unknown => {
  try {
    return plainly(work())
  } catch {
    return 'thrown'
  }
}

describe('JsonLogic', () => {
  test.each(
    standardList.filter(({ name }) => !['today', 'now'].includes(name)).map(({ name, example }) => [name, example]),
  )('%s: the example means the same to the reference implementation', (name, example) => {
    if (name === 'log') return
    const exampleData = { symptom: '漏水', note: null, floor: 12, parts: [{ name: '风扇', quantity: 2 }] }
    expect(evaluateLogic(example, exampleData)).toEqual(reference.apply(example, exampleData))
  })

  test('any expression means the same as to the reference implementation', () => {
    let compared = 0
    fc.assert(
      fc.property(logic, fc.constantFrom(data, {}, null, [1, 'a']), (given, over) => {
        const expected = outcome(() => reference.apply(given, over))
        if (expected === 'thrown') return
        compared += 1
        expect(plainly(evaluateLogic(given, over))).toEqual(expected)
      }),
      { numRuns: 5000 },
    )
    expect(compared).toBeGreaterThan(4000)
  })
})
