import type { Move } from '../tickets/life'
import type { FlowBody, FlowNode, Stage } from './flow'
import { firstMoveNames, indexOfStage, movesFrom } from './stages'
import type { FlowState } from './state'
import { reachableFrom, type Structure, structureOf } from './structure'

/** A stage that the ticket may not enter yet, and what it waits for. */
export type Gate = { stage: Stage; moves: Move[]; waitsFor: FlowNode[] }

/**
 * What holds the ticket back: the first stage to come while a node that is no stage stands before it; after a refusal
 * that ended the flow, for good.
 */
export const gateOf = (body: FlowBody, state: FlowState): Gate | null => {
  if (state.ending === 'ended' || state.ending === 'cancelled') return null
  const structure = structureOf(body)
  const standing = [...new Set(state.tokens.map(({ nodeKey }) => nodeKey))]
  const blockers = standing.flatMap(key => structure.nodes.get(key) ?? []).filter(isBlocker)
  if (state.ending === null && blockers.length === 0) return null
  const toCome = state.ending ? structure.nodes.keys() : reachableFrom(structure, standing)
  const unreached = stagesAmong(structure, toCome).filter(stage => !state.reached.includes(stage))
  for (const stage of unreached) {
    const waitsFor = blockers.filter(({ key }) =>
      stagesAmong(structure, reachableFrom(structure, [key])).includes(stage),
    )
    if (waitsFor.length > 0 || state.ending) return { stage, moves: movesFrom(stage), waitsFor }
  }
  return null
}

const isBlocker = ({ kind, stage }: FlowNode): boolean => !stage && kind !== 'join'

/** In the order of the ticket's life. */
const stagesAmong = ({ nodes }: Structure, keys: Iterable<string>): Stage[] =>
  [...keys].flatMap(key => nodes.get(key)?.stage ?? []).sort((a, b) => indexOfStage(a) - indexOfStage(b))

const MOST_NAMES = 2

export const namesInWords = (names: readonly string[]): string =>
  names.length > MOST_NAMES
    ? `${names.slice(0, MOST_NAMES).join('、')}等 ${names.length} 人`
    : names.join('、') || '处理人'

const verbs: Partial<Record<FlowNode['kind'], (node: FlowNode, who: string) => string>> = {
  approval: (_, who) => `${who}审批`,
  countersign: (_, who) => `${who}会签`,
  task: ({ name }, who) => `${who}完成「${name}」`,
}

/** 等沈明远审批后才能派单。`waitingNames` are those who still have to act, by node key. */
export const sentenceOfGate = (
  body: FlowBody,
  gate: Gate,
  { state, waitingNames }: { state: FlowState; waitingNames: ReadonlyMap<string, readonly string[]> },
): string => {
  const move = firstMoveNames[gate.stage]
  if (state.ending === 'refused') {
    const name = body.nodes.find(({ key }) => key === state.refusedAt)?.name ?? '流程'
    return `「${name}」没有通过，不能${move}。请取消工单，需要时再重新打开`
  }
  const waits = gate.waitsFor.map(
    node => verbs[node.kind]?.(node, namesInWords(waitingNames.get(node.key) ?? [])) ?? `「${node.name}」结束`,
  )
  return `等${waits.join('、')}后才能${move}`
}
