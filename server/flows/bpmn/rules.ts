import type { FlowBody, FlowNode, FlowTransition } from '../../../shared/flows/flow'
import { endsAll, type Structure, structureOf } from '../../../shared/flows/structure'

export const elementTypes = [
  'StartEvent',
  'UserTask',
  'ServiceTask',
  'IntermediateCatchEvent',
  'ExclusiveGateway',
  'ParallelGateway',
  'EndEvent',
] as const
export type ElementType = (typeof elementTypes)[number]

export type Element = {
  id: string
  type: ElementType
  name: string
  /** UserTask: all of several people, side by side. */
  isForAll?: boolean
  /** The definition of an event: what is waited for, or that everything ends. */
  event?: { is: 'message' | 'terminate' } | { is: 'timer'; until: unknown }
  /** ExclusiveGateway: the flow that is taken when no other is. */
  defaultFlowId?: string
}

export type SequenceFlow = { id: string; from: string; to: string; name: string; condition?: unknown }

export type Diagram = { elements: Element[]; flows: SequenceFlow[] }

const types: Record<FlowNode['kind'], ElementType> = {
  task: 'UserTask',
  approval: 'UserTask',
  countersign: 'UserTask',
  wait: 'IntermediateCatchEvent',
  automatic: 'ServiceTask',
  parallel: 'ParallelGateway',
  join: 'ParallelGateway',
  end: 'EndEvent',
}

const nodeId = (key: string): string => `node_${key}`
const choiceId = (key: string): string => `choice_${key}`

/** As BPMN draws it: a decision is a gateway of its own after the task, and before a join each branch comes in by one flow. */
export const diagramOf = (body: FlowBody): Diagram => {
  const structure = structureOf(body)
  const diagram: Diagram = { elements: [{ id: 'start', type: 'StartEvent', name: '开始' }], flows: [] }
  connect(diagram, { from: 'start', to: nodeId(body.nodes[0]?.key ?? ''), name: '' })
  // An end that only refusals lead to stands for each of them as a termination.
  const isDrawn = ({ key, kind }: FlowNode) =>
    kind !== 'end' || (structure.ins.get(key) ?? []).some(way => !endsAll(structure.nodes, way))
  for (const node of body.nodes.filter(isDrawn)) diagram.elements.push(elementOf(node))
  for (const node of body.nodes) if (node.kind === 'join') mergeBranches(diagram, structure, node)
  for (const node of body.nodes) leadOn(diagram, structure, node)
  return diagram
}

const elementOf = ({ key, kind, name, needs, waitsFor, until }: FlowNode): Element => ({
  id: nodeId(key),
  type: types[kind],
  name,
  ...(kind === 'countersign' || needs === 'all' ? { isForAll: true } : {}),
  ...(waitsFor ? { event: waitsFor === 'date' ? { is: 'timer', until } : { is: 'message' } } : {}),
})

const connect = ({ flows }: Diagram, flow: Omit<SequenceFlow, 'id'>): string => {
  const id = `flow_${flows.length + 1}`
  flows.push({ id, ...flow })
  return id
}

const mergeId = (join: string, branch: number): string => `merge_${join}_${branch}`

const branchOf = ({ forkOf }: Structure, join: string, from: string): number =>
  forkOf.get(join)?.branches.findIndex(branch => branch.has(from)) ?? -1

/** The ways into a join that come from one branch. */
const waysOfBranch = (structure: Structure, join: string, branch: number): FlowTransition[] =>
  (structure.ins.get(join) ?? []).filter(({ from }) => branchOf(structure, join, from) === branch)

const mergeBranches = (diagram: Diagram, structure: Structure, { key, name }: FlowNode): void => {
  structure.forkOf.get(key)?.branches.forEach((_, branch) => {
    if (waysOfBranch(structure, key, branch).length < 2) return
    diagram.elements.push({ id: mergeId(key, branch), type: 'ExclusiveGateway', name: '' })
    connect(diagram, { from: mergeId(key, branch), to: nodeId(key), name })
  })
}

const targetOf = (diagram: Diagram, structure: Structure, way: FlowTransition): string => {
  if (endsAll(structure.nodes, way)) return terminationOf(diagram, structure, way)
  const branch = branchOf(structure, way.to, way.from)
  const isMerged = branch >= 0 && waysOfBranch(structure, way.to, branch).length > 1
  return isMerged ? mergeId(way.to, branch) : nodeId(way.to)
}

const terminationOf = ({ elements }: Diagram, { nodes }: Structure, way: FlowTransition): string => {
  const id = `refused_${way.from}_${way.to}`
  elements.push({ id, type: 'EndEvent', name: nodes.get(way.to)?.name ?? '', event: { is: 'terminate' } })
  return id
}

const nameOf = (way: FlowTransition, isDecision: boolean): string =>
  way.name || (way.isRefusal ? '不同意' : isDecision && way.when === undefined ? '同意' : '')

const leadOn = (diagram: Diagram, structure: Structure, node: FlowNode): void => {
  const ways = structure.outs.get(node.key) ?? []
  const isDecision = node.kind === 'approval' || node.kind === 'countersign'
  const isChoice = ways.length > 1 && node.kind !== 'parallel'
  const from = isChoice ? choiceId(node.key) : nodeId(node.key)
  const gateway: Element = { id: from, type: 'ExclusiveGateway', name: isDecision ? '是否同意' : '' }
  if (isChoice) {
    diagram.elements.push(gateway)
    connect(diagram, { from: nodeId(node.key), to: from, name: '' })
  }
  for (const way of ways) {
    const condition = isChoice ? conditionOf(way) : undefined
    const to = targetOf(diagram, structure, way)
    const id = connect(diagram, {
      from,
      to,
      name: nameOf(way, isDecision),
      ...(condition === undefined ? {} : { condition }),
    })
    if (isChoice && condition === undefined) gateway.defaultFlowId = id
  }
}

/** A refusal is a condition on what was decided. */
const conditionOf = ({ when, isRefusal }: FlowTransition): unknown => {
  const refused = { '==': [{ var: 'decision' }, 'refuse'] }
  if (!isRefusal) return when
  return when === undefined ? refused : { and: [refused, when] }
}
