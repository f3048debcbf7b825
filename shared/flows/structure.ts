import type { FlowBody, FlowNode, FlowTransition } from './flow'

/** A parallel with what runs between it and the join where its branches meet; null when each runs to an end of its own. */
export type Fork = { key: string; join: string | null; branches: ReadonlySet<string>[] }

/** What follows from the nodes and transitions of a flow alone. */
export type Structure = {
  nodes: ReadonlyMap<string, FlowNode>
  /** In the order of the transitions. */
  outs: ReadonlyMap<string, readonly FlowTransition[]>
  ins: ReadonlyMap<string, readonly FlowTransition[]>
  start: string | null
  forks: ReadonlyMap<string, Fork>
  /** The parallel whose branches meet here, by the join's key. */
  forkOf: ReadonlyMap<string, Fork>
}

const known = new WeakMap<FlowBody, Structure>()

export const structureOf = (body: FlowBody): Structure => {
  const structure = known.get(body) ?? analysed(body)
  known.set(body, structure)
  return structure
}

/** A refusal straight to an end takes every branch with it, so it is no way within a branch. */
export const endsAll = (nodes: ReadonlyMap<string, FlowNode>, way: FlowTransition): boolean =>
  way.isRefusal === true && nodes.get(way.to)?.kind === 'end'

const analysed = ({ nodes, transitions }: FlowBody): Structure => {
  const byKey = new Map(nodes.map(node => [node.key, node]))
  const sound = transitions.filter(({ from, to }) => byKey.has(from) && byKey.has(to))
  const graph = {
    nodes: byKey,
    outs: new Map(nodes.map(({ key }) => [key, sound.filter(({ from }) => from === key)])),
    ins: new Map(nodes.map(({ key }) => [key, sound.filter(({ to }) => to === key)])),
    start: nodes[0]?.key ?? null,
  }
  const forks = nodes.filter(({ kind }) => kind === 'parallel').flatMap(({ key }) => matched(graph, key) ?? [])
  return {
    ...graph,
    forks: new Map(forks.map(fork => [fork.key, fork])),
    forkOf: new Map(forks.flatMap(fork => (fork.join ? [[fork.join, fork] as const] : []))),
  }
}

type Graph = Pick<Structure, 'nodes' | 'outs' | 'ins' | 'start'>

const walked = (graph: Graph, from: readonly string[], mayGo: (way: FlowTransition) => boolean): Set<string> => {
  const found = new Set<string>()
  const waiting = [...from]
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue
    found.add(key)
    for (const way of graph.outs.get(key) ?? []) if (mayGo(way)) waiting.push(way.to)
  }
  return found
}

/** Every node that can come after one of these, they themselves included; what stands in `stopAt` is not entered. */
export const reachableFrom = (graph: Graph, from: readonly string[], stopAt: readonly string[] = []): Set<string> =>
  walked(
    graph,
    from.filter(key => !stopAt.includes(key)),
    way => !endsAll(graph.nodes, way) && !stopAt.includes(way.to),
  )

/** As `reachableFrom`, with the ends that only a refusal leads to. */
export const reachableAtAll = (graph: Graph, from: readonly string[]): Set<string> => walked(graph, from, () => true)

const keysOf = (graph: Graph, kind: FlowNode['kind']): string[] =>
  [...graph.nodes.values()].filter(node => node.kind === kind).map(({ key }) => key)

/** The join that closes this parallel, or none, when its branches keep to themselves; null when they do not. */
const matched = (graph: Graph, key: string): Fork | null => {
  const heads = (graph.outs.get(key) ?? []).map(({ to }) => to)
  const ends = keysOf(graph, 'end')
  for (const join of [...keysOf(graph, 'join'), null]) {
    // An end belongs to no branch: several may run to the same.
    const branches = heads.map(head => reachableFrom(graph, [head], join ? [...ends, join] : ends))
    if (isClosed(graph, { key, join, branches }, heads)) return { key, join, branches }
  }
  return null
}

/**
 * Whether what happens in each branch stays there: nothing enters it but through the parallel, nothing leaves it but into
 * the join, and with a join nothing ends before.
 */
const isClosed = (graph: Graph, { key, join, branches }: Fork, heads: readonly string[]): boolean => {
  const all = branches.flatMap(branch => [...branch])
  const inside = new Set(all)
  if (inside.size !== all.length || inside.has(key)) return false
  if (graph.start !== null && (graph.start === join || inside.has(graph.start))) return false
  const waysTo = (to: string) => graph.ins.get(to) ?? []
  const areSealed = branches.every(branch =>
    [...branch].every(to => waysTo(to).every(way => branch.has(way.from) || way.from === key)),
  )
  if (!areSealed || !join) return areSealed
  const endsWithin = [...all, key].some(from =>
    (graph.outs.get(from) ?? []).some(way => graph.nodes.get(way.to)?.kind === 'end' && !endsAll(graph.nodes, way)),
  )
  const meets = branches.every((branch, at) => heads[at] === join || waysTo(join).some(way => branch.has(way.from)))
  return !endsWithin && meets && waysTo(join).every(way => inside.has(way.from) || way.from === key)
}

/** The parallels around a node, the outermost first. */
export const forksAround = ({ forks }: Pick<Structure, 'forks'>, key: string): Fork[] =>
  [...forks.values()]
    .filter(fork => fork.branches.some(branch => branch.has(key)))
    .sort((a, b) => sizeOf(b) - sizeOf(a))

const sizeOf = ({ branches }: Fork): number => branches.reduce((sum, branch) => sum + branch.size, 0)

/**
 * Whether tokens may stand at these nodes at one time: one on the main way, and in a parallel one for each branch, in it
 * or arrived at the join. With an end of its own a branch may be over already.
 */
export const mayStandAt = (structure: Structure, keys: readonly string[]): boolean => {
  const places = new Map<string, number>()
  for (const key of keys) places.set(key, (places.get(key) ?? 0) + 1)
  return unitsIn(structure, new Set(structure.nodes.keys()), places) === 1
}

/** How many single threads these tokens make in a region; NaN when they make none that can have come about. */
const unitsIn = (structure: Structure, region: ReadonlySet<string>, places: ReadonlyMap<string, number>): number => {
  const nested = [...structure.forks.values()].filter(({ key }) => region.has(key))
  const deeper = new Set(nested.flatMap(({ branches }) => branches.flatMap(branch => [...branch])))
  const joins = new Set(nested.flatMap(({ join }) => join ?? []))
  let units = 0
  for (const key of region) {
    const isStanding = !deeper.has(key) && !joins.has(key)
    if (isStanding) units += places.get(key) ?? 0
  }
  for (const fork of nested) if (!deeper.has(fork.key)) units += unitOf(structure, fork, places)
  return units
}

const unitOf = (structure: Structure, fork: Fork, places: ReadonlyMap<string, number>): number => {
  const inBranches = fork.branches.map(branch => unitsIn(structure, branch, places))
  if (inBranches.some(units => units !== 0 && units !== 1)) return Number.NaN
  const running = inBranches.reduce((sum, units) => sum + units, 0)
  const arrived = fork.join ? (places.get(fork.join) ?? 0) : 0
  if (running + arrived === 0) return 0
  if (!fork.join) return 1
  // All of them at the join would have gone on.
  return running > 0 && running + arrived === fork.branches.length ? 1 : Number.NaN
}
