import { advance, startFlow } from '../../shared/flows/engine'
import type { FlowBody } from '../../shared/flows/flow'
import { gateOf } from '../../shared/flows/gates'
import { type Past, type PastMove, type PastStep, replayed } from '../../shared/flows/replay'
import { positionOf } from '../../shared/flows/stages'
import { standardFlow } from '../../shared/flows/standard'
import { type Advance, type Facts, type FlowState, type Happening, withSeats } from '../../shared/flows/state'
import { structureOf } from '../../shared/flows/structure'
import { MINUTE } from '../../shared/kernel/time'
import type { Move, Status } from '../../shared/tickets/life'
import { row } from '../flows/desk'
import { soundFlow } from '../flows/randomFlows'
import * as fc from '../support/random'

const START = new Date('2026-11-23T09:00:00+08:00')
const minute = (turn: number): Date => new Date(START.getTime() + turn * MINUTE)

const life: [Move, Status][] = [
  ['submit', 'open'],
  ['assign', 'assigned'],
  ['accept', 'accepted'],
  ['arrive', 'working'],
  ['finish', 'awaiting_acceptance'],
  ['confirm', 'completed'],
  ['close', 'closed'],
]

type Luck = { picks: number[]; amount: number; redAt: number; endAt: number }
const luck: fc.Arbitrary<Luck> = fc.record({
  picks: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
  amount: fc.integer({ min: 0, max: 1100 }),
  redAt: fc.nat(80),
  endAt: fc.nat(60),
})

type Deed = { happening: Happening; move?: Move; status?: Status }

/** A life that was really led: one deed a minute, its steps written down as the server does. */
class Lived {
  state: FlowState
  steps: PastStep[] = []
  moves: PastMove[] = []
  reddenedAt: Date | null = null
  status: Status = 'draft'
  facts: Facts
  private done = 0

  constructor(
    readonly body: FlowBody,
    amount: number,
  ) {
    this.facts = { data: { amount }, isRed: false, position: 0, now: START }
    this.state = this.written(startFlow(body, this.facts))
  }

  private written({ state, effects }: Advance): FlowState {
    let next = state
    for (const effect of effects) {
      if (effect.kind === 'entered') {
        const { name, kind, stage = null } = this.node(effect.nodeKey)
        const { nodeKey, round } = effect
        this.steps.push({
          nodeKey,
          round,
          name,
          kind,
          stage,
          enteredAt: this.facts.now,
          leftAt: null,
          outcome: null,
          reason: null,
        })
        next = withSeats(next, nodeKey, { owners: ['p1', 'p2'] })
      }
      const step = effect.kind === 'left' && this.steps.findLast(one => one.nodeKey === effect.nodeKey)
      if (effect.kind === 'left' && step)
        Object.assign(step, { leftAt: this.facts.now, outcome: effect.outcome, reason: effect.reason })
    }
    return next
  }

  private node(key: string) {
    const node = structureOf(this.body).nodes.get(key)
    if (!node) throw new Error(key)
    return node
  }

  choices(): Deed[] {
    const next = life[this.done]
    const isHeld = next !== undefined && (gateOf(this.body, this.state)?.moves.includes(next[0]) ?? false)
    const moving: Deed[] = next && !isHeld ? [{ happening: { kind: 'moved' }, move: next[0], status: next[1] }] : []
    const atNodes = this.state.tokens.flatMap(({ nodeKey, owners, approvals }): Deed[] => {
      const { stage, kind } = this.node(nodeKey)
      if (stage || kind === 'join') return []
      if (kind !== 'approval' && kind !== 'countersign') return [{ happening: { kind: 'completed', nodeKey } }]
      const personId = owners.find(id => !approvals.includes(id)) ?? ''
      return [
        { happening: { kind: 'decided', nodeKey, personId, decision: 'approve' } },
        { happening: { kind: 'decided', nodeKey, personId, decision: 'refuse' } },
        { happening: { kind: 'withdrawn', nodeKey } },
      ]
    })
    return [...moving, ...atNodes]
  }

  do({ happening, move, status }: Deed, turn: number): void {
    this.facts = { ...this.facts, now: minute(turn) }
    if (move && status) {
      this.status = status
      this.done = move === 'reopen' ? 1 : this.done + 1
      const position = positionOf(status)
      this.facts = { ...this.facts, position }
      this.moves.push({ move, position, at: this.facts.now })
    }
    if (happening.kind === 'reddened') {
      this.reddenedAt = this.facts.now
      this.facts = { ...this.facts, isRed: true }
    }
    this.state = this.written(advance(this.body, this.state, happening, this.facts))
  }

  past(): Past {
    const facts = { data: this.facts.data, isRed: false, position: 0, now: START }
    return { facts, reddenedAt: this.reddenedAt, moves: this.moves, steps: this.steps, isOver: false }
  }
}

const lived = (body: FlowBody, { picks, amount, redAt, endAt }: Luck): Lived => {
  const one = new Lived(body, amount)
  picks.forEach((pick, at) => {
    const turn = 2 * at + 1
    if (at === redAt) one.do({ happening: { kind: 'reddened' } }, turn)
    if (at === endAt) one.do({ happening: { kind: 'cancelled' }, move: 'cancel', status: 'cancelled' }, turn + 1)
    else if (at === endAt + 1) one.do({ happening: { kind: 'reopened' }, move: 'reopen', status: 'open' }, turn + 1)
    else {
      const choices = one.choices()
      const chosen = choices[pick % Math.max(1, choices.length)]
      if (chosen) one.do(chosen, turn + 1)
    }
  })
  return one
}

const trail = (steps: readonly PastStep[]): string[] =>
  steps.map(({ nodeKey, round, outcome, leftAt }) => `${nodeKey} ${round} ${outcome} ${leftAt?.toISOString()}`)

describe('a past life replayed', () => {
  test('through its own flow is what it was, step by step', () => {
    fc.assert(
      fc.property(soundFlow, luck, (body, chance) => {
        const life = lived(body, chance)
        const again = replayed(body, life.past())
        expect(trail(again.steps)).toEqual(trail(life.steps))
        expect(again.state.ending).toBe(life.state.ending)
      }),
      { numRuns: 400 },
    )
  })

  test('through any other sound flow comes to rest, and nobody refuses what they never refused', () => {
    fc.assert(
      fc.property(soundFlow, soundFlow, luck, (body, other, chance) => {
        const life = lived(body, chance)
        const { steps } = replayed(other, { ...life.past(), isOver: true })
        expect(steps.length).toBeLessThan(1000)
        const isRefused = ({ outcome }: PastStep) => outcome === 'refused'
        const known = life.steps.filter(isRefused).map(({ nodeKey, round }) => `${nodeKey} ${round}`)
        for (const { nodeKey, round } of steps.filter(isRefused)) expect(known).toContain(`${nodeKey} ${round}`)
      }),
      { numRuns: 200 },
    )
  })

  test('asks a new approval before the move that it guards, and carries on', () => {
    const life = lived(standardFlow, { picks: Array(40).fill(0), amount: 100, redAt: 99, endAt: 99 })
    const approval = { key: 'approve', kind: 'approval' as const, name: '审批', isSkippedWhenRed: true }
    const other = row(['accept', approval, 'triage', 'handle', 'feedback', 'revisit'])
    const { steps, state } = replayed(other, life.past())
    expect(steps.map(({ nodeKey, outcome }) => `${nodeKey} ${outcome}`)).toEqual([
      'accept done',
      'approve approved',
      'triage done',
      'handle done',
      'feedback done',
      'revisit done',
      'end done',
    ])
    expect(state.ending).toBe('ended')
    const red = replayed(other, { ...life.past(), reddenedAt: START, facts: { ...life.past().facts, isRed: true } })
    expect(red.steps.find(({ nodeKey }) => nodeKey === 'approve')?.outcome).toBe('skipped')
  })

  test('takes a refusal as it was given', () => {
    const approval = { key: 'approve', kind: 'approval' as const, name: '审批' }
    const body = row(['accept', approval, 'triage', 'handle', 'feedback', 'revisit'])
    const one = new Lived(body, 1)
    one.do({ happening: { kind: 'moved' }, move: 'submit', status: 'open' }, 1)
    one.do({ happening: { kind: 'decided', nodeKey: 'approve', personId: 'p1', decision: 'refuse' } }, 2)
    expect(replayed(body, one.past()).state).toMatchObject({ ending: 'refused', refusedAt: 'approve' })
    expect(replayed(standardFlow, one.past()).state).toMatchObject({ ending: null, reached: ['accept', 'triage'] })
  })
})
