import { DAY, HOUR, MINUTE } from '../kernel/time'

/** Zones that need no `Intl`, which a mini-program may not have. */
const fixedOffsets: Readonly<Record<string, number>> = { 'Asia/Shanghai': 8 * HOUR, UTC: 0 }

export const isKnownZone = (zone: string): boolean => zone in fixedOffsets || formatterOf(zone) !== null

const formatters = new Map<string, Intl.DateTimeFormat | null>()

const formatterOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const made = newFormatter(zone)
  formatters.set(zone, made)
  return made
}

const newFormatter = (timeZone: string): Intl.DateTimeFormat | null => {
  try {
    const two = '2-digit'
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    })
  } catch {
    return null
  }
}

/** Local time minus UTC, ms, as the zone's own tables say. */
const lookedUpOffset = (zone: string, at: number): number => {
  const parts = formatterOf(zone)?.formatToParts(at) ?? []
  const part = (type: string) => Number(parts.find(one => one.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** From `from` on, until the next one begins, the zone keeps this offset. */
type Segment = { from: number; offset: number }

/** No zone changes its offset twice within a week. */
const SAMPLE_MS = 7 * DAY
const MARGIN_MS = 3 * DAY

const segmentsByYear = new Map<string, Map<number, readonly Segment[]>>()

/** The offsets of a zone in a year and a few days around it. Looked up once. */
const segmentsOf = (zone: string, year: number): readonly Segment[] => {
  const years = segmentsByYear.get(zone) ?? new Map<number, readonly Segment[]>()
  segmentsByYear.set(zone, years)
  const known = years.get(year)
  if (known) return known
  const found = findSegments(zone, Date.UTC(year, 0, 1) - MARGIN_MS, Date.UTC(year + 1, 0, 1) + MARGIN_MS)
  years.set(year, found)
  return found
}

const findSegments = (zone: string, from: number, to: number): Segment[] => {
  const fixed = fixedOffsets[zone]
  if (fixed !== undefined) return [{ from: Number.NEGATIVE_INFINITY, offset: fixed }]
  let offset = lookedUpOffset(zone, from)
  const segments: Segment[] = [{ from: Number.NEGATIVE_INFINITY, offset }]
  for (let at = from; at < to; at += SAMPLE_MS) {
    const next = lookedUpOffset(zone, at + SAMPLE_MS)
    if (next !== offset) segments.push({ from: changeBetween(zone, at, at + SAMPLE_MS), offset: next })
    offset = next
  }
  return segments
}

/** The minute in (before, after] at which the offset becomes that of `after`. */
const changeBetween = (zone: string, before: number, after: number): number => {
  const wanted = lookedUpOffset(zone, after)
  let [low, high] = [before / MINUTE, after / MINUTE]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (lookedUpOffset(zone, middle * MINUTE) === wanted) high = middle
    else low = middle
  }
  return high * MINUTE
}

/** What a clock on the wall shows at an instant, as if it were UTC. */
export const wallAt = (zone: string, at: number): number => {
  const segments = segmentsOf(zone, new Date(at).getUTCFullYear())
  return at + (segments.findLast(segment => segment.from <= at)?.offset ?? 0)
}

/**
 * For times on the wall of a year and of the days around it, the first instant at which the clock shows that time or a
 * later one: a time that summer time skips is the instant of the change, one that comes twice is the first.
 */
export const wallReader = (zone: string, year: number): ((wall: number) => number) => {
  const segments = segmentsOf(zone, year)
  return wall => {
    let at = 0
    for (let next = segments[1]; next && wall >= next.from + (segments[at] as Segment).offset; next = segments[at + 1])
      at++
    const { from, offset } = segments[at] as Segment
    return Math.max(from, wall - offset)
  }
}
