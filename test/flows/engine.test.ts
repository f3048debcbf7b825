import { advance, startFlow } from '../../shared/flows/engine'
import type { FlowBody } from '../../shared/flows/flow'
import { gateOf } from '../../shared/flows/gates'
import { problemsOfFlow } from '../../shared/flows/problems'
import { positionOf } from '../../shared/flows/stages'
import { standardFlow } from '../../shared/flows/standard'
import type { Advance, Facts, FlowState, Happening } from '../../shared/flows/state'
import { withSeats } from '../../shared/flows/state'
import { mayStandAt, structureOf } from '../../shared/flows/structure'
import { type Move, type Status, transitions } from '../../shared/tickets/life'
import * as fc from '../support/random'
import { soundFlow, touchedFlow } from './randomFlows'
import { beginGame, playGame } from './tokenGame'

const NOW = new Date('2026-11-23T09:00:00+08:00')
const owners = ['p1', 'p2']

/** Names the owners of every node that the flow has come to, as the server does. */
const seated = ({ state, effects }: Advance): FlowState =>
  effects.reduce(
    (next, effect) => (effect.kind === 'entered' ? withSeats(next, effect.nodeKey, { owners }) : next),
    state,
  )

type Ticket = { status: Status; isRed: boolean; amount: number }
const factsOf = ({ status, isRed, amount }: Ticket): Facts => ({
  data: { amount },
  isRed,
  position: positionOf(status),
  now: NOW,
})

const life: [Move, Status][] = [
  ['submit', 'open'],
  ['assign', 'assigned'],
  ['accept', 'accepted'],
  ['arrive', 'working'],
  ['finish', 'awaiting_acceptance'],
  ['confirm', 'completed'],
  ['close', 'closed'],
]
const nextMove = ({ status }: Ticket): [Move, Status] | undefined =>
  life.find(([move]) => (transitions[move].from as readonly Status[]).includes(status) && move !== 'assign') ??
  (status === 'open' ? life[1] : undefined)

/** What somebody could do now: with the ticket, unless the flow holds it, and at the nodes where it stands. */
const choicesAt = (body: FlowBody, state: FlowState, ticket: Ticket): (Happening & { to?: Status })[] => {
  const next = nextMove(ticket)
  const held = gateOf(body, state)?.moves ?? []
  const kinds = structureOf(body).nodes
  return [
    ...(next && !held.includes(next[0]) ? [{ kind: 'moved' as const, to: next[1] }] : []),
    ...state.tokens.flatMap(({ nodeKey, round, owners, approvals }): Happening[] => {
      const node = kinds.get(nodeKey)
      if (!node || node.stage || node.kind === 'join') return []
      if (node.kind === 'wait' && node.waitsFor === 'date') return [{ kind: 'timer', nodeKey, round }]
      if (node.kind === 'task' || node.kind === 'wait') return [{ kind: 'completed', nodeKey }]
      const waiting = owners.filter(id => !approvals.includes(id))
      return [
        ...waiting.map(personId => ({ kind: 'decided' as const, nodeKey, personId, decision: 'approve' as const })),
        { kind: 'decided', nodeKey, personId: waiting[0] ?? '', decision: 'refuse' },
        { kind: 'withdrawn', nodeKey },
      ]
    }),
  ]
}

const positions = (keys: readonly string[]): string => [...keys].sort().join(' ')

type Luck = { picks: number[]; amounts: number[]; redAt: number }
const luck: fc.Arbitrary<Luck> = fc.record({
  picks: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
  amounts: fc.array(fc.integer({ min: 0, max: 1100 }), { minLength: 7, maxLength: 7 }),
  redAt: fc.nat(80),
})

const MOST_TURNS = 20_000
const DEALT_FROM = 200
const dealtAt = (turn: number): number => Math.imul(turn ^ (turn >>> 7), 2_654_435_761) >>> 8

/** Plays a flow to its end with random decisions; `look` sees every resting place. */
const play = (body: FlowBody, { picks, amounts, redAt }: Luck, look: Look): { state: FlowState; ticket: Ticket } => {
  let ticket: Ticket = { status: 'draft', isRed: false, amount: amounts[0] ?? 0 }
  let state = seated(startFlow(body, factsOf(ticket)))
  look(state, null, factsOf(ticket))
  for (let turn = 0; state.ending === null; turn++) {
    if (turn > MOST_TURNS) throw new Error('the flow does not come to an end')
    const choices = choicesAt(body, state, ticket)
    const isRedNow = turn === redAt && !ticket.isRed
    if (choices.length === 0 && !isRedNow)
      throw new Error(`dead-lock at ${positions(state.tokens.map(t => t.nodeKey))}`)
    // Later turns are dealt evenly: whoever always decides the same may go round for ever.
    const dealt = turn < DEALT_FROM ? (picks[turn % picks.length] ?? 0) : dealtAt(turn)
    const picked = choices[dealt % Math.max(1, choices.length)]
    const happening: Happening & { to?: Status } = isRedNow || !picked ? { kind: 'reddened' } : picked
    const amount = turn < DEALT_FROM ? (amounts[turn % amounts.length] ?? 0) : dealtAt(-turn) % 1100
    ticket = { status: happening.to ?? ticket.status, isRed: ticket.isRed || happening.kind === 'reddened', amount }
    const facts = factsOf(ticket)
    state = seated(advance(body, state, happening, facts))
    look(state, happening, facts)
  }
  return { state, ticket }
}
type Look = (state: FlowState, happening: Happening | null, facts: Facts) => void

const againstTheGame = (body: FlowBody, chance: Luck): void => {
  let game = beginGame(body, factsOf({ status: 'draft', isRed: false, amount: chance.amounts[0] ?? 0 }))
  play(body, chance, (state, happening, facts) => {
    if (happening) game = playGame(body, game, happening, { facts, owners })
    expect(positions(state.tokens.map(({ nodeKey }) => nodeKey))).toBe(positions(game.pieces.map(({ at }) => at)))
    expect(state.ending !== null).toBe(game.isOver)
  })
}

describe('a sound flow', () => {
  test('has no problems', () => {
    fc.assert(
      fc.property(soundFlow, body => {
        expect(problemsOfFlow(body)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('goes as the board game goes, and comes to an end whatever people decide', () => {
    fc.assert(fc.property(soundFlow, luck, againstTheGame), { numRuns: 250 })
  })

  test('never ends without the work, and stands only where tokens may stand together', () => {
    fc.assert(
      fc.property(soundFlow, luck, (body, chance) => {
        const { state, ticket } = play(body, chance, ({ tokens }) => {
          const keys = tokens.map(({ nodeKey }) => nodeKey)
          expect(keys.length === 0 || mayStandAt(structureOf(body), keys)).toBe(true)
          expect(tokens.every(({ nodeKey, owners }) => owners.length > 0 || isJoin(body, nodeKey))).toBe(true)
        })
        if (state.ending === 'ended') expect(positionOf(ticket.status)).toBeGreaterThan(positionOf('working'))
      }),
      { numRuns: 300 },
    )
  })

  test('starts again from triage when the ticket is reopened, from wherever it stood', () => {
    fc.assert(
      fc.property(soundFlow, luck, fc.nat(20), (body, chance, turns) => {
        let seen = 0
        let middle: FlowState | null = null
        play(body, chance, state => {
          if (seen++ <= turns) middle = state
        })
        const facts = factsOf({ status: 'open', isRed: false, amount: 0 })
        const again = seated(advance(body, middle as unknown as FlowState, { kind: 'reopened' }, facts))
        const keys = again.tokens.map(({ nodeKey }) => nodeKey)
        expect(again.ending).toBeNull()
        expect(mayStandAt(structureOf(body), keys)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

const isJoin = (body: FlowBody, key: string) => structureOf(body).nodes.get(key)?.kind === 'join'

describe('a flow with lines drawn at random', () => {
  test('is refused, or goes as the board game goes and never dead-locks', () => {
    let accepted = 0
    fc.assert(
      fc.property(touchedFlow, luck, (body, chance) => {
        if (problemsOfFlow(body).length > 0) return
        accepted += 1
        againstTheGame(body, chance)
      }),
      { numRuns: 1500 },
    )
    expect(accepted).toBeGreaterThan(50)
  })
})

describe('a way past triage', () => {
  const body: FlowBody = {
    nodes: [
      { key: 'start', kind: 'task', name: '登记', assignee: { by: 'creator' } },
      { key: 'triage', kind: 'task', name: '分诊', stage: 'triage' },
      { key: 'handle', kind: 'task', name: '处理', stage: 'handle' },
      { key: 'end', kind: 'end', name: '结束' },
    ],
    transitions: [
      { from: 'start', to: 'handle', when: { '>': [{ var: 'amount' }, 500] } },
      { from: 'start', to: 'triage' },
      { from: 'triage', to: 'handle' },
      { from: 'handle', to: 'end' },
    ],
  }
  const standingAfter = (amount: number, statuses: Status[]): string[] => {
    const facts = (status: Status) => factsOf({ status, isRed: false, amount })
    let { state } = startFlow(body, facts('open'))
    state = advance(body, state, { kind: 'completed', nodeKey: 'start' }, facts('open')).state
    for (const status of statuses) state = advance(body, state, { kind: 'moved' }, facts(status)).state
    return state.tokens.map(({ nodeKey }) => nodeKey)
  }

  test.each<[string, number, Status[], string]>([
    ['is not gone back on while the ticket catches up', 501, ['assigned'], 'handle'],
    ['is not gone back on by a ticket declined before its work', 501, ['assigned', 'open'], 'handle'],
    ['is gone back on by a declined ticket where the flow came through triage', 0, ['accepted', 'open'], 'triage'],
  ])('%s', (_, amount, statuses, stands) => {
    expect(standingAfter(amount, statuses)).toEqual([stands])
  })
})

describe('the standard flow', () => {
  test('is sound, and follows the life of the ticket', () => {
    expect(problemsOfFlow(standardFlow)).toEqual([])
    const stands: string[] = []
    play(standardFlow, { picks: [0], amounts: [0], redAt: 99 }, ({ tokens }) => stands.push(tokens[0]?.nodeKey ?? '-'))
    expect([...new Set(stands)]).toEqual(['accept', 'triage', 'handle', 'feedback', 'revisit', '-'])
  })
})
