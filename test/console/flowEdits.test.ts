import * as edits from '../../server/console/src/flows/editor/edits'
import type { FlowBody, NodeKind } from '../../shared/flows/flow'
import { nodeKinds } from '../../shared/flows/flow'
import { problemsOfFlow } from '../../shared/flows/problems'
import { standardFlow } from '../../shared/flows/standard'
import { beginHistory, type Edit, perform, redo, undo } from '../../shared/templates/history'
import * as fc from '../support/random'

type Document = edits.FlowDocument
const standard: Document = { name: '标准', body: standardFlow }

const shown = (body: FlowBody) => new Map(body.nodes.map(({ key }, at) => [key, { x: 0, y: at * 116 }]))
const edited = (document: Document, ...makes: ((document: Document) => Edit)[]): Document =>
  makes.reduce((history, make) => perform(history, make(history.document), 0), beginHistory<Document>(document))
    .document
const waysOf = ({ body }: Document): string[] =>
  body.transitions.map(({ from, to, isRefusal }) => `${from} ${isRefusal ? '✕' : '→'} ${to}`)

describe('drawing a flow', () => {
  test.each<[NodeKind]>([['task'], ['approval'], ['countersign'], ['parallel'], ['wait'], ['automatic']])(
    'one click puts a %s between two stages, and the flow is sound',
    kind => {
      const drawn = edited(standard, document => edits.insertAfter(document, 'accept', kind))
      expect(problemsOfFlow(drawn.body)).toEqual([])
      expect(waysOf(drawn)).not.toContain('accept → triage')
    },
  )

  test('an approval that comes in leads on when agreed and to the end when refused; taken out, all is as before', () => {
    const drawn = edited(standard, document => edits.insertAfter(document, 'accept', 'approval'))
    expect(waysOf(drawn)).toEqual(
      expect.arrayContaining(['accept → approval1', 'approval1 → triage', 'approval1 ✕ end']),
    )
    const back = edited(drawn, document => edits.removeNode(document, 'approval1'))
    expect(waysOf(back).sort()).toEqual(waysOf(standard).sort())
  })

  test('the second way from an approval is the one of a refusal', () => {
    const drawn = edited(
      standard,
      document => edits.addNode(document, 'approval', { x: 200, y: 0 }, shown(document.body)),
      document => edits.addWay(document, 'approval1', 'triage'),
      document => edits.addWay(document, 'approval1', 'end'),
      document => edits.addWay(document, 'approval1', 'end'),
    )
    expect(waysOf(drawn).slice(-2)).toEqual(['approval1 → triage', 'approval1 ✕ end'])
  })

  test('a lost stage comes back as itself', () => {
    const without = edited(standard, document => edits.removeNode(document, 'feedback'))
    expect(waysOf(without)).toContain('handle → revisit')
    const again = edited(without, document => edits.insertAfter(document, 'handle', { stage: 'feedback' }))
    expect(waysOf(again).sort()).toEqual(waysOf(standard).sort())
    expect(again.body.nodes.find(({ key }) => key === 'feedback')).toMatchObject({ stage: 'feedback', name: '反馈' })
  })

  test('what moves by hand pins all; what comes in between pushes the rest on', () => {
    const moved = new Map([['triage', { x: 40, y: 116 }]])
    const pinned = edited(standard, document => edits.placeNodes(document, moved, shown(document.body)))
    expect(pinned.body.nodes.every(({ at }) => at)).toBe(true)
    const drawn = edited(pinned, document => edits.insertAfter(document, 'triage', 'task'))
    const placeOf = (key: string) => drawn.body.nodes.find(node => node.key === key)?.at
    expect(placeOf('task1')).toEqual({ x: 40, y: 232 })
    expect(placeOf('handle')).toEqual({ x: 0, y: 348 })
    expect(edited(drawn, edits.unplaceNodes).body.nodes.some(({ at }) => at)).toBe(false)
  })
})

const pick = fc.nat({ max: 40 })
const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
type Make = (document: Document) => Edit
const keyAt = ({ body }: Document, n: number): string => body.nodes[n % Math.max(1, body.nodes.length)]?.key ?? ''

const anyEdit: fc.Arbitrary<Make> = fc.oneof(
  fc.tuple(fc.constantFrom(...nodeKinds), place).map(
    ([kind, at]): Make =>
      document =>
        edits.addNode(document, kind, at, shown(document.body)),
  ),
  fc.tuple(pick, fc.constantFrom(...nodeKinds)).map(
    ([n, kind]): Make =>
      document =>
        edits.insertAfter(document, keyAt(document, n), kind),
  ),
  pick.map(
    (n): Make =>
      document =>
        edits.removeNode(document, keyAt(document, n)),
  ),
  fc.tuple(pick, pick).map(
    ([a, b]): Make =>
      document =>
        edits.addWay(document, keyAt(document, a), keyAt(document, b)),
  ),
  fc.tuple(pick, place).map(
    ([n, at]): Make =>
      document =>
        edits.placeNodes(document, new Map([[keyAt(document, n), at]]), shown(document.body)),
  ),
  fc.tuple(pick, fc.string({ minLength: 1, maxLength: 5 })).map(
    ([n, name]): Make =>
      document => {
        const node = document.body.nodes[n % Math.max(1, document.body.nodes.length)]
        return node ? edits.changeNode(document, node.key, { ...node, name }, true) : edits.rename(name)
      },
  ),
  pick.map(
    (n): Make =>
      document =>
        document.body.transitions.length > 0
          ? edits.removeWay(n % document.body.transitions.length)
          : edits.unplaceNodes(document),
  ),
  pick.map(
    (n): Make =>
      document =>
        document.body.nodes.length > 0 ? edits.startAt(document, keyAt(document, n)) : edits.rename('空'),
  ),
  fc.constant<Make>(edits.unplaceNodes),
)

test('any edits all taken back leave the document as it was, and done again as it became', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 25 }), makes => {
      let history = beginHistory<Document>(standard)
      for (const [at, make] of makes.entries()) history = perform(history, make(history.document), at * 300)
      const made = history.document
      expect(new Set(made.body.nodes.map(({ key }) => key)).size).toBe(made.body.nodes.length)
      while (history.past.length > 0) history = undo(history)
      expect(history.document).toEqual(standard)
      while (history.future.length > 0) history = redo(history)
      expect(history.document).toEqual(made)
    }),
    { numRuns: 200 },
  )
})
