import { flowsApi } from '../../shared/flows/api'
import type { FlowBody, FlowNode, FlowTransition, Stage } from '../../shared/flows/flow'
import type { TicketFlow } from '../../shared/flows/runs'
import { templatesApi } from '../../shared/templates/api'
import type { Answers } from '../../shared/templates/fields'
import { ticketsApi } from '../../shared/tickets/api'
import type { Client } from '../support/client'
import type { World } from '../support/world'
import { wordsOf } from '../wecom/inbox'

export const stageNode = (stage: Stage): FlowNode => ({ key: stage, kind: 'task', name: stage, stage })
export const endNode: FlowNode = { key: 'end', kind: 'end', name: '结束' }

type Drawn = FlowNode | Stage
const nodeOf = (one: Drawn): FlowNode => (typeof one === 'string' ? stageNode(one) : one)

/** Nodes in a row with an end; every approval's refusal goes to the end unless `more` says otherwise. */
export const row = (drawn: readonly Drawn[], more: readonly FlowTransition[] = []): FlowBody => {
  const nodes = [...drawn.map(nodeOf), endNode]
  const ways = nodes.slice(1).map(({ key }, at): FlowTransition => ({ from: nodes[at]?.key ?? '', to: key }))
  const unanswered = nodes.filter(
    ({ key, kind }) =>
      (kind === 'approval' || kind === 'countersign') && !more.some(way => way.from === key && way.isRefusal),
  )
  return {
    nodes,
    transitions: [...ways, ...more, ...unanswered.map(({ key }) => ({ from: key, to: 'end', isRefusal: true }))],
  }
}

export const approval = (more: Partial<FlowNode> = {}): FlowNode => ({
  key: 'approve',
  kind: 'approval',
  name: '报价审批',
  assignee: { by: 'managerOf', whom: 'creator' },
  ...more,
})

/** Draws and publishes a version of a flow. */
export const publishFlow = async (world: World, body: FlowBody, code?: string) => {
  const admin = await world.as('admin1')
  const draft = await admin.call(flowsApi.beginDraft, { name: '测试流程', ...(code && { code }) })
  const { version } = await admin.call(flowsApi.saveDraft, {
    code: draft.code,
    version: draft.version,
    name: draft.name,
    body,
  })
  return admin.call(flowsApi.publish, { code: draft.code, version })
}

/** A published template whose tickets follow a flow. */
export const publishTemplate = async (world: World, flowCode: string, copyOf: string): Promise<string> => {
  const admin = await world.as('admin1')
  const draft = await admin.call(templatesApi.beginDraft, { copyOf, name: '带流程的模板' })
  const body = draft.body as { fields: unknown[] }
  const fields = [
    ...body.fields,
    { key: 'quote', label: '报价', kind: 'money', required: false },
    { key: 'day', label: '日期', kind: 'date', required: false },
    { key: 'approver', label: '审批人', kind: 'staff', required: false },
  ]
  const { version } = await admin.call(templatesApi.saveDraft, {
    code: draft.code,
    version: draft.version,
    name: draft.name,
    isPreset: false,
    body: { ...body, fields, flowCode },
  })
  return (await admin.call(templatesApi.publish, { code: draft.code, version })).id
}

export type Desk = { flow: { id: string; code: string }; templateId: string }

export const setUp = async (world: World, body: FlowBody, copyOf = 'consultation'): Promise<Desk> => {
  const flow = await publishFlow(world, body)
  return { flow, templateId: await publishTemplate(world, flow.code, copyOf) }
}

type Wanted = { answers?: Answers; isDraft?: boolean; customerId?: string }

export const newTicket = (client: Client, { templateId }: Pick<Desk, 'templateId'>, wanted: Wanted = {}) =>
  client.call(ticketsApi.create, { templateId, customerId: 'customer01', ...wanted })

export const flowOf = (client: Client, ticketId: string): Promise<TicketFlow> =>
  client.call(flowsApi.ofTicket, { ticketId })

/** The step where the ticket stands at a node. */
export const stepAt = (flow: TicketFlow, nodeKey: string) => {
  const step = flow.steps.findLast(one => one.nodeKey === nodeKey && one.state === 'active')
  if (!step?.id) throw new Error(`the ticket does not stand at ${nodeKey}: ${JSON.stringify(flow.steps)}`)
  return { ...step, id: step.id }
}

/** `nodeKey:state` of every step. */
export const trail = (flow: TicketFlow): string[] => flow.steps.map(({ nodeKey, state }) => `${nodeKey}:${state}`)

/** What members have read on account of an act: `userId: words`. */
export const read = async (world: World, act: () => Promise<unknown>): Promise<string[]> => {
  await world.drain()
  const from = world.platform.outbox.length
  await act()
  await world.drain()
  return world.platform.outbox
    .slice(from)
    .filter(({ outcome, kind }) => outcome === 'delivered' && kind === 'text')
    .map(line => `${line.userId}: ${wordsOf(line).split('\n')[0]?.split('：').slice(1).join('：')}`)
}
