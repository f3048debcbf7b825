import type { FlowBody, FlowNode, FlowTransition, NodeKind } from '../../../../../shared/flows/flow'
import type { Edit } from '../../../../../shared/templates/history'
import { words } from './words'

export type FlowDocument = { name: string; body: FlowBody }

const NODES = ['body', 'nodes'] as const
const WAYS = ['body', 'transitions'] as const

const freshKey = (body: FlowBody, kind: NodeKind): string => {
  const keys = new Set(body.nodes.map(({ key }) => key))
  for (let n = 1; ; n++) if (!keys.has(`${kind}${n}`)) return `${kind}${n}`
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

export const addNode = ({ body }: FlowDocument, kind: NodeKind, at: { x: number; y: number }): Edit => ({
  name: 'addNode',
  patches: [
    {
      op: 'insert',
      path: NODES,
      at: body.nodes.length,
      value: { key: freshKey(body, kind), kind, name: words.kinds[kind], at, ...begun[kind] } satisfies FlowNode,
    },
  ],
})

/** Without the node and all ways to and from it. */
export const removeNode = ({ body }: FlowDocument, key: string): Edit => ({
  name: 'removeNode',
  patches: [
    { op: 'set', path: NODES, value: body.nodes.filter(node => node.key !== key) },
    { op: 'set', path: WAYS, value: body.transitions.filter(({ from, to }) => from !== key && to !== key) },
  ],
})

export const changeNode = ({ body }: FlowDocument, key: string, node: FlowNode, isTyping = false): Edit => ({
  name: 'changeNode',
  patches: [{ op: 'set', path: [...NODES, body.nodes.findIndex(one => one.key === key)], value: node }],
  isTyping,
})

/** Places by hand; those of others stay. */
export const placeNodes = ({ body }: FlowDocument, places: ReadonlyMap<string, { x: number; y: number }>): Edit => ({
  name: 'placeNodes',
  patches: body.nodes.flatMap((node, at) => {
    const place = places.get(node.key)
    return place ? [{ op: 'set' as const, path: [...NODES, at, 'at'], value: place }] : []
  }),
})

export const unplaceNodes = ({ body }: FlowDocument): Edit => ({
  name: 'unplaceNodes',
  patches: [{ op: 'set', path: NODES, value: body.nodes.map(({ at, ...node }) => node) }],
})

export const addWay = ({ body }: FlowDocument, way: FlowTransition): Edit => ({
  name: 'addWay',
  patches: body.transitions.some(({ from, to }) => from === way.from && to === way.to)
    ? []
    : [{ op: 'insert', path: WAYS, at: body.transitions.length, value: way }],
})

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
