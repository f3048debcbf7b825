/** Circles that are told. */
const MOST_CYCLES = 20

/**
 * Every place behind those it depends on, in field order otherwise; and the circles that make this impossible, each as
 * the places along it.
 */
export const inOrder = (
  sources: readonly ReadonlySet<number>[],
): { order: readonly number[]; cycles: readonly (readonly number[])[] } => {
  const order: number[] = []
  const cycles: number[][] = []
  const state = new Map<number, 'open' | 'done'>()
  const trail: number[] = []
  const visit = (place: number): void => {
    state.set(place, 'open')
    trail.push(place)
    for (const source of sources[place] ?? []) {
      if (state.get(source) === 'open') {
        if (cycles.length < MOST_CYCLES) cycles.push(trail.slice(trail.indexOf(source)))
      } else if (!state.has(source)) visit(source)
    }
    trail.pop()
    state.set(place, 'done')
    order.push(place)
  }
  for (const place of sources.keys()) if (!state.has(place)) visit(place)
  return { order, cycles }
}
