import { refuseUnless } from '../kernel/refusal'
import { chosenWay, dateOf, holds } from './conditions'
import type { FlowBody, FlowNode, FlowTransition } from './flow'
import { indexOfStage } from './stages'
import { type Advance, type Effect, type Facts, type FlowState, type Happening, newState, type Outcome } from './state'
import { endsAll, forksAround, type Structure, structureOf } from './structure'

/** Nodes entered in one go; a published flow cannot come near it. */
const MOST_STEPS = 1000

const whys = {
  red: '红色预警，先行处理，事后补报',
  rule: '符合免办条件',
  noDate: '没有填写要等到的日期',
  back: '工单退回到上一环节',
  refusedElsewhere: '流程因未同意而结束',
  cancelled: '工单已取消',
  reopened: '工单重新打开',
}

/** Whether a step was withdrawn because of what happened elsewhere, and not by whoever had asked for it. */
export const isSwept = (reason: string | null): boolean =>
  [whys.back, whys.refusedElsewhere, whys.cancelled, whys.reopened].some(why => why === reason)

/** One advance while it is worked out: its own copy of the state, and what has come of it so far. */
type Run = { structure: Structure; state: FlowState; facts: Facts; effects: Effect[]; stepsLeft: number }

const runOf = (body: FlowBody, state: FlowState, facts: Facts): Run => ({
  structure: structureOf(body),
  state: structuredClone(state),
  facts,
  effects: [],
  stepsLeft: MOST_STEPS,
})

const settled = (run: Run): Advance => {
  const { state, effects } = run
  if (!state.ending && state.tokens.length === 0) state.ending = 'ended'
  return { state, effects }
}

/** A flow at its first resting places. */
export const startFlow = (body: FlowBody, facts: Facts): Advance => {
  const run = runOf(body, newState(), facts)
  enter(run, nodeAt(run, run.structure.start))
  return settled(run)
}

/**
 * The flow after something has happened, at rest again. What does not concern it changes nothing: a timer that comes
 * late, a decision of somebody who is not asked. Refuses `flow.endless` after 1,000 nodes.
 */
export const advance = (body: FlowBody, state: FlowState, happening: Happening, facts: Facts): Advance => {
  const run = runOf(body, state, facts)
  if (happening.kind === 'reopened') restart(run)
  else if (happening.kind === 'cancelled') end(run, 'cancelled', whys.cancelled)
  else if (!state.ending) take(run, happening)
  return settled(run)
}

type Ordinary = Exclude<Happening, { kind: 'reopened' | 'cancelled' }>
const take = (run: Run, happening: Ordinary): void => {
  switch (happening.kind) {
    case 'moved':
      follow(run)
      break
    case 'reddened':
      passRed(run)
      break
    case 'timer':
      if (tokenAt(run, happening.nodeKey)?.round === happening.round) pass(run, happening.nodeKey, 'done')
      break
    case 'completed':
      pass(run, happening.nodeKey, 'done')
      break
    case 'withdrawn':
      turnBack(run, happening.nodeKey, 'withdrawn')
      break
    case 'decided':
      decide(run, happening)
      break
    case 'reseated':
      countApprovals(run, happening.nodeKey)
      break
  }
}

const tokenAt = (run: Run, key: string) => run.state.tokens.find(token => token.nodeKey === key)

const nodeAt = ({ structure }: Run, key: string | null): FlowNode => {
  const node = key === null ? undefined : structure.nodes.get(key)
  if (!node) throw new Error(`no node ${key} in this flow`)
  return node
}

const waysFrom = ({ structure }: Run, key: string): readonly FlowTransition[] => structure.outs.get(key) ?? []

const enter = (run: Run, node: FlowNode): void => {
  run.stepsLeft -= 1
  refuseUnless(run.stepsLeft >= 0, 'flow.endless', { most: MOST_STEPS })
  const fork = node.kind === 'join' ? run.structure.forkOf.get(node.key) : undefined
  const { state, effects } = run
  if (fork && state.tokens.filter(({ nodeKey }) => nodeKey === node.key).length + 1 < fork.branches.length) {
    state.tokens.push({
      nodeKey: node.key,
      round: (state.rounds[node.key] ?? 0) + 1,
      owners: [],
      added: [],
      approvals: [],
    })
    return
  }
  state.tokens = state.tokens.filter(({ nodeKey }) => nodeKey !== node.key)
  const round = (state.rounds[node.key] ?? 0) + 1
  state.rounds[node.key] = round
  if (node.stage && !state.reached.includes(node.stage)) state.reached.push(node.stage)
  state.tokens.push({ nodeKey: node.key, round, owners: [], added: [], approvals: [] })
  effects.push({ kind: 'entered', nodeKey: node.key, round })
  const skipped = whySkipped(run, node)
  if (skipped) pass(run, node.key, 'skipped', skipped)
  else begin(run, node)
}

const whySkipped = (run: Run, { isSkippedWhenRed, skipWhen }: FlowNode): string | null => {
  if (isSkippedWhenRed && run.facts.isRed) return whys.red
  return skipWhen !== undefined && holds(skipWhen, run.facts.data) ? whys.rule : null
}

/** What a node does of its own accord; where it does nothing, it waits for what happens. */
const begin = (run: Run, node: FlowNode): void => {
  const { key, kind, stage, waitsFor, actions = [] } = node
  if (stage && indexOfStage(stage) < run.facts.position) pass(run, key, 'done')
  if (waitsFor === 'date') waitForDate(run, node)
  if (kind === 'automatic') run.effects.push({ kind: 'actions', nodeKey: key, actions })
  if (kind === 'automatic' || kind === 'join') pass(run, key, 'done')
  if (kind === 'parallel' || kind === 'end') leave(run, key, 'done')
  if (kind === 'parallel') for (const way of waysFrom(run, key)) enter(run, nodeAt(run, way.to))
}

const waitForDate = (run: Run, node: FlowNode): void => {
  const { now, data } = run.facts
  const at = dateOf(node.until, data, now)
  if (!at) pass(run, node.key, 'skipped', whys.noDate)
  else if (at.getTime() <= now.getTime()) pass(run, node.key, 'done')
  else run.effects.push({ kind: 'timer', nodeKey: node.key, round: run.state.rounds[node.key] ?? 1, at })
}

/** False when nobody stands there. */
const leave = (run: Run, key: string, outcome: Outcome, reason: string | null = null): boolean => {
  const token = tokenAt(run, key)
  if (!token) return false
  run.state.tokens = run.state.tokens.filter(one => one !== token)
  run.effects.push({ kind: 'left', nodeKey: key, round: token.round, outcome, reason })
  return true
}

/** Leaves a node by the way on. */
const pass = (run: Run, key: string, outcome: Outcome, reason?: string): void => {
  if (!leave(run, key, outcome, reason)) return
  const ways = waysFrom(run, key).filter(({ isRefusal }) => !isRefusal)
  enter(run, nodeAt(run, chosenWay(ways, run.facts.data).to))
}

/** Leaves a node by the way of refusal, which a withdrawal takes too. */
const turnBack = (run: Run, key: string, outcome: 'refused' | 'withdrawn'): void => {
  if (!leave(run, key, outcome)) return
  const ways = waysFrom(run, key).filter(({ isRefusal }) => isRefusal)
  const way = chosenWay(ways, run.facts.data)
  if (endsAll(run.structure.nodes, way)) {
    end(run, 'refused', whys.refusedElsewhere)
    run.state.refusedAt = key
  } else enter(run, nodeAt(run, way.to))
}

const end = (run: Run, ending: 'refused' | 'cancelled', reason: string): void => {
  const standing = run.state.tokens.filter(({ nodeKey }) => nodeAt(run, nodeKey).kind !== 'join')
  for (const { nodeKey } of standing) leave(run, nodeKey, 'withdrawn', reason)
  run.state = { ...run.state, tokens: [], ending, refusedAt: null }
}

const decide = (run: Run, { nodeKey, personId, decision }: Extract<Happening, { kind: 'decided' }>): void => {
  const token = tokenAt(run, nodeKey)
  if (!token?.owners.includes(personId) || token.approvals.includes(personId)) return
  if (decision === 'approve') {
    token.approvals.push(personId)
    countApprovals(run, nodeKey)
  } else turnBack(run, nodeKey, 'refused')
}

const countApprovals = (run: Run, nodeKey: string): void => {
  const token = tokenAt(run, nodeKey)
  if (!token || token.approvals.length === 0) return
  const { kind, needs } = nodeAt(run, nodeKey)
  const hasApproved = (id: string) => token.approvals.includes(id)
  const asked = token.owners.filter(id => !token.added.includes(id))
  const needsAll = kind === 'countersign' || needs === 'all'
  const isEnough = needsAll || asked.length === 0 ? asked.every(hasApproved) : asked.some(hasApproved)
  if (isEnough && token.added.every(hasApproved)) pass(run, nodeKey, 'approved')
}

/** Stages that the ticket has left behind are done; one that it came back from is taken up again. */
const follow = (run: Run): void => {
  for (const { nodeKey } of [...run.state.tokens]) {
    const { stage } = nodeAt(run, nodeKey)
    if (!stage) continue
    if (indexOfStage(stage) < run.facts.position) pass(run, nodeKey, 'done')
    else if (indexOfStage(stage) > run.facts.position) goBack(run, nodeKey)
  }
}

/**
 * Only straight back: what was approved between two stages is not asked again. And only to where the flow has been: with
 * a way past a stage it stands ahead of the ticket without the ticket having come back.
 */
const goBack = (run: Run, key: string): void => {
  const before = (run.structure.ins.get(key) ?? [])
    .map(({ from }) => nodeAt(run, from))
    .find(({ stage }) => stage && indexOfStage(stage) === run.facts.position && run.state.reached.includes(stage))
  if (!before) return
  leave(run, key, 'withdrawn', whys.back)
  enter(run, before)
}

const passRed = (run: Run): void => {
  for (const { nodeKey } of [...run.state.tokens]) {
    if (nodeAt(run, nodeKey).isSkippedWhenRed) pass(run, nodeKey, 'skipped', whys.red)
  }
}

/**
 * Once more from triage on, or from the parallel around it; from the start when the flow had not let the ticket so far,
 * so that nobody comes past an approval by cancelling.
 */
const restart = (run: Run): void => {
  const { reached } = run.state
  end(run, 'cancelled', whys.reopened)
  run.state = { ...run.state, ending: null, refusedAt: null, reached: [] }
  const first = [...run.structure.nodes.values()]
    .flatMap(({ key, stage }) => (stage && stage !== 'accept' ? [{ key, stage }] : []))
    .sort((a, b) => indexOfStage(a.stage) - indexOfStage(b.stage))[0]
  const isPast = first !== undefined && reached.includes(first.stage)
  const key = isPast ? (forksAround(run.structure, first.key)[0]?.key ?? first.key) : run.structure.start
  enter(run, nodeAt(run, key))
}
