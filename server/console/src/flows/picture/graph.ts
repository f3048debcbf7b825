import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { FlowBody, FlowNode, FlowTransition } from '../../../../../shared/flows/flow'
import { HEIGHT, type Places, WIDTH } from './places'
import { type Point, routesOf } from './route'
import { words } from './words'

/** How a node stands on a ticket. */
export type Standing = { state: 'active' | 'done' | 'skipped' | 'refused'; says: string }

export type BoxData = { node: FlowNode; standing: Standing | null; hasProblem: boolean; isStart: boolean }
export type Box = Node<BoxData, 'box'>
export type Way = Edge<{ points: Point[]; says: string | null; isRefusal: boolean }, 'way'>

type Extras = { standings?: ReadonlyMap<string, Standing>; problems?: ReadonlySet<string>; selectedId?: string | null }

export const edgeId = (at: number): string => `way:${at}`
/** The place of a transition in the list, of its edge's id. */
export const transitionOf = (id: string): number | null => (id.startsWith('way:') ? Number(id.slice(4)) : null)

export const isDecision = (node: Pick<FlowNode, 'kind'> | undefined): boolean =>
  node?.kind === 'approval' || node?.kind === 'countersign'

/** What stands on a way; nothing where there is only this one. */
export const wayWords = ({ name, isRefusal, when }: FlowTransition, from: FlowNode | undefined): string | null => {
  if (name) return name
  if (isRefusal) return words.refuse
  if (when !== undefined) return words.onCondition
  return isDecision(from) ? words.approve : null
}

/** The accent of a chosen way, the red of a refusal; markers take no style sheet. */
const inkOf = (way: FlowTransition, isChosen: boolean): string =>
  isChosen ? 'var(--accent)' : way.isRefusal ? 'var(--overdue)' : 'var(--waiting)'

/** A flow as boxes and arrows. */
export const graphOf = (
  { nodes, transitions }: FlowBody,
  places: Places,
  { standings, problems, selectedId }: Extras = {},
): { boxes: Box[]; ways: Way[] } => {
  const placeOf = (key: string): Point => places.get(key) ?? { x: 0, y: 0 }
  const byKey = new Map(nodes.map(node => [node.key, node]))
  const rects = new Map(nodes.map(({ key }) => [key, { ...placeOf(key), width: WIDTH, height: HEIGHT }]))
  const routes = routesOf(transitions, rects)
  return {
    boxes: nodes.map((node, at) => ({
      id: node.key,
      type: 'box',
      position: placeOf(node.key),
      width: WIDTH,
      height: HEIGHT,
      measured: { width: WIDTH, height: HEIGHT },
      selected: node.key === selectedId,
      deletable: node.stage !== 'handle',
      ariaLabel: node.name,
      data: {
        node,
        standing: standings?.get(node.key) ?? null,
        hasProblem: problems?.has(node.key) ?? false,
        isStart: at === 0,
      },
    })),
    ways: transitions.map((way, at) => {
      const isChosen = edgeId(at) === selectedId
      return {
        id: edgeId(at),
        source: way.from,
        target: way.to,
        type: 'way',
        selected: isChosen,
        zIndex: isChosen ? 1 : 0,
        markerEnd: { type: MarkerType.ArrowClosed, color: inkOf(way, isChosen), width: 19, height: 19 },
        data: { points: routes[at] ?? [], says: wayWords(way, byKey.get(way.from)), isRefusal: way.isRefusal === true },
      }
    }),
  }
}
