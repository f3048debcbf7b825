import { effectOf, type MemberChange } from '../../server/people/members/rules'
import * as fc from '../support/random'

type State = { state: 'present' | 'gone' | 'renamed'; changedAt: Date | null; hasPerson: boolean }

const nobody: State = { state: 'present', changedAt: null, hasPerson: false }

const change = (second: number, kind: MemberChange['change']): MemberChange => ({
  userId: 'lisi',
  change: kind,
  newUserId: null,
  status: null,
  at: new Date(second * 1000),
  name: null,
  departmentIds: null,
})

/** What is remembered after a change. */
const after = (known: State, one: MemberChange): State => {
  switch (effectOf(known, one)) {
    case 'none':
      return known
    case 'leave':
      return { ...known, state: 'gone', changedAt: one.at }
    default:
      return { state: 'present', changedAt: one.at, hasPerson: true }
  }
}
const worksHere = ({ state, hasPerson }: State): boolean => state === 'present' && hasPerson

/** A member's true story: joins, is changed, leaves, comes back, one thing a second. */
const story = fc
  .array(fc.constantFrom('change', 'turn'), { maxLength: 12 })
  .map(beats => {
    let isHere = true
    const told = [change(1, 'created')]
    for (const [at, beat] of beats.entries()) {
      if (beat === 'turn') {
        isHere = !isHere
        told.push(change(at + 2, isHere ? 'created' : 'deleted'))
      } else if (isHere) told.push(change(at + 2, 'updated'))
    }
    return { told, isHere }
  })
  .chain(({ told, isHere }) =>
    fc.record({
      isHere: fc.constant(isHere),
      heard: fc
        .tuple(fc.shuffledSubarray(told, { minLength: told.length }), fc.shuffledSubarray(told))
        .map(([all, again]) => [...all, ...again]),
    }),
  )

test('a member works here or not as their story ends, in whatever order and how often it is told', () => {
  fc.assert(
    fc.property(story, ({ heard, isHere }) => {
      expect(worksHere(heard.reduce(after, nobody))).toBe(isHere)
    }),
  )
})

test.each([
  ['an update of the same second', 'updated', null],
  ['a joining of the same second', 'created', null],
  ['a later update', 'updated', null],
  ['a later update that says disabled', 'updated', 2],
] as const)('nobody who is gone comes back by %s', (name, kind, status) => {
  const gone: State = { state: 'gone', changedAt: new Date(5000), hasPerson: true }
  const at = new Date(name.includes('same') ? 5000 : 9000)
  expect(effectOf(gone, { ...change(0, kind), at, status })).toBe('none')
})

test('whoever quit and is active again has come back', () => {
  const quit = after({ ...nobody, hasPerson: true }, { ...change(3, 'updated'), status: 5 })
  expect(quit.state).toBe('gone')
  expect(effectOf(quit, { ...change(4, 'updated'), status: 1 })).toBe('return')
})
