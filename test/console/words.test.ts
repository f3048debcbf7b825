import { capabilities } from '../../server/capabilities'
import { nodesOf } from '../../server/console/src/automation/flow-nodes'
import { taskWords } from '../../server/console/src/deadLetters/words'
import { mayCall } from '../../server/console/src/lib/access'
import { skillWords } from '../../server/console/src/people/services'
import { monthsUpTo, monthWords } from '../../server/console/src/settlement/months'
import { prefixOf } from '../../server/console/src/sla/region-prefix'
import { triggerSays } from '../../shared/automation'
import { deadLettersApi } from '../../shared/deadLetters'
import { dispatchApi } from '../../shared/dispatch'
import { countWords } from '../../shared/words'

test('counters end at 999+', () => {
  expect([0, 999, 1000].map(countWords)).toEqual(['0', '999', '999+'])
})

test('the months go back over the turn of the year, by the business day', () => {
  const newYear = new Date('2026-12-31T16:30:00Z')
  expect(monthsUpTo(newYear, 3)).toEqual(['2027-01', '2026-12', '2026-11'])
  expect(monthWords('2026-11')).toBe('2026年11月')
})

test('skills are named as the company names its services, once each', () => {
  const services = [
    { name: '空调维修', businessType: 'repair.aircon' },
    { name: '洗衣机维修', businessType: 'repair.washer' },
  ]
  expect(skillWords(['repair', 'repair.aircon', 'install'], services)).toEqual(['空调维修', '洗衣机维修', 'install'])
  expect(skillWords(['rep'], services)).toEqual(['rep'])
})

test('who may not call does not see: the contract decides what the console offers', () => {
  expect(mayCall(['dispatcher'], dispatchApi.assign)).toBe(true)
  expect(mayCall(['dispatcher'], dispatchApi.setWeights)).toBe(false)
  expect(mayCall(['engineer', 'admin'], deadLettersApi.list)).toBe(true)
  expect(mayCall([], deadLettersApi.list)).toBe(false)
})

test('whatever can fail for good has a name that is not its code', () => {
  const names = capabilities.flatMap(({ subscribers = [] }) => subscribers.map(({ name }) => name))
  expect(names.filter(name => taskWords(name) === taskWords(''))).toEqual([])
})

test('a node of several flows is offered once, by its name, and a rule is told by that name', () => {
  const handle = { key: 'handle', name: '处理', kind: 'task' as const }
  const end = { key: 'end', name: '结束', kind: 'end' as const }
  const flowNamed = (name: string) => ({ name, body: { nodes: [handle, end], transitions: [] } })
  const nodes = nodesOf([flowNamed('标准流程'), flowNamed('报价审批流程')])
  expect(nodes).toEqual([{ value: 'handle', name: '处理', label: '处理（标准流程、报价审批流程）' }])
  expect(triggerSays({ on: 'flowLeft', nodeKey: 'handle', nodeName: '处理' })).toBe('流程节点「处理」结束后')
})

test.each([
  ['330000', '33'],
  ['330100', '3301'],
  ['330106', '330106'],
])('a clock keeps of region %s the digits %s', (code, prefix) => {
  expect(prefixOf(code)).toBe(prefix)
})
