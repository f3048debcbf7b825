import { dispatchApi } from '../../shared/dispatch'
import { flowsApi } from '../../shared/flows/api'
import type { FlowNode } from '../../shared/flows/flow'
import { DAY, MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { approval, endNode, flowOf, newTicket, row, setUp, stepAt, trail } from './desk'

everyDatabase('a flow', world => {
  const parallel = () => ({
    nodes: [
      { key: 'accept', kind: 'task' as const, name: '受理', stage: 'accept' as const },
      { key: 'fork', kind: 'parallel' as const, name: '同时' },
      {
        key: 'money',
        kind: 'approval' as const,
        name: '财务审批',
        assignee: { by: 'role' as const, role: 'finance' as const },
      },
      {
        key: 'stock',
        kind: 'task' as const,
        name: '备件',
        assignee: { by: 'role' as const, role: 'dispatcher' as const },
      },
      { key: 'join', kind: 'join' as const, name: '汇合' },
      { key: 'triage', kind: 'task' as const, name: '分诊', stage: 'triage' as const },
      { key: 'handle', kind: 'task' as const, name: '处理', stage: 'handle' as const },
      endNode,
    ],
    transitions: [
      { from: 'accept', to: 'fork' },
      { from: 'fork', to: 'money' },
      { from: 'fork', to: 'stock' },
      { from: 'money', to: 'join' },
      { from: 'money', to: 'end', isRefusal: true },
      { from: 'stock', to: 'join' },
      { from: 'join', to: 'triage' },
      { from: 'triage', to: 'handle' },
      { from: 'handle', to: 'end' },
    ],
  })

  test('with branches side by side waits for both; a refusal ends them all', async () => {
    const made = await setUp(world(), parallel())
    const [sales, finance, dispatcher] = await Promise.all(['sales1', 'finance1', 'dispatcher1'].map(world().as))
    if (!sales || !finance || !dispatcher) throw new Error('all are at work')
    const ticket = await newTicket(sales, made)
    expect(ticket.held).toBe('等杨慧审批、赵柳、孙琪完成「备件」后才能派单')
    expect(ticket.nodeName).toBe('财务审批、备件')
    const standing = await flowOf(sales, ticket.id)
    const stock = await dispatcher.call(flowsApi.complete, { stepId: stepAt(standing, 'stock').id, says: '已备好' })
    expect(stock.held).toBe('等杨慧审批后才能派单')
    const money = stepAt(standing, 'money')
    const both = await finance.call(flowsApi.decide, { stepId: money.id, decision: 'approve' })
    expect(trail(both)).toEqual([
      'accept:done',
      'fork:done',
      'money:approved',
      'stock:done',
      'join:done',
      'triage:active',
    ])

    const other = await newTicket(sales, made)
    const { id: stepId } = stepAt(await flowOf(sales, other.id), 'money')
    const refused = await finance.call(flowsApi.decide, { stepId, decision: 'refuse', says: '账期未结' })
    expect(refused.ending).toBe('refused')
    expect(refused.steps.find(({ nodeKey }) => nodeKey === 'stock')).toMatchObject({ state: 'withdrawn' })
    expect((await dispatcher.call(flowsApi.mine, {})).items.map(({ ticketId }) => ticketId)).not.toContain(other.id)
  })

  test('waits for a date, then for a word of the customer', async () => {
    const date: FlowNode = { key: 'date', kind: 'wait', name: '等到约定日', waitsFor: 'date', until: { var: 'day' } }
    const word: FlowNode = {
      key: 'word',
      kind: 'wait',
      name: '等客户确认',
      waitsFor: 'customer',
      assignee: { by: 'creator' },
    }
    const made = await setUp(world(), row(['accept', date, word, 'triage', 'handle']))
    const sales = await world().as('sales1')
    const ticket = await newTicket(sales, made, { answers: { day: '2026-11-26' } })
    expect(ticket.held).toBe('等「等到约定日」结束后才能派单')
    expect((await flowOf(sales, ticket.id)).steps[1]).toMatchObject({ until: '2026-11-26T00:00:00+08:00' })
    await world().pass(2 * DAY)
    expect(trail(await flowOf(await world().as('sales1'), ticket.id)).at(-1)).toBe('date:active')
    await world().pass(DAY)
    const later = await world().as('sales1')
    expect(trail(await flowOf(later, ticket.id)).at(-1)).toBe('word:active')
    const customer = await world().as('customer01')
    await customer.call(ticketsApi.comment, { id: ticket.id, body: '可以来', audience: 'customer' })
    await world().drain()
    expect(trail(await flowOf(later, ticket.id)).at(-1)).toBe('triage:active')
    const undated = await newTicket(later, made)
    expect((await flowOf(later, undated.id)).steps[1]).toMatchObject({
      state: 'skipped',
      reason: '没有填写要等到的日期',
    })
  })

  test('acts by itself, goes by conditions, and asks a team in turn', async () => {
    const mark: FlowNode = {
      key: 'mark',
      kind: 'automatic',
      name: '标记',
      actions: [
        { action: 'addTag', tag: '大额' },
        { action: 'setPriority', priority: 'high' },
      ],
    }
    const check: FlowNode = {
      key: 'check',
      kind: 'task',
      name: '核对',
      assignee: { by: 'rotation', teamId: 'team-west', role: 'engineer' },
    }
    const body = row(['accept', mark, check, 'triage', 'handle'])
    const dear = { '>': [{ var: ['quote', 0] }, 50_000] }
    const transitions = body.transitions.map(way => (way.from === 'accept' ? { ...way, when: dear } : way))
    const made = await setUp(world(), { ...body, transitions: [...transitions, { from: 'accept', to: 'check' }] })
    const sales = await world().as('sales1')
    const dearTicket = await newTicket(sales, made, { answers: { quote: 60_000 } })
    expect(dearTicket).toMatchObject({ tags: ['大额'], priority: 'high', held: '等李思完成「核对」后才能派单' })
    const read = await sales.call(ticketsApi.get, { id: dearTicket.id })
    expect(read.version).toBe(dearTicket.version)
    const cheap = await newTicket(sales, made)
    expect(cheap).toMatchObject({ tags: [], held: '等王武完成「核对」后才能派单' })
    const engineer = await world().as('engineer1')
    const { id: stepId } = stepAt(await flowOf(engineer, dearTicket.id), 'check')
    expect(trail(await engineer.call(flowsApi.complete, { stepId })).at(-1)).toBe('triage:active')
  })

  test('goes back to triage with a declined ticket, and what its engineer had to do goes with the ticket', async () => {
    const photo: FlowNode = { key: 'photo', kind: 'task', name: '补照片', assignee: { by: 'ticketAssignee' } }
    const made = await setUp(world(), row(['triage', 'handle', photo, 'feedback']), 'aircon-repair')
    const [sales, dispatcher, engineer] = await Promise.all(['sales1', 'dispatcher1', 'engineer5'].map(world().as))
    if (!sales || !dispatcher || !engineer) throw new Error('all are at work')
    const ticket = await newTicket(sales, made)
    const assigned = await dispatcher.call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer5',
      version: ticket.version,
    })
    const accepted = await engineer.call(ticketsApi.accept, { id: ticket.id, version: assigned.version })
    expect(trail(await flowOf(sales, ticket.id))).toEqual(['triage:done', 'handle:active'])
    const declined = await engineer.call(ticketsApi.decline, {
      id: ticket.id,
      version: accepted.version,
      reason: '去不了',
    })

    expect(declined).toMatchObject({ status: 'open' })
    expect(trail(await flowOf(sales, ticket.id))).toEqual(['triage:done', 'handle:withdrawn', 'triage:active'])
    const now = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    const working = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', now))
    await finished(world(), 'engineer1', working)
    const step = stepAt(await flowOf(sales, ticket.id), 'photo')
    expect(step.owners.map(({ name }) => name)).toEqual(['李思'])
    const held = await sales.refused(ticketsApi.confirm, {
      id: ticket.id,
      version: (await sales.call(ticketsApi.get, { id: ticket.id })).version,
    })
    expect(held).toMatchObject({ code: 'ticket.held', message: '等李思完成「补照片」后才能验收' })
  })

  test('of the template is the standard one where none is named, read from what happened to the ticket', async () => {
    const sales = await world().as('sales1')
    const ticket = await sales.call(ticketsApi.create, { templateId: 'consultation', customerId: 'customer01' })
    await world().pass(30 * MINUTE)
    await sent(world(), 'engineer5', ticket)
    const flow = await flowOf(sales, ticket.id)
    expect(flow.flow).toMatchObject({ id: 'standard', name: '标准流程' })
    expect(trail(flow)).toEqual(['accept:done', 'triage:done', 'handle:active'])
    expect(flow.steps[1]?.minutes).toBe(30)
    const rows = await world().context.db.reader.query('SELECT id FROM flow_runs WHERE ticket_id = ?', [ticket.id])
    expect(rows).toEqual([])
  })

  test('changes with the template while nobody has the ticket', async () => {
    const made = await setUp(world(), row(['accept', approval(), 'triage', 'handle']))
    const sales = await world().as('sales1')
    const draft = await newTicket(sales, { templateId: 'consultation' }, { isDraft: true })
    const edited = await sales.call(ticketsApi.edit, {
      id: draft.id,
      version: draft.version,
      templateId: made.templateId,
    })
    expect(edited.nodeName).toBe('accept')
    const submitted = await sales.call(ticketsApi.submit, { id: draft.id, version: edited.version })
    expect(submitted.held).toBe('等沈明远审批后才能派单')
    const back = await sales.call(ticketsApi.edit, {
      id: draft.id,
      version: submitted.version,
      templateId: 'consultation',
    })
    expect(back).toMatchObject({ held: null, nodeName: null })
    expect((await flowOf(sales, draft.id)).flow.id).toBe('standard')
  })
})
