import type { FlowBody, FlowNode, FlowTransition, Stage } from '../../shared/flows/flow'
import * as fc from '../support/random'

/** A flow as nested blocks, each with one way in; what `body` makes of it is sound. */
type Block =
  | { is: 'step'; kind: 'task' | 'approval' | 'countersign' | 'automatic' | 'wait'; skips: number; after: AfterRefusal }
  | { is: 'choice'; blocks: Block[] }
  | { is: 'loop'; inner: Block }
  | { is: 'row'; blocks: Block[] }
  | { is: 'parallel'; blocks: Block[] }
  | { is: 'stage'; stage: Stage }
  /** Branches that never meet; the last goes on. */
  | { is: 'aside'; blocks: Block[]; main: Block }
type AfterRefusal = 'end' | 'on' | 'again' | 'detour'

const { block } = fc.letrec<{ block: Block }>(tie => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record<Block & { is: 'step' }>({
      is: fc.constant('step'),
      kind: fc.constantFrom('task', 'approval', 'countersign', 'automatic', 'wait'),
      skips: fc.nat(3),
      after: fc.constantFrom('end', 'on', 'again', 'detour'),
    }),
    fc.record({
      is: fc.constant('choice' as const),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ is: fc.constant('loop' as const), inner: tie('block') }),
    fc.record({ is: fc.constant('row' as const), blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      is: fc.constant('parallel' as const),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

/** The stages in order with blocks between them, perhaps beside others, perhaps with branches of their own end. */
const main: fc.Arbitrary<Block> = fc
  .record({
    stages: fc.subarray(['accept', 'triage', 'feedback', 'revisit'] as Stage[]),
    between: fc.array(fc.option(block, { nil: null, freq: 2 }), { minLength: 6, maxLength: 6 }),
    beside: fc.option(fc.record({ from: fc.nat(3), other: block }), { nil: null }),
    aside: fc.option(fc.array(block, { minLength: 1, maxLength: 2 }), { nil: null }),
  })
  .map(({ stages, between, beside, aside }): Block => {
    const order: Stage[] = ['accept', 'triage', 'handle', 'feedback', 'revisit']
    const kept = order.filter(stage => stage === 'handle' || stages.includes(stage))
    const row: Block[] = kept.flatMap((stage, at): Block[] => [
      ...(between[at] ? [between[at]] : []),
      { is: 'stage', stage },
    ])
    const cut = Math.min(beside?.from ?? 0, row.length - 1)
    const whole: Block = beside
      ? {
          is: 'row',
          blocks: [
            ...row.slice(0, cut),
            { is: 'parallel', blocks: [{ is: 'row', blocks: row.slice(cut) }, beside.other] },
          ],
        }
      : { is: 'row', blocks: row }
    return aside ? { is: 'aside', blocks: aside, main: whole } : whole
  })

type Way = Omit<FlowTransition, 'to'>
type Placed = { entry: string; exits: Way[] }

const amountAbove = (yuan: number): unknown => ({ '>': [{ var: 'amount' }, yuan] })

class Drawing {
  nodes: FlowNode[] = []
  transitions: FlowTransition[] = []
  private next = 0

  node(kind: FlowNode['kind'], more: Partial<FlowNode> = {}): string {
    const key = `n${this.next}`
    this.next += 1
    this.nodes.push({ key, kind, name: key, ...more })
    return key
  }

  connect(ways: readonly Way[], to: string): void {
    for (const way of ways) this.transitions.push({ ...way, to })
  }

  /** A node in which several ways come together, so that one goes on. */
  merge(ways: readonly Way[]): Way[] {
    if (ways.length === 1 && !ways[0]?.isRefusal && ways[0]?.when === undefined) return [...ways]
    const key = this.node('task', { assignee: { by: 'person', personId: 'p1' } })
    this.connect(ways, key)
    return [{ from: key }]
  }
}

const owner: Partial<FlowNode> = { assignee: { by: 'person', personId: 'p1' } }
const skipping = (skips: number): Partial<FlowNode> => ({
  ...(skips === 1 ? { skipWhen: amountAbove(700) } : {}),
  ...(skips === 2 ? { isSkippedWhenRed: true } : {}),
})

const place = (drawing: Drawing, one: Block): Placed => {
  switch (one.is) {
    case 'stage': {
      const key = drawing.node('task', { stage: one.stage })
      return { entry: key, exits: [{ from: key }] }
    }
    case 'step':
      return placeStep(drawing, one)
    case 'row': {
      const placed = one.blocks.map(block => place(drawing, block))
      placed.slice(1).forEach((next, at) => {
        drawing.connect(placed[at]?.exits ?? [], next.entry)
      })
      return { entry: placed[0]?.entry ?? '', exits: placed.at(-1)?.exits ?? [] }
    }
    case 'choice': {
      const key = drawing.node('task', owner)
      const placed = one.blocks.map(block => place(drawing, block))
      placed.forEach(({ entry }, at) => {
        const when = at === 0 ? {} : { when: amountAbove(1000 - at * 300) }
        drawing.connect([{ from: key, ...when }], entry)
      })
      return { entry: key, exits: drawing.merge(placed.flatMap(({ exits }) => exits)) }
    }
    case 'loop': {
      const head = drawing.node('task', owner)
      const inner = place(drawing, one.inner)
      drawing.connect([{ from: head }], inner.entry)
      const turn = drawing.node('task', owner)
      drawing.connect(inner.exits, turn)
      drawing.connect([{ from: turn, when: amountAbove(500) }], head)
      return { entry: head, exits: [{ from: turn }] }
    }
    case 'parallel': {
      const fork = drawing.node('parallel')
      const placed = one.blocks.map(block => place(drawing, block))
      const join = drawing.node('join')
      for (const { entry, exits } of placed) {
        drawing.connect([{ from: fork }], entry)
        drawing.connect(exits, join)
      }
      return { entry: fork, exits: [{ from: join }] }
    }
    case 'aside': {
      const fork = drawing.node('parallel')
      const sides = one.blocks.map(block => place(drawing, block))
      const end = drawing.node('end')
      for (const { entry, exits } of sides) {
        drawing.connect([{ from: fork }], entry)
        drawing.connect(drawing.merge(exits), end)
      }
      const rest = place(drawing, one.main)
      drawing.connect([{ from: fork }], rest.entry)
      return { entry: fork, exits: rest.exits }
    }
  }
}

const placeStep = (drawing: Drawing, { kind, skips, after }: Block & { is: 'step' }): Placed => {
  if (kind === 'automatic') {
    const actions = [{ action: 'addTag' as const, tag: '加急' }]
    const key = drawing.node('automatic', { actions, ...(skips === 1 ? { skipWhen: amountAbove(700) } : {}) })
    return { entry: key, exits: [{ from: key }] }
  }
  if (kind === 'wait') {
    const date = skips % 2 === 0
    const key = drawing.node('wait', date ? { waitsFor: 'date', until: skips } : { waitsFor: 'customer', ...owner })
    return { entry: key, exits: [{ from: key }] }
  }
  const key = drawing.node(kind, { ...owner, ...skipping(skips) })
  if (kind === 'task') return { entry: key, exits: [{ from: key }] }
  const refusal: Way = { from: key, isRefusal: true }
  if (after === 'on') return { entry: key, exits: [{ from: key }, refusal] }
  if (after === 'end') {
    drawing.connect([refusal], drawing.node('end'))
    return { entry: key, exits: [{ from: key }] }
  }
  const detour = drawing.node('task', owner)
  drawing.connect([refusal], detour)
  if (after === 'detour') return { entry: key, exits: [{ from: key }, { from: detour }] }
  drawing.connect([{ from: detour }], key)
  return { entry: key, exits: [{ from: key }] }
}

const drawn = (one: Block): FlowBody => {
  const drawing = new Drawing()
  const { entry, exits } = place(drawing, one)
  drawing.connect(drawing.merge(exits), drawing.node('end'))
  const nodes = [...drawing.nodes].sort((a, b) => Number(b.key === entry) - Number(a.key === entry))
  return { nodes, transitions: drawing.transitions }
}

export const soundFlow: fc.Arbitrary<FlowBody> = main
  .map(drawn)
  .filter(({ nodes, transitions }) => nodes.length <= 100 && transitions.length <= 300)

/** A sound flow with one or two lines drawn somewhere else, taken away or added: sound or not. */
export const touchedFlow: fc.Arbitrary<FlowBody> = fc
  .record({
    body: soundFlow,
    touches: fc.array(fc.record({ what: fc.nat(3), way: fc.nat(), to: fc.nat(), from: fc.nat() }), {
      minLength: 1,
      maxLength: 2,
    }),
  })
  .map(({ body, touches }) =>
    touches.reduce<FlowBody>(({ nodes, transitions }, { what, way, to, from }) => {
      const at = way % Math.max(1, transitions.length)
      const target = nodes[to % nodes.length]?.key ?? ''
      const source = nodes[from % nodes.length]?.key ?? ''
      const touched = transitions.map((one, index) => {
        if (index !== at) return one
        return what === 0 ? { ...one, to: target } : { ...one, from: source }
      })
      if (what < 2) return { nodes, transitions: touched }
      if (what === 2) return { nodes, transitions: transitions.filter((_, index) => index !== at) }
      return { nodes, transitions: [...transitions, { from: source, to: target, when: amountAbove(300) }] }
    }, body),
  )
