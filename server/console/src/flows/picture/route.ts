export type Point = { x: number; y: number }
export type Rect = Point & { width: number; height: number }

/** How far a way goes straight out of a box and into one. */
const STUB = 20
/** Left free at both ends for the dots. */
const CLEAR = 6
/** Kept from boxes that are passed by. */
const MARGIN = 8
/** From a box to the lane along it, and to the second one. */
const LANES = [20, 34]
const MOST_LANES = 40

type Segment = { a: Point; b: Point }
type Taken = Segment & { from: string; to: string }

export const segmentsOf = (points: readonly Point[]): Segment[] =>
  points.slice(1).map((b, at) => ({ a: points[at] ?? b, b }))

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})

const crosses = ({ a, b }: Segment, box: Rect): boolean =>
  Math.max(a.x, b.x) > box.x &&
  Math.min(a.x, b.x) < box.x + box.width &&
  Math.max(a.y, b.y) > box.y &&
  Math.min(a.y, b.y) < box.y + box.height

const overlaps = (p: Segment, q: Segment): boolean => {
  const isAlong = (one: 'x' | 'y', other: 'x' | 'y') =>
    p.a[other] === p.b[other] &&
    q.a[other] === q.b[other] &&
    Math.abs(p.a[other] - q.a[other]) < 6 &&
    Math.max(p.a[one], p.b[one]) > Math.min(q.a[one], q.b[one]) &&
    Math.min(p.a[one], p.b[one]) < Math.max(q.a[one], q.b[one])
  return isAlong('x', 'y') || isAlong('y', 'x')
}

const lengthOf = ({ a, b }: Segment): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

/** Without the points on a straight line between their neighbours. */
const tidied = (points: readonly Point[]): Point[] =>
  points.filter((point, at) => {
    const before = points[at - 1]
    const after = points[at + 1]
    if (!before || !after) return true
    const isStraight = (before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y)
    return !isStraight || (before.x === after.x && before.y === after.y)
  })

/** Straight on, or along a lane above or below the boxes. */
const candidates = (start: Point, goal: Point, boxes: readonly Rect[]): Point[][] => {
  const out = start.x + STUB
  const into = goal.x - STUB
  const over = (x: number): Point[] => [start, { x, y: start.y }, { x, y: goal.y }, goal]
  const direct = goal.x - start.x >= 2 * STUB ? [over(into), over(out), over((start.x + goal.x) / 2)] : []
  const middle = (start.y + goal.y) / 2
  const lanes = boxes
    .flatMap(({ y, height }) => LANES.flatMap(by => [y - by, y + height + by]))
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
  const along = [...new Set(lanes)]
    .slice(0, MOST_LANES)
    .map(y => [start, { x: out, y: start.y }, { x: out, y }, { x: into, y }, { x: into, y: goal.y }, goal])
  return [...direct, ...along]
}

type Ends = { from: string; to: string }

/** A flow goes down; the routes are found as if it went to the right. */
const turned = <T extends Point>(one: T): T => ({ ...one, x: one.y, y: one.x })
const turnedBox = ({ x, y, width, height }: Rect): Rect => ({ x: y, y: x, width: height, height: width })

/**
 * From the right side of a box to the left side of another in right angles, past the boxes between and beside the ways
 * drawn before; those that share an end may run together.
 */
const routeOf = ({ from, to }: Ends, boxes: ReadonlyMap<string, Rect>, taken: readonly Taken[]): Point[] => {
  const a = boxes.get(from)
  const b = boxes.get(to)
  if (!a || !b) return []
  const start = { x: a.x + a.width + CLEAR, y: a.y + a.height / 2 }
  const goal = { x: b.x - CLEAR, y: b.y + b.height / 2 }
  const obstacles = [...boxes].map(([key, box]) => (key === from || key === to ? box : grown(box, MARGIN)))
  const strange = taken.filter(one => one.from !== from && one.to !== to)
  const costOf = (points: readonly Point[]): number => {
    const segments = segmentsOf(points)
    let cost = points.length * 14
    for (const segment of segments) {
      cost += lengthOf(segment)
      for (const box of obstacles) if (crosses(segment, box)) cost += 2000
      for (const other of strange) if (overlaps(segment, other)) cost += 120
    }
    return cost
  }
  const all = candidates(start, goal, [...boxes.values()]).map(tidied)
  const costs = all.map(costOf)
  return all[costs.indexOf(Math.min(...costs))] ?? [start, goal]
}

/** All ways of a picture, from below a box to above another, the short ones first. */
export const routesOf = (ways: readonly Ends[], standing: ReadonlyMap<string, Rect>): Point[][] => {
  const boxes = new Map([...standing].map(([key, box]) => [key, turnedBox(box)]))
  const span = ({ from, to }: Ends): number => {
    const [a, b] = [boxes.get(from), boxes.get(to)]
    return a && b ? Math.abs(b.x - a.x) + Math.abs(b.y - a.y) : 0
  }
  const routes: Point[][] = ways.map(() => [])
  const taken: Taken[] = []
  const order = ways.map((way, at) => ({ way, at })).sort((a, b) => span(a.way) - span(b.way))
  for (const { way, at } of order) {
    const route = routeOf(way, boxes, taken)
    routes[at] = route.map(turned)
    taken.push(...segmentsOf(route).map(segment => ({ ...segment, from: way.from, to: way.to })))
  }
  return routes
}

const RADIUS = 9
/** Room that words on a way want. */
const WORDS = 44

const towards = (from: Point, to: Point, by: number): Point => {
  const length = lengthOf({ a: from, b: to }) || 1
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by }
}

/** As an SVG path with round corners. */
export const pathOf = (points: readonly Point[]): string => {
  const [start] = points
  if (!start) return ''
  const parts = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    const after = points[index + 2]
    if (!after) return `L ${point.x} ${point.y}`
    const radius = Math.min(RADIUS, lengthOf({ a: before, b: point }) / 2, lengthOf({ a: point, b: after }) / 2)
    const [into, out] = [towards(point, before, radius), towards(point, after, radius)]
    return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`
  })
  return [`M ${start.x} ${start.y}`, ...parts].join(' ')
}

/** Where its words stand: on its own part, for at its ends it may run together with others. */
export const labelPlaceOf = (points: readonly Point[]): Point => {
  const segments = segmentsOf(points)
  const [longest] = segments.slice(1, -1).sort((p, q) => lengthOf(q) - lengthOf(p))
  const own = longest && lengthOf(longest) >= WORDS ? longest : segments.at(-1)
  return own ? { x: (own.a.x + own.b.x) / 2, y: (own.a.y + own.b.y) / 2 } : (points[0] ?? { x: 0, y: 0 })
}
