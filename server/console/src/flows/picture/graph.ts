import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { FlowBody, FlowNode } from '../../../../../shared/flows/flow'
import { layOut } from '../../../../../shared/flows/layout'

/** How a node stands on a ticket. */
export type Standing = { state: 'active' | 'done' | 'skipped' | 'refused'; says: string }

export type BoxData = { node: FlowNode; standing: Standing | null; hasProblem: boolean }
export type Box = Node<BoxData, 'box'>

export const WIDTH = 148
export const HEIGHT = 56

type Extras = { standings?: ReadonlyMap<string, Standing>; problems?: ReadonlySet<string>; selectedId?: string | null }

const edgeId = (at: number): string => `way:${at}`
/** The place of a transition in the list, of its edge's id. */
export const transitionOf = (id: string): number | null => (id.startsWith('way:') ? Number(id.slice(4)) : null)

/** Where nodes stand that nobody has placed by hand. */
export const placesOf = async ({
  nodes,
  transitions,
}: FlowBody): Promise<ReadonlyMap<string, { x: number; y: number }>> => {
  const boxes = nodes.map(({ key }) => ({ id: key, width: WIDTH, height: HEIGHT }))
  const lines = transitions.map(({ from, to }, at) => ({ id: edgeId(at), from, to }))
  return (await layOut(boxes, lines)).boxes
}

/** A flow as boxes and arrows. */
export const graphOf = (
  { nodes, transitions }: FlowBody,
  places: ReadonlyMap<string, { x: number; y: number }>,
  { standings, problems, selectedId }: Extras = {},
): { boxes: Box[]; ways: Edge[] } => ({
  boxes: nodes.map(node => ({
    id: node.key,
    type: 'box',
    position: node.at ?? places.get(node.key) ?? { x: 0, y: 0 },
    width: WIDTH,
    height: HEIGHT,
    selected: node.key === selectedId,
    data: { node, standing: standings?.get(node.key) ?? null, hasProblem: problems?.has(node.key) ?? false },
  })),
  ways: transitions.map((way, at) => ({
    id: edgeId(at),
    source: way.from,
    target: way.to,
    type: 'smoothstep',
    selected: edgeId(at) === selectedId,
    markerEnd: { type: MarkerType.ArrowClosed },
    ...((way.name || way.isRefusal || way.when !== undefined) && {
      label: way.name || (way.isRefusal ? '不同意' : '有条件'),
    }),
    ...(way.isRefusal && { className: 'pf-refusal' }),
  })),
})
