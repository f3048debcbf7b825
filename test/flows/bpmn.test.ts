import { BpmnModdle } from 'bpmn-moddle'
import { flows } from '../../config/seed/flows'
import { bpmnOf } from '../../server/flows/bpmn/envelope'
import { diagramOf } from '../../server/flows/bpmn/rules'
import { flowsApi } from '../../shared/flows/api'
import type { FlowBody } from '../../shared/flows/flow'
import { standardFlow } from '../../shared/flows/standard'
import { structureOf } from '../../shared/flows/structure'
import * as fc from '../support/random'
import { everyDatabase } from '../support/world'
import { soundFlow } from './randomFlows'

const heading = { id: 'flow1', name: '测试', versionNo: 1 }

type Read = { $type: string; id: string; get: (name: string) => unknown }
const readBack = async (xml: string) => {
  const { rootElement, warnings, elementsById } = await new BpmnModdle().fromXML(xml)
  const all = Object.values(elementsById) as Read[]
  return { rootElement, warnings, all, ofType: (type: string) => all.filter(({ $type }) => $type === `bpmn:${type}`) }
}
const read = async (body: FlowBody) => readBack(await bpmnOf(heading, diagramOf(body)))

const eachHasItsPlace = ({ all }: Awaited<ReturnType<typeof read>>): void => {
  const shapes = all.filter(({ $type }) => $type === 'bpmndi:BPMNShape')
  const edges = all.filter(({ $type }) => $type === 'bpmndi:BPMNEdge')
  const flowsDrawn = all.filter(({ $type }) => $type === 'bpmn:SequenceFlow')
  expect(edges).toHaveLength(flowsDrawn.length)
  for (const edge of edges) expect((edge.get('waypoint') as unknown[]).length).toBeGreaterThanOrEqual(2)
  const bounds = shapes.map(shape => shape.get('bounds') as { x: number; y: number; width: number; height: number })
  bounds.forEach((a, at) => {
    const overlaps = bounds
      .slice(at + 1)
      .some(b => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
    expect(overlaps).toBe(false)
  })
}

describe('a flow as BPMN 2.0', () => {
  test.each<[string, FlowBody]>([
    ['the standard one', standardFlow],
    ...flows.map(({ name, body }): [string, FlowBody] => [name, body]),
  ])('is read back without warnings: %s', async (_, body) => {
    const back = await read(body)
    expect(back.warnings).toEqual([])
    expect(back.ofType('UserTask').length).toBe(
      body.nodes.filter(({ kind }) => ['task', 'approval', 'countersign'].includes(kind)).length,
    )
    expect(back.ofType('StartEvent')).toHaveLength(1)
    eachHasItsPlace(back)
  })

  test('draws a decision as a gateway with its names and conditions', async () => {
    const { ofType } = await read(flows[0]?.body ?? standardFlow)
    const [gateway] = ofType('ExclusiveGateway')
    const agreed = gateway?.get('default') as Read | undefined
    expect(agreed?.get('name')).toBe('同意')
    const refusal = ofType('SequenceFlow').find(flow => flow.get('name') === '不同意')
    const condition = refusal?.get('conditionExpression') as Read | undefined
    expect(JSON.parse(String(condition?.get('body')))).toEqual({ '==': [{ var: 'decision' }, 'refuse'] })
  })

  test('is read back without warnings whatever sound flow it is, one flow from each branch into a join', async () => {
    await fc.assert(
      fc.asyncProperty(soundFlow, async body => {
        const back = await read(body)
        expect(back.warnings).toEqual([])
        eachHasItsPlace(back)
        for (const [key, fork] of structureOf(body).forkOf) {
          const join = back.all.find(({ id }) => id === `node_${key}`)
          expect(join?.get('incoming')).toHaveLength(fork.branches.length)
        }
      }),
      { numRuns: 15 },
    )
  })
})

everyDatabase('the BPMN file of a flow', world => {
  test('is given for a version or the newest of a code', async () => {
    const manager = await world().as('manager1')
    const standard = await manager.call(flowsApi.bpmn, { flowId: 'standard' })
    expect((await readBack(standard.xml)).warnings).toEqual([])
    const named = await manager.call(flowsApi.bpmn, { code: 'quote-approval' })
    expect(named.fileName).toBe('报价审批流程-第1版.bpmn')
    expect((await manager.refused(flowsApi.bpmn, { code: 'nothing' })).code).toBe('flow.not_found')
  })
})
