import { type FlowNode, type Stage, stageNames, stages } from './flow'
import { type FlowProblem, ofNode } from './problem'
import { indexOfStage } from './stages'
import { endsAll, reachableAtAll, reachableFrom, type Structure } from './structure'

const all = ({ nodes }: Structure): FlowNode[] => [...nodes.values()]

/** Nodes that nothing leads to, and nodes from which nothing leads to an end. */
export const pathProblems = (structure: Structure): FlowProblem[] => {
  const { nodes, start } = structure
  if (!all(structure).some(({ kind }) => kind === 'end')) return [{ code: 'end.missing', says: '流程还没有结束节点' }]
  const reachable = reachableAtAll(structure, start ? [start] : [])
  const endsFrom = (key: string) => [...reachableFrom(structure, [key])].some(to => nodes.get(to)?.kind === 'end')
  return [
    ...all(structure)
      .filter(({ key }) => !reachable.has(key))
      .map(node => ofNode(node, 'node.unreachable', '走不到：从第一个节点没有连线通到这里')),
    ...all(structure)
      .filter(({ key }) => !endsFrom(key))
      .map(node => ofNode(node, 'node.endless', '之后走不到结束')),
  ]
}

/** A join that would wait for ever, a parallel whose branches get in each other's way. */
export const parallelProblems = (structure: Structure): FlowProblem[] => {
  const { forks, forkOf, ins } = structure
  const unmatched = all(structure).filter(({ kind, key }) => kind === 'parallel' && !forks.has(key))
  const joins = all(structure).filter(({ kind }) => kind === 'join')
  return [
    ...unmatched.map(node =>
      ofNode(node, 'parallel.unmatched', '的分支要各自走完：都汇到同一个汇合，或都走到结束，中间不能互相连线'),
    ),
    ...joins
      .filter(({ key }) => (ins.get(key) ?? []).length < 2)
      .map(node => ofNode(node, 'join.one_way', '是汇合，至少要有两条连线进来')),
    ...joins
      .filter(({ key }) => (ins.get(key) ?? []).length >= 2 && !forkOf.has(key) && unmatched.length === 0)
      .map(node => ofNode(node, 'join.unmatched', '会一直等下去：进来的连线要来自同一个并行的各个分支')),
  ]
}

/** The stages of the ticket's life: in their order, each at most once, and never without the work itself. */
export const stageProblems = (structure: Structure): FlowProblem[] => {
  const staged = all(structure).filter(({ stage }) => stage)
  const repeated = stages.flatMap(stage => staged.filter(node => node.stage === stage).slice(1))
  const handle = staged.find(({ stage }) => stage === 'handle')
  return [
    ...repeated.map(node => ofNode(node, 'stage.repeated', `重复了「${stageNames[node.stage ?? 'handle']}」环节`)),
    ...staged.flatMap(node => orderProblems(structure, node, node.stage ?? 'handle')),
    ...besideProblems(structure),
    ...(handle ? avoidedProblems(structure, handle) : [{ code: 'stage.no_handle', says: '流程里没有「处理」环节' }]),
  ]
}

const orderProblems = (structure: Structure, node: FlowNode, stage: Stage): FlowProblem[] => {
  const next = (structure.outs.get(node.key) ?? []).filter(way => !endsAll(structure.nodes, way)).map(({ to }) => to)
  const earlier = [...reachableFrom(structure, next)]
    .flatMap(key => structure.nodes.get(key) ?? [])
    .filter(one => one.stage && (one === node || indexOfStage(one.stage) < indexOfStage(stage)))
  return earlier.map(one =>
    one === node
      ? ofNode(node, 'stage.again', '只能经过一次，后面的连线不能回到它前面')
      : ofNode(one, 'stage.order', `不能排在「${node.name}」之后`),
  )
}

/** Of two stages side by side it would not be sure which comes first. */
const besideProblems = ({ forks, nodes }: Structure): FlowProblem[] =>
  [...forks.values()].flatMap(({ key, branches }) => {
    const withStage = branches.filter(branch => [...branch].some(one => nodes.get(one)?.stage))
    const node = nodes.get(key)
    return node && withStage.length > 1
      ? [ofNode(node, 'stage.beside', '只能有一个分支带工单环节，环节之间不能并行')]
      : []
  })

/** Check-in and signature belong to the work, so there is no way round it but a refusal that ends everything. */
const avoidedProblems = (structure: Structure, handle: FlowNode): FlowProblem[] => {
  const avoiding = new Set(all(structure).flatMap(({ kind, key }) => (kind === 'end' ? [key] : [])))
  const ways = (key: string) => (structure.outs.get(key) ?? []).filter(way => !endsAll(structure.nodes, way))
  const isAvoiding = ({ key, kind }: FlowNode): boolean => {
    if (key === handle.key || ways(key).length === 0) return false
    return kind === 'parallel'
      ? ways(key).every(({ to }) => avoiding.has(to))
      : ways(key).some(({ to }) => avoiding.has(to))
  }
  for (let size = -1; size < avoiding.size; ) {
    size = avoiding.size
    for (const node of all(structure)) if (isAvoiding(node)) avoiding.add(node.key)
  }
  return structure.start && avoiding.has(structure.start)
    ? [ofNode(handle, 'stage.avoided', '可以被绕过：每条路都要经过它')]
    : []
}

/** Whether the flow may go through a node without anybody acting and without time going by. */
const isRestless = ({ kind, skipWhen, isSkippedWhenRed, waitsFor, until }: FlowNode): boolean => {
  if (['parallel', 'join', 'automatic'].includes(kind) || skipWhen !== undefined || isSkippedWhenRed) return true
  return waitsFor === 'date' && !(typeof until === 'number' && until >= 1)
}

/** A round in which nobody acts and nothing waits would never end. */
export const restlessProblems = (structure: Structure): FlowProblem[] => {
  const restless = all(structure).filter(isRestless)
  const next = (key: string): string[] =>
    (structure.outs.get(key) ?? [])
      .filter(({ to, isRefusal }) => !isRefusal && restless.some(node => node.key === to))
      .map(({ to }) => to)
  const returns = (from: string): boolean => {
    const found = new Set<string>()
    const waiting = next(from)
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
      if (key === from) return true
      if (found.has(key)) continue
      found.add(key)
      waiting.push(...next(key))
    }
    return false
  }
  const turning = restless.find(({ key }) => returns(key))
  return turning ? [ofNode(turning, 'cycle.restless', '所在的循环里没有人处理也没有等待，会一直转下去')] : []
}
