import type { ElkNode } from 'elkjs'

export type Box = { id: string; width: number; height: number }
/** What is aside gives way: the main line stays straight. */
export type Line = { id: string; from: string; to: string; isAside?: boolean | undefined }
export type Point = { x: number; y: number }
export type Picture = {
  boxes: ReadonlyMap<string, Box & Point>
  /** The bends of each line, its ends included. */
  lines: ReadonlyMap<string, Point[]>
  width: number
  height: number
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': '60',
  'elk.spacing.nodeNode': '40',
  'elk.layered.feedbackEdges': 'true',
  // A way back to an earlier node stays a way back, whichever of the two was drawn first.
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
}

const portOf = (id: string, side: 'in' | 'out'): string => `${id} ${side}`

/** Lines come in at the middle of the left side and go out at the middle of the right one. */
const withPorts = ({ id, width, height }: Box): ElkNode => {
  const port = (side: 'in' | 'out', x: number) => ({ id: portOf(id, side), x, y: height / 2, width: 0, height: 0 })
  return {
    id,
    width,
    height,
    ports: [port('in', 0), port('out', width)],
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
  }
}

/** Places boxes in layers from left to right and leads the lines around them. The layout engine is loaded when first used. */
export const layOut = async (boxes: readonly Box[], lines: readonly Line[]): Promise<Picture> => {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: options,
    children: boxes.map(withPorts),
    edges: lines.map(({ id, from, to, isAside }) => ({
      id,
      sources: [portOf(from, 'out')],
      targets: [portOf(to, 'in')],
      layoutOptions: { 'elk.layered.priority.straightness': isAside ? '1' : '20' },
    })),
  }
  const root: ElkNode = await new Elk().layout(graph)
  const placed = (root.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({
    id,
    x,
    y,
    width,
    height,
  }))
  const led = (root.edges ?? []).map(({ id, sections }): [string, Point[]] => [
    id,
    (sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]),
  ])
  return {
    boxes: new Map(placed.map(box => [box.id, box])),
    lines: new Map(led),
    width: root.width ?? 0,
    height: root.height ?? 0,
  }
}
