import type { FlowBody, FlowNode, FlowTransition, NodeKind, Stage } from '../../../../../shared/flows/flow'
import { stageNames } from '../../../../../shared/flows/flow'
import type { Edit } from '../../../../../shared/templates/history'
import type { Places } from '../picture/places'
import { words } from './words'

export type FlowDocument = { name: string; body: FlowBody }

/** What can be added: a node of a kind, or a stage of the ticket that the flow does not have yet. */
export type Addition = NodeKind | { stage: Stage }

const NODES = ['body', 'nodes'] as const
const WAYS = ['body', 'transitions'] as const

/** From one node to the next below it, and to the one beside it. */
const STEP_Y = 116
const STEP_X = 188

const freshKey = (taken: ReadonlySet<string>, kind: NodeKind): string => {
  for (let n = 1; ; n++) if (!taken.has(`${kind}${n}`)) return `${kind}${n}`
}

/** What a node of this kind needs before anybody has set anything. */
const begun: Record<NodeKind, Partial<FlowNode>> = {
  task: { assignee: { by: 'role', role: 'dispatcher' } },
  approval: { assignee: { by: 'managerOf', whom: 'creator' }, needs: 'any', isSkippedWhenRed: true },
  countersign: { assignee: { by: 'role', role: 'manager' } },
  parallel: {},
  join: {},
  wait: { waitsFor: 'customer', assignee: { by: 'ticketAssignee' } },
  automatic: { actions: [{ action: 'addTag', tag: '待跟进' }] },
  end: {},
}

/** The node as it comes in. */
export const freshNode = (body: FlowBody, addition: Addition, alsoTaken: readonly string[] = []): FlowNode => {
  const taken = new Set([...body.nodes.map(({ key }) => key), ...alsoTaken])
  if (typeof addition === 'string')
    return { key: freshKey(taken, addition), kind: addition, name: words.kinds[addition], ...begun[addition] }
  const { stage } = addition
  return { key: taken.has(stage) ? freshKey(taken, 'task') : stage, kind: 'task', name: stageNames[stage], stage }
}

/** Once one node has a place by hand, all have: whatever moved by itself would run into it. */
const pinned = (nodes: readonly FlowNode[], shown: Places): FlowNode[] =>
  nodes.map(node => {
    const at = node.at ?? shown.get(node.key)
    return at ? { ...node, at } : node
  })

/** A node by itself, at a place of the picture. */
export const addNode = (
  { body }: FlowDocument,
  addition: Addition,
  at: { x: number; y: number },
  shown: Places,
): Edit => ({
  name: 'addNode',
  patches: [{ op: 'set', path: NODES, value: [...pinned(body.nodes, shown), { ...freshNode(body, addition), at }] }],
})

/** The nodes that come in, first to last, with the ways among them; a parallel comes with two branches and its join. */
const group = (body: FlowBody, addition: Addition): { nodes: FlowNode[]; ways: FlowTransition[] } => {
  const first = freshNode(body, addition)
  if (first.kind !== 'parallel') return { nodes: [first], ways: [] }
  const left = freshNode(body, 'task')
  const right = freshNode(body, 'task', [left.key])
  const join = freshNode(body, 'join')
  const branches = [left, { ...right, name: `${right.name} 2` }]
  return {
    nodes: [first, ...branches, join],
    ways: branches.flatMap(({ key }) => [
      { from: first.key, to: key },
      { from: key, to: join.key },
    ]),
  }
}

/** Of one new node, and of a parallel with its branches and its join: in columns and rows from the node before. */
const spots = [
  { x: 0, y: 1 },
  { x: -0.5, y: 2 },
  { x: 0.5, y: 2 },
  { x: 0, y: 3 },
]

/** Where the new ones stand in a picture made by hand: in the gap, with all that is below moved on. */
const madeRoom = (nodes: readonly FlowNode[], after: FlowNode, added: readonly FlowNode[]): FlowNode[] => {
  const { at } = after
  if (!at) return [...nodes, ...added]
  const rows = added.length > 1 ? 3 : 1
  const moved = nodes.map(node =>
    node.at && node.at.y > at.y + STEP_Y / 2 ? { ...node, at: { ...node.at, y: node.at.y + rows * STEP_Y } } : node,
  )
  const set = added.map((node, index) => {
    const spot = spots[index] ?? { x: 0, y: 1 }
    return { ...node, at: { x: at.x + spot.x * STEP_X, y: at.y + spot.y * STEP_Y } }
  })
  return [...moved, ...set]
}

/** Comes between a node and all that follows it; an approval is refused to the end until it is led elsewhere. */
export const insertAfter = ({ body }: FlowDocument, key: string, addition: Addition): Edit => {
  const { nodes, ways } = group(body, addition)
  const [first] = nodes
  const last = nodes.at(-1)
  const after = body.nodes.find(node => node.key === key)
  if (!first || !last || !after) return { name: 'insertAfter', patches: [] }
  const end = body.nodes.find(({ kind }) => kind === 'end')
  const isDecision = first.kind === 'approval' || first.kind === 'countersign'
  const onward = body.transitions.map(way => (way.from === key && !way.isRefusal ? { ...way, from: last.key } : way))
  return {
    name: 'insertAfter',
    patches: [
      { op: 'set', path: NODES, value: madeRoom(body.nodes, after, nodes) },
      {
        op: 'set',
        path: WAYS,
        value: [
          ...onward,
          { from: key, to: first.key },
          ...ways,
          ...(isDecision && end ? [{ from: first.key, to: end.key, isRefusal: true }] : []),
        ],
      },
    ],
  }
}

/** Without the node: what came before it leads on to where it alone led. */
export const removeNode = ({ body }: FlowDocument, key: string): Edit => {
  const rest = body.transitions.filter(({ from, to }) => from !== key && to !== key)
  const onward = body.transitions.filter(({ from, isRefusal }) => from === key && !isRefusal)
  const next = onward.length === 1 ? onward[0]?.to : undefined
  const bridged = body.transitions
    .filter(({ from, to }) => to === key && from !== next)
    .flatMap(way => (next === undefined ? [] : [{ ...way, to: next }]))
    .filter(way => !rest.some(one => isSame(one, way)))
  return {
    name: 'removeNode',
    patches: [
      { op: 'set', path: NODES, value: body.nodes.filter(node => node.key !== key) },
      { op: 'set', path: WAYS, value: [...rest, ...bridged] },
    ],
  }
}

export const changeNode = ({ body }: FlowDocument, key: string, node: FlowNode, isTyping = false): Edit => ({
  name: 'changeNode',
  patches: [{ op: 'set', path: [...NODES, body.nodes.findIndex(one => one.key === key)], value: node }],
  isTyping,
})

/** The first node is where the flow starts. */
export const startAt = ({ body }: FlowDocument, key: string): Edit => ({
  name: 'startAt',
  patches: [{ op: 'move', path: NODES, from: body.nodes.findIndex(one => one.key === key), to: 0 }],
})

/** Places by hand; the others stay where they are shown. Steps of one key press after another are one. */
export const placeNodes = ({ body }: FlowDocument, moved: Places, shown: Places, isStepping = false): Edit => ({
  name: 'placeNodes',
  patches: [
    {
      op: 'set',
      path: NODES,
      value: pinned(body.nodes, shown).map(node => {
        const at = moved.get(node.key)
        return at ? { ...node, at } : node
      }),
    },
  ],
  isTyping: isStepping,
})

export const unplaceNodes = ({ body }: FlowDocument): Edit => ({
  name: 'unplaceNodes',
  patches: [{ op: 'set', path: NODES, value: body.nodes.map(({ at, ...node }) => node) }],
})

const isSame = (a: FlowTransition, b: FlowTransition): boolean =>
  a.from === b.from && a.to === b.to && !a.isRefusal === !b.isRefusal

/** The way as it is begun: an approval that has somewhere to go when agreed is now led on when refused. */
export const begunWay = ({ nodes, transitions }: FlowBody, from: string, to: string): FlowTransition => {
  const kind = nodes.find(({ key }) => key === from)?.kind
  const isDecision = kind === 'approval' || kind === 'countersign'
  const outs = transitions.filter(way => way.from === from)
  const isRefusal =
    isDecision && outs.some(way => !way.isRefusal && way.when === undefined) && !outs.some(way => way.isRefusal)
  return { from, to, ...(isRefusal && { isRefusal }) }
}

export const addWay = ({ body }: FlowDocument, from: string, to: string): Edit => {
  const way = begunWay(body, from, to)
  const isIdle = from === to || body.transitions.some(one => one.from === from && one.to === to)
  return {
    name: 'addWay',
    patches: isIdle ? [] : [{ op: 'insert', path: WAYS, at: body.transitions.length, value: way }],
  }
}

export const changeWay = (at: number, way: FlowTransition, isTyping = false): Edit => ({
  name: 'changeWay',
  patches: [{ op: 'set', path: [...WAYS, at], value: way }],
  isTyping,
})

export const removeWay = (at: number): Edit => ({ name: 'removeWay', patches: [{ op: 'remove', path: WAYS, at }] })

export const rename = (name: string): Edit => ({
  name: 'rename',
  patches: [{ op: 'set', path: ['name'], value: name }],
  isTyping: true,
})
