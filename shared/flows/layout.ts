import type { ElkNode } from 'elkjs'

export type Box = { id: string; width: number; height: number }
export type Line = { id: string; from: string; to: string }
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
}

/** Places boxes in layers from left to right and leads the lines around them. The layout engine is loaded when first used. */
export const layOut = async (boxes: readonly Box[], lines: readonly Line[]): Promise<Picture> => {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: options,
    children: boxes.map(box => ({ ...box })),
    edges: lines.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
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
