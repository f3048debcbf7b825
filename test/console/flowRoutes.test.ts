import { pathOf, type Rect, routesOf, segmentsOf } from '../../server/console/src/flows/picture/route'
import * as fc from '../support/random'

const box = (x: number, y: number): Rect => ({ x, y, width: 148, height: 56 })
const column = new Map(['a', 'b', 'c', 'd'].map((key, at) => [key, box(0, at * 116)]))

const isInside = (box: Rect, { a, b }: ReturnType<typeof segmentsOf>[number]): boolean =>
  Math.max(a.x, b.x) > box.x &&
  Math.min(a.x, b.x) < box.x + box.width &&
  Math.max(a.y, b.y) > box.y &&
  Math.min(a.y, b.y) < box.y + box.height

describe('ways between boxes', () => {
  test('the next one is straight below', () => {
    const [route] = routesOf([{ from: 'a', to: 'b' }], column)
    expect(route).toEqual([
      { x: 74, y: 62 },
      { x: 74, y: 110 },
    ])
    expect(pathOf(route ?? [])).toBe('M 74 62 L 74 110')
  })

  test('a way on and a way back past others run beside them', () => {
    const routes = routesOf(
      [
        { from: 'a', to: 'd' },
        { from: 'd', to: 'b' },
      ],
      column,
    )
    for (const route of routes)
      for (const box of column.values())
        for (const segment of segmentsOf(route)) expect(isInside(box, segment)).toBe(false)
  })

  test('no way runs through a box in any grid of them', () => {
    const cells = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(6)), { minLength: 2, maxLength: 14, selector: String })
    fc.assert(
      fc.property(cells, fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 12 }), (places, pairs) => {
        const boxes = new Map(places.map(([x, y], at) => [String(at), box(x * 220, y * 130)]))
        const ways = pairs
          .map(([a, b]) => ({ from: String(a % places.length), to: String(b % places.length) }))
          .filter(({ from, to }) => from !== to)
        for (const route of routesOf(ways, boxes)) {
          const segments = segmentsOf(route)
          expect(segments.every(({ a, b }) => a.x === b.x || a.y === b.y)).toBe(true)
          for (const one of boxes.values()) expect(segments.some(segment => isInside(one, segment))).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })
})
