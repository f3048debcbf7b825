import type { FlowNode } from '../../../shared/flows/flow'
import type { FlowView } from '../../../shared/flows/library'
import { type Effect, type FlowState, tokenOf } from '../../../shared/flows/state'
import { structureOf } from '../../../shared/flows/structure'
import type { Call } from '../../call'
import type { TicketRow } from '../../tickets/actions'
import type { FlowStepRow } from '../steps/store'
import type { FlowRunRow } from './store'

type Entered = Extract<Effect, { kind: 'entered' }>
type Left = Extract<Effect, { kind: 'left' }>

export const enteredIn = (effects: readonly Effect[]): Entered[] =>
  effects.filter((effect): effect is Entered => effect.kind === 'entered')
export const leftIn = (effects: readonly Effect[]): Left[] =>
  effects.filter((effect): effect is Left => effect.kind === 'left')

export const nodeOf = (flow: Pick<FlowView, 'body'>, key: string): FlowNode => {
  const node = structureOf(flow.body).nodes.get(key)
  if (!node) throw new Error(`no node ${key} in this flow`)
  return node
}

const untilOf = (effects: readonly Effect[], { nodeKey, round }: Entered): Date | null => {
  const timer = effects.find(one => one.kind === 'timer' && one.nodeKey === nodeKey && one.round === round)
  return timer?.kind === 'timer' ? timer.at : null
}

type Going = { run: FlowRunRow; flow: FlowView; ticket: TicketRow; effects: readonly Effect[] }

/** The nodes that were come to, those that were passed at once with how they were left. */
export const newSteps = (
  { newId, actor, now }: Pick<Call, 'newId' | 'actor' | 'now'>,
  { run, flow, ticket, effects }: Going,
): FlowStepRow[] =>
  enteredIn(effects).map(entered => {
    const { nodeKey, round } = entered
    const { name, kind, stage = null } = nodeOf(flow, nodeKey)
    const left = leftIn(effects).find(one => one.nodeKey === nodeKey && one.round === round)
    return {
      id: newId(),
      runId: run.id,
      ticketId: ticket.id,
      flowId: flow.id,
      nodeKey,
      name,
      kind,
      stage,
      round,
      enteredAt: now,
      leftAt: left ? now : null,
      until: untilOf(effects, entered),
      outcome: left?.outcome ?? null,
      reason: left?.reason ?? null,
      askedById: actor.personId,
      askedByName: actor.name,
      urgedAt: null,
    }
  })

/** The nodes that were left and had been come to before. */
export const leftBefore = (effects: readonly Effect[]): Left[] => {
  const entered = new Set(enteredIn(effects).map(({ nodeKey, round }) => `${nodeKey} ${round}`))
  return leftIn(effects).filter(({ nodeKey, round }) => !entered.has(`${nodeKey} ${round}`))
}

/** The nodes where somebody has to be named now. */
export const toBeSeated = (flow: FlowView, state: FlowState, effects: readonly Effect[]): FlowNode[] =>
  enteredIn(effects)
    .filter(({ nodeKey, round }) => tokenOf(state, nodeKey)?.round === round)
    .map(({ nodeKey }) => nodeOf(flow, nodeKey))
    .filter(({ assignee }) => assignee)

const MOST_NAME = 40

/** Where the ticket stands, as a card shows it; null when the flow is over. */
export const placeName = (flow: FlowView, { tokens }: FlowState): string | null => {
  const nodes = tokens.map(({ nodeKey }) => nodeOf(flow, nodeKey)).filter(({ kind }) => kind !== 'join')
  return nodes.length > 0
    ? nodes
        .map(({ name }) => name)
        .join('、')
        .slice(0, MOST_NAME)
    : null
}

export const waitTimer = (ticketId: string, nodeKey: string): string => `flows.wait:${ticketId}:${nodeKey}`
