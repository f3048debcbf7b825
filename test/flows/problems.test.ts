import { flows } from '../../config/seed/flows'
import type { FlowBody, FlowNode, FlowTransition } from '../../shared/flows/flow'
import { problemsOfFlow } from '../../shared/flows/problems'
import { row, stageNode } from './desk'

const person = { by: 'person', personId: 'p1' } as const
const task = (key: string, more: Partial<FlowNode> = {}): FlowNode => ({
  key,
  kind: 'task',
  name: key,
  assignee: person,
  ...more,
})
const approval = (key: string): FlowNode => ({ key, kind: 'approval', name: key, assignee: person })
const automatic: FlowNode = { key: 'auto', kind: 'automatic', name: 'auto', actions: [{ action: 'addTag', tag: '急' }] }
const fork: FlowNode = { key: 'fork', kind: 'parallel', name: 'fork' }
const join: FlowNode = { key: 'join', kind: 'join', name: 'join' }
const end: FlowNode = { key: 'end', kind: 'end', name: 'end' }
const way = (line: string, more: Partial<FlowTransition> = {}): FlowTransition => {
  const [from = '', to = ''] = line.split(' ')
  return { from, to, ...more }
}
const drawn = (nodes: (FlowNode | 'handle')[], ways: (string | FlowTransition)[]): FlowBody => ({
  nodes: [...nodes.map(node => (node === 'handle' ? stageNode('handle') : node)), end],
  transitions: ways.map(one => (typeof one === 'string' ? way(one) : one)),
})
const codes = (body: FlowBody): string[] => [...new Set(problemsOfFlow(body).map(({ code }) => code))]
const always = { '==': [1, 1] }

describe('a flow cannot be published', () => {
  test.each<[string, FlowBody, string[]]>([
    ['that is empty', { nodes: [], transitions: [] }, ['flow.empty']],
    ['with two nodes of one key', drawn([task('a'), task('a')], []), ['node.key_repeated']],
    ['with a line to nowhere', drawn(['handle'], ['handle end', 'handle gone']), ['way.unknown_node']],
    ['with a line into itself', drawn(['handle'], ['handle end', 'handle handle']), ['way.into_itself']],
    ['with the same line twice', drawn(['handle'], ['handle end', 'handle end']), ['way.repeated']],
    ['with a node that nothing leads to', drawn(['handle', task('a')], ['handle end', 'a end']), ['node.unreachable']],
    [
      'with a node that leads to no end',
      drawn(['handle', task('a')], ['handle end', way('handle a', { when: always })]),
      ['node.no_way_out', 'node.endless'],
    ],
    [
      'without an end',
      { nodes: [stageNode('handle'), task('a')], transitions: [way('handle a'), way('a handle')] },
      ['end.missing'],
    ],
    ['whose end goes on', drawn(['handle'], ['handle end', 'end handle']), ['end.goes_on', 'stage.again']],
    [
      'with nobody to do a task',
      drawn([task('a', { assignee: undefined }), 'handle'], ['a handle', 'handle end']),
      ['node.no_owner'],
    ],
    [
      'with nobody to see to a wait',
      drawn([{ key: 'w', kind: 'wait', name: 'w', waitsFor: 'parts' }, 'handle'], ['w handle', 'handle end']),
      ['node.no_owner'],
    ],
    [
      'with a wait for no date',
      drawn([{ key: 'w', kind: 'wait', name: 'w', waitsFor: 'date' }, 'handle'], ['w handle', 'handle end']),
      ['wait.no_date'],
    ],
    [
      'with an approval that cannot be refused',
      drawn([approval('a'), 'handle'], ['a handle', 'handle end']),
      ['refusal.missing'],
    ],
    [
      'with a refusal of a task',
      drawn([task('a'), 'handle'], ['a handle', 'handle end', way('a end', { isRefusal: true })]),
      ['refusal.misplaced'],
    ],
    [
      'whose conditions may all fail',
      drawn(
        [task('a'), task('b'), 'handle'],
        [way('a b', { when: always }), way('a handle', { when: always }), 'b handle', 'handle end'],
      ),
      ['way.no_default'],
    ],
    [
      'with two ways for all other cases',
      drawn([task('a'), task('b'), 'handle'], ['a b', 'a handle', 'b handle', 'handle end']),
      ['way.default_repeated'],
    ],
    [
      'with an unknown operator',
      drawn([task('a', { skipWhen: { eval: ['1'] } }), 'handle'], ['a handle', 'handle end']),
      ['logic.unsound'],
    ],
    ['without the work', drawn([task('a')], ['a end']), ['stage.no_handle']],
    [
      'that goes round the work',
      drawn([task('a'), 'handle'], ['a handle', way('a end', { when: always }), 'handle end']),
      ['stage.avoided'],
    ],
    ['that skips the work', drawn([{ ...stageNode('handle'), skipWhen: always }], ['handle end']), ['stage.skipped']],
    ['with stages out of order', row(['handle', 'triage']), ['stage.order']],
    ['with a stage twice', row(['handle', { ...stageNode('handle'), key: 'again' }]), ['stage.repeated']],
    [
      'that comes back to the work',
      drawn(['handle', task('a')], ['handle a', 'a end', way('a handle', { when: always })]),
      ['stage.again'],
    ],
    [
      'with stages side by side',
      drawn(
        [fork, stageNode('triage'), 'handle', join],
        ['fork triage', 'fork handle', 'triage join', 'handle join', 'join end'],
      ),
      ['stage.beside'],
    ],
    ['with one branch', drawn([fork, 'handle'], ['fork handle', 'handle end']), ['parallel.one_branch']],
    [
      'with a condition on a branch',
      drawn(
        [fork, task('a'), 'handle', join],
        [way('fork a', { when: always }), 'fork handle', 'a join', 'handle join', 'join end'],
      ),
      ['parallel.condition'],
    ],
    [
      'with a join that waits for a branch that may never come',
      drawn(
        [task('a'), task('b'), 'handle', join],
        [way('a b', { when: always }), 'a handle', 'b join', 'handle join', 'join end'],
      ),
      ['join.unmatched', 'stage.avoided'],
    ],
    [
      'with a branch that may leave without the others',
      drawn(
        [fork, task('a'), 'handle', join],
        ['fork a', 'fork handle', 'a join', way('a end', { when: always }), 'handle join', 'join end'],
      ),
      ['parallel.unmatched'],
    ],
    [
      'with a line into a branch',
      drawn(
        [task('s'), fork, task('a'), 'handle', join],
        [way('s a', { when: always }), 's fork', 'fork a', 'fork handle', 'a join', 'handle join', 'join end'],
      ),
      ['parallel.unmatched', 'stage.avoided'],
    ],
    [
      'that goes round with nobody acting',
      drawn(
        [automatic, task('a', { skipWhen: always }), 'handle'],
        ['auto a', way('a auto', { when: always }), 'a handle', 'handle end'],
      ),
      ['cycle.restless'],
    ],
    [
      'with an action that belongs to a form',
      drawn([{ ...automatic, actions: [{ action: 'hide', targets: ['x'] }] }, 'handle'], ['auto handle', 'handle end']),
      ['automatic.unfit'],
    ],
    [
      'with a setting of another kind',
      drawn([task('a', { waitsFor: 'parts' }), 'handle'], ['a handle', 'handle end']),
      ['node.setting_misplaced'],
    ],
  ])('%s', (_, body, expected) => {
    expect(codes(body)).toEqual(expected)
  })

  test('but says where and in words what is wrong', () => {
    const [problem] = problemsOfFlow(
      drawn([task('a', { assignee: undefined, name: '核对' }), 'handle'], ['a handle', 'handle end']),
    )
    expect(problem).toEqual({ code: 'node.no_owner', says: '「核对」还没有处理人', nodeKey: 'a' })
  })
})

test('a refusal may end a flow from inside a branch, and a loop with somebody in it is sound', () => {
  const body = drawn(
    [fork, approval('a'), task('b'), 'handle', join],
    ['fork a', 'fork handle', 'a join', way('a end', { isRefusal: true }), 'handle b', 'b join', 'join end'],
  )
  expect(problemsOfFlow(body)).toEqual([])
  const loop = drawn(
    [approval('a'), task('b'), 'handle'],
    ['a handle', way('a b', { isRefusal: true }), 'b a', 'handle end'],
  )
  expect(problemsOfFlow(loop)).toEqual([])
})

test.each(flows.map(({ name, body }) => [name, body] as const))('the seed flow %s is sound', (_, body) => {
  expect(problemsOfFlow(body)).toEqual([])
})
