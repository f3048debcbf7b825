import type { TemplateAction } from '../templates/actions'
import { type Move, moves } from '../tickets/life'
import { advance, isSwept, startFlow } from './engine'
import type { FlowBody, FlowNode, NodeKind, Stage } from './flow'
import { gateOf } from './gates'
import { type Advance, type Facts, type FlowState, type Happening, newState, type Outcome, withSeats } from './state'
import { structureOf } from './structure'

export type PastMove = { move: Move; position: number; at: Date }
/** What has become of a node; `outcome` is null while it stands there still. */
export type PastStep = {
  nodeKey: string
  name: string
  kind: NodeKind
  stage: Stage | null
  round: number
  enteredAt: Date
  leftAt: Date | null
  outcome: Outcome | null
  /** Why it was skipped, refused or withdrawn. */
  reason: string | null
}

/** What is known of a ticket: what its conditions read when it was made, and all that happened, in order. */
export type Past = {
  facts: Facts
  reddenedAt: Date | null
  moves: readonly PastMove[]
  steps: readonly PastStep[]
  /** Nothing more will happen to it. */
  isOver: boolean
}

export type ReplayedStep = PastStep & { until: Date | null }
export type Replay = { steps: ReplayedStep[]; state: FlowState; actions: TemplateAction[] }

const MOST_ROUNDS = 3
const STAND_IN = 'stand-in'

type Going = Replay & { body: FlowBody; facts: Facts; past: Past }
type Resting = { node: FlowNode; round: number }

/**
 * The flow that a past ticket would have gone through: its moves and decisions come as recorded; a node that it never
 * stood at is approved or done as soon as it is come to.
 */
export const replayed = (body: FlowBody, past: Past): Replay => {
  const going: Going = { body, past, facts: past.facts, state: newState(), steps: [], actions: [] }
  follow(going, startFlow(body, going.facts))
  resolveDue(going)
  for (const { at, act } of inOrder(past)) {
    going.facts = { ...going.facts, now: at }
    act(going)
    resolveDue(going)
  }
  if (past.isOver) resolveAll(going)
  const { steps, state, actions } = going
  return { steps, state, actions }
}

type Turn = { at: Date; act: (going: Going) => void }

/** Of what happened at one instant the moves come first: what they ended was not decided. */
const inOrder = ({ moves, steps, reddenedAt }: Past): Turn[] => {
  const decided = steps.flatMap(({ leftAt }) => (leftAt ? [{ at: leftAt, act: () => undefined }] : []))
  const turns: Turn[] = [
    ...moves.map(past => ({ at: past.at, act: (going: Going) => take(going, past) })),
    ...(reddenedAt ? [{ at: reddenedAt, act: redden }] : []),
    ...decided,
  ]
  return turns.sort((a, b) => a.at.getTime() - b.at.getTime())
}

const take = (going: Going, { move, position }: PastMove): void => {
  openGate(going, move)
  going.facts = { ...going.facts, position }
  const kind = move === 'cancel' ? 'cancelled' : move === 'reopen' ? 'reopened' : 'moved'
  tell(going, { kind })
}

const redden = (going: Going): void => {
  if (going.facts.isRed) return
  going.facts = { ...going.facts, isRed: true }
  tell(going, { kind: 'reddened' })
}

const tell = (going: Going, happening: Happening): void =>
  follow(going, advance(going.body, going.state, happening, going.facts))

const follow = (going: Going, { state, effects }: Advance): void => {
  going.state = state
  const { now } = going.facts
  for (const effect of effects) {
    if (effect.kind === 'entered') going.steps.push(stepAt(going, effect.nodeKey, effect.round))
    const step = going.steps.findLast(one => one.nodeKey === effect.nodeKey)
    if (effect.kind === 'left' && step) {
      Object.assign(step, { leftAt: now, outcome: effect.outcome, reason: effect.reason })
    }
    if (effect.kind === 'timer' && step) step.until = effect.at
  }
  const actions = effects.flatMap(effect => (effect.kind === 'actions' ? effect.actions : []))
  for (const action of actions) carryOut(going, action)
}

const stepAt = ({ body, facts }: Going, nodeKey: string, round: number): ReplayedStep => {
  const { name, kind, stage = null } = nodeAt(body, nodeKey)
  const open = { leftAt: null, outcome: null, reason: null, until: null }
  return { nodeKey, name, kind, stage, round, enteredAt: facts.now, ...open }
}

const nodeAt = (body: FlowBody, key: string): FlowNode => {
  const node = structureOf(body).nodes.get(key)
  if (!node) throw new Error(`no node ${key} in this flow`)
  return node
}

/** What an automatic node does to the ticket, as far as the flow reads it again. */
const carryOut = (going: Going, action: TemplateAction): void => {
  going.actions.push(action)
  if (action.action === 'redAlert') redden(going)
  if (action.action !== 'setPriority') return
  const { data } = going.facts
  const ticket = { ...(data.ticket as object | undefined), priority: action.priority }
  going.facts = { ...going.facts, data: { ...data, ticket } }
}

const isResting = ({ kind, stage }: FlowNode): boolean => !stage && kind !== 'join'

const resting = ({ body, state }: Going): Resting[] =>
  state.tokens
    .map(({ nodeKey, round }) => ({ node: nodeAt(body, nodeKey), round }))
    .filter(({ node }) => isResting(node))

const recordOf = ({ past }: Going, { node, round }: Resting): PastStep | null =>
  past.steps.find(one => one.nodeKey === node.key && one.kind === node.kind && one.round === round) ?? null

const resolve = (going: Going, one: Resting): void => {
  const nodeKey = one.node.key
  going.state = withSeats(going.state, nodeKey, { owners: [STAND_IN], added: [] })
  tell(going, resolutionOf(going, one))
}

const resolutionOf = (going: Going, one: Resting): Happening => {
  const { key: nodeKey, kind } = one.node
  if (kind !== 'approval' && kind !== 'countersign') return { kind: 'completed', nodeKey }
  const record = recordOf(going, one)
  if (record?.outcome === 'withdrawn' && !isSwept(record.reason)) return { kind: 'withdrawn', nodeKey }
  const decision = record?.outcome === 'refused' ? 'refuse' : 'approve'
  return { kind: 'decided', nodeKey, personId: STAND_IN, decision }
}

/** Answers stay as they are, so a loop that waits for another answer would be gone round for ever. */
const isGoneRound = (going: Going, one: Resting): boolean => one.round > MOST_ROUNDS && !recordOf(going, one)

const resolveWhile = (going: Going, isNext: (one: Resting) => boolean): void => {
  while (going.state.ending === null) {
    const found = resting(going).find(one => isNext(one) && !isGoneRound(going, one))
    if (!found) return
    resolve(going, found)
  }
}

/** What is new, and what was decided by now. */
const resolveDue = (going: Going): void => {
  const isDue = (one: Resting): boolean => {
    const record = recordOf(going, one)
    if (!record) return true
    const isLeft = record.leftAt !== null && record.leftAt <= going.facts.now
    return isLeft && !(record.outcome === 'withdrawn' && isSwept(record.reason))
  }
  resolveWhile(going, isDue)
}

const resolveAll = (going: Going): void => resolveWhile(going, () => true)

/** The ticket has made the move: so whatever would have held it was decided before. */
const openGate = (going: Going, move: Move): void =>
  resolveWhile(going, ({ node }) => {
    const gate = gateOf(going.body, going.state)
    return gate?.moves.includes(move) === true && gate.waitsFor.includes(node)
  })

export const isMove = (kind: string): kind is Move => (moves as readonly string[]).includes(kind)
