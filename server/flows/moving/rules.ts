import type { FlowNode } from '../../../shared/flows/flow'
import type { FlowView } from '../../../shared/flows/library'
import type { FlowState, Token } from '../../../shared/flows/state'
import { mayStandAt, structureOf } from '../../../shared/flows/structure'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { nodeOf } from '../runs/rules'

export type Relocation = { before: Token; after: Token; node: FlowNode }

type Change = { from: FlowView; to: FlowView; mapping: Readonly<Record<string, string>> }

/**
 * The same standing in another version: every node where the ticket stands needs one like it there, by its key or by the
 * mapping, and the ticket must be able to stand at all of them at one time. Refuses `flow.no_counterpart`, `flow.place_unfit`.
 */
export const relocated = (state: FlowState, change: Change): { state: FlowState; relocations: Relocation[] } => {
  const rounds = { ...state.rounds }
  const relocations = state.tokens.map((before): Relocation => {
    const node = counterpartOf(before, change)
    const round = node.key === before.nodeKey ? before.round : (rounds[node.key] ?? 0) + 1
    if (node.kind !== 'join') rounds[node.key] = Math.max(round, rounds[node.key] ?? 0)
    return { before, after: { ...before, nodeKey: node.key, round }, node }
  })
  const tokens = relocations.map(({ after }) => after)
  const mayStand = mayStandAt(
    structureOf(change.to.body),
    tokens.map(({ nodeKey }) => nodeKey),
  )
  refuseUnless(mayStand, 'flow.place_unfit')
  return { state: { ...state, tokens, rounds }, relocations }
}

const counterpartOf = ({ nodeKey }: Token, { from, to, mapping }: Change): FlowNode => {
  const present = nodeOf(from, nodeKey)
  const node = structureOf(to.body).nodes.get(mapping[nodeKey] ?? nodeKey)
  const isAlike = node && node.kind === present.kind && node.stage === present.stage
  return isAlike ? node : refuse('flow.no_counterpart', { name: present.name, nodeKey })
}
