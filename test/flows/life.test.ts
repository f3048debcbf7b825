import { nextInTurn } from '../../server/flows/owners/rules'
import { dispatchApi } from '../../shared/dispatch'
import { flowsApi } from '../../shared/flows/api'
import type { FlowNode } from '../../shared/flows/flow'
import { DAY, MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { wordsOf } from '../wecom/inbox'
import { endNode, flowOf, newTicket, publishFlow, row, setUp, stepAt, trail } from './desk'

const approval = (more: Partial<FlowNode> = {}): FlowNode => ({
  key: 'approve',
  kind: 'approval',
  name: '报价审批',
  assignee: { by: 'managerOf', whom: 'creator' },
  ...more,
})

const read = async (world: World, act: () => Promise<unknown>): Promise<string[]> => {
  await world.drain()
  const from = world.platform.outbox.length
  await act()
  await world.drain()
  return world.platform.outbox
    .slice(from)
    .filter(({ outcome, kind }) => outcome === 'delivered' && kind === 'text')
    .map(line => `${line.userId}: ${wordsOf(line).split('\n')[0]?.split('：').slice(1).join('：')}`)
}

everyDatabase('a ticket with an approval before triage', world => {
  const desk = () => setUp(world(), row(['accept', approval(), 'triage', 'handle', 'feedback', 'revisit']))

  test('is not dispatched before its manager agrees, and goes through all its nodes', async () => {
    const [sales, dispatcher, manager] = await Promise.all(['sales1', 'dispatcher1', 'manager1'].map(world().as))
    if (!sales || !dispatcher || !manager) throw new Error('all are at work')
    const made = await desk()
    const ticket = await newTicket(sales, made)
    expect(ticket).toMatchObject({ held: '等沈明远审批后才能派单', nodeName: '报价审批', version: 1 })
    const wish = { ticketId: ticket.id, engineerId: 'engineer5', version: ticket.version }
    const refusal = await dispatcher.refused(dispatchApi.assign, wish)
    expect(refusal).toMatchObject({ status: 409, code: 'ticket.held', message: '等沈明远审批后才能派单' })
    const waiting = await manager.call(flowsApi.mine, {})
    expect(waiting.items).toMatchObject([{ ticketId: ticket.id, nodeName: '报价审批', ticketNumber: ticket.number }])

    await world().pass(20 * MINUTE)
    const flow = await flowOf(manager, ticket.id)
    expect(trail(flow)).toEqual(['accept:done', 'approve:active'])
    const step = stepAt(flow, 'approve')
    expect(step).toMatchObject({ minutes: 20, askedByName: '张珊', canDecide: true, canWithdraw: false })
    const decided = await manager.call(flowsApi.decide, { stepId: step.id, decision: 'approve', says: '可以' })
    expect(trail(decided)).toEqual(['accept:done', 'approve:approved', 'triage:active'])
    expect(decided.held).toBeNull()
    expect((await manager.call(flowsApi.mine, {})).items).toEqual([])

    const after = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    expect(after).toMatchObject({ held: null, nodeName: 'triage' })
    expect(after.timeline.at(-1)).toMatchObject({ says: '同意「报价审批」：可以', actorName: '沈明远' })
    const under = await sent(world(), 'engineer5', after)
    const working = await arrived(world(), 'engineer5', under)
    const done = await finished(world(), 'engineer5', working)
    const confirmed = await sales.call(ticketsApi.confirm, { id: ticket.id, version: done.version })
    await dispatcher.call(ticketsApi.close, { id: ticket.id, version: confirmed.version })
    const over = await flowOf(sales, ticket.id)
    expect(over.ending).toBe('ended')
    expect(trail(over).slice(2)).toEqual(['triage:done', 'handle:done', 'feedback:done', 'revisit:done', 'end:done'])
  })

  test('may go no further once refused, but be cancelled, and starts again when reopened', async () => {
    const [sales, manager] = await Promise.all([world().as('sales1'), world().as('manager1')])
    const ticket = await newTicket(sales, await desk())
    const step = stepAt(await flowOf(manager, ticket.id), 'approve')
    const wordless = await manager.refused(flowsApi.decide, { stepId: step.id, decision: 'refuse' })
    expect(wordless.code).toBe('ticket.reason_required')
    const refused = await manager.call(flowsApi.decide, { stepId: step.id, decision: 'refuse', says: '超出预算' })
    expect(refused).toMatchObject({
      ending: 'refused',
      held: '「报价审批」没有通过，不能派单。请取消工单，需要时再重新打开',
    })
    const dispatcher = await world().as('dispatcher1')
    const wish = { ticketId: ticket.id, engineerId: 'engineer5', version: ticket.version }
    expect((await dispatcher.refused(dispatchApi.assign, wish)).code).toBe('ticket.held')
    const cancelled = await sales.call(ticketsApi.cancel, { id: ticket.id, version: ticket.version, reason: '太贵' })
    expect(cancelled.held).toBeNull()
    const reopened = await sales.call(ticketsApi.reopen, {
      id: ticket.id,
      version: cancelled.version,
      reason: '客户又要',
    })
    expect(reopened.held).toBe('等沈明远审批后才能派单')
    const again = stepAt(await flowOf(manager, ticket.id), 'approve')
    expect(again.round).toBe(2)
    await manager.call(flowsApi.decide, { stepId: again.id, decision: 'approve' })
    expect((await sales.call(ticketsApi.get, { id: ticket.id })).held).toBeNull()
  })

  test('is told to whoever has to act and to whoever asked', async () => {
    const [sales, manager] = await Promise.all([world().as('sales1'), world().as('manager1')])
    const made = await desk()
    let id = ''
    const asked = await read(world(), async () => {
      id = (await newTicket(sales, made)).id
    })
    expect(asked).toEqual(['shenmingyuan: 请审批「报价审批」，由张珊提交'])
    const step = stepAt(await flowOf(manager, id), 'approve')
    const told = await read(world(), () => manager.call(flowsApi.decide, { stepId: step.id, decision: 'approve' }))
    expect(told).toEqual(['zhangsan: 「报价审批」已通过'])
  })

  test('can be taken back by whoever asked while nobody has decided', async () => {
    const [sales, other] = await Promise.all([world().as('sales1'), world().as('dispatcher1')])
    const ticket = await newTicket(sales, await desk())
    const step = stepAt(await flowOf(sales, ticket.id), 'approve')
    expect(step.canWithdraw).toBe(true)
    expect((await other.refused(flowsApi.withdraw, { stepId: step.id })).code).toBe('flow.not_yours')
    const flow = await sales.call(flowsApi.withdraw, { stepId: step.id, says: '写错了' })
    expect(flow.steps.at(-1)).toMatchObject({ state: 'withdrawn', reason: '写错了' })
    expect(flow.ending).toBe('refused')
    expect((await sales.refused(flowsApi.withdraw, { stepId: step.id })).code).toBe('flow.step_done')
  })

  test('may be urged every 30 minutes', async () => {
    const sales = await world().as('sales1')
    const ticket = await newTicket(sales, await desk())
    const { id: stepId } = stepAt(await flowOf(sales, ticket.id), 'approve')
    const told = await read(world(), () => sales.call(flowsApi.urge, { stepId }))
    expect(told).toEqual(['shenmingyuan: 有人催办，请审批「报价审批」，由张珊提交'])
    await world().pass(10 * MINUTE)
    expect(await sales.refused(flowsApi.urge, { stepId })).toMatchObject({
      code: 'flow.urged_lately',
      message: '刚刚催过，请 20 分钟后再催',
    })
    await world().pass(20 * MINUTE)
    expect(stepAt(await sales.call(flowsApi.urge, { stepId }), 'approve').canUrge).toBe(false)
  })

  test('is not there for those who may not see it, and not theirs to decide for all others', async () => {
    const [sales, stranger, dispatcher] = await Promise.all(['sales1', 'manager2', 'dispatcher1'].map(world().as))
    if (!sales || !stranger || !dispatcher) throw new Error('all are at work')
    const ticket = await newTicket(sales, await desk())
    const { id: stepId } = stepAt(await flowOf(sales, ticket.id), 'approve')
    expect((await stranger.refused(flowsApi.ofTicket, { ticketId: ticket.id })).status).toBe(404)
    expect(await stranger.refused(flowsApi.decide, { stepId, decision: 'approve' })).toMatchObject({
      status: 404,
      code: 'flow.step_not_found',
    })
    expect((await dispatcher.refused(flowsApi.decide, { stepId, decision: 'approve' })).code).toBe('flow.not_yours')
    expect((await dispatcher.refused(flowsApi.complete, { stepId })).code).toBe('flow.not_yours')
    expect((await world().anyone.refused(flowsApi.mine, {})).status).toBe(401)
    expect((await sales.refused(flowsApi.publish, { code: 'x', version: 1 })).code).toBe('role.not_allowed')
  })

  test('keeps its flow when a newer version is published, until it is moved there', async () => {
    const [sales, manager, admin] = await Promise.all(['sales1', 'manager1', 'admin1'].map(world().as))
    if (!sales || !manager || !admin) throw new Error('all are at work')
    const made = await desk()
    const [old, other] = [await newTicket(sales, made), await newTicket(sales, made)]
    const second = {
      ...approval(),
      key: 'approveAgain',
      name: '复核',
      assignee: { by: 'role', role: 'finance' } as const,
    }
    const renamed = approval({ key: 'approveQuote' })
    const body = row(['accept', renamed, second, 'triage', 'handle'])
    const newer = await publishFlow(world(), body, made.flow.code)
    expect(newer.versionNo).toBe(2)
    expect(trail(await flowOf(sales, (await newTicket(sales, made)).id))).toEqual([
      'accept:done',
      'approveQuote:active',
    ])
    const before = await flowOf(manager, old.id)
    expect(before).toMatchObject({ flow: { versionNo: 1 }, newerVersion: { id: newer.id, versionNo: 2 } })
    const { id: stepId } = stepAt(before, 'approve')

    const move = { ticketId: old.id, flowId: newer.id }
    expect(await admin.refused(flowsApi.moveToVersion, move)).toMatchObject({
      code: 'flow.no_counterpart',
      message: '新版流程里没有与「报价审批」对应的节点，请指定换到哪个节点',
    })
    const mapping = { approve: 'approveQuote' }
    expect((await sales.refused(flowsApi.moveToVersion, { ...move, mapping })).status).toBe(403)
    const moved = await admin.call(flowsApi.moveToVersion, { ...move, mapping })
    expect(moved).toMatchObject({ flow: { versionNo: 2 }, newerVersion: null })
    expect((await admin.refused(flowsApi.moveToVersion, { ...move, mapping })).code).toBe('flow.not_newer')
    const decided = await manager.call(flowsApi.decide, { stepId, decision: 'approve' })
    expect(trail(decided)).toEqual(['accept:done', 'approveQuote:approved', 'approveAgain:active'])
    expect(decided.held).toBe('等杨慧审批后才能派单')
    const still = stepAt(await flowOf(manager, other.id), 'approve')
    const kept = await manager.call(flowsApi.decide, { stepId: still.id, decision: 'approve' })
    expect(trail(kept).at(-1)).toBe('triage:active')
    expect((await admin.call(flowsApi.versions, { code: made.flow.code })).items).toMatchObject([
      { versionNo: 2, tickets: 2 },
      { versionNo: 1, tickets: 1 },
    ])
  })
})

everyDatabase('an approval', world => {
  test('is passed over by rule for a low amount, and on a red alert', async () => {
    const rules = { skipWhen: { '<=': [{ var: ['quote', 0] }, 50_000] }, isSkippedWhenRed: true }
    const made = await setUp(world(), row(['accept', approval(rules), 'triage', 'handle']))
    const sales = await world().as('sales1')
    const low = await newTicket(sales, made, { answers: { quote: 30_000 } })
    expect(low).toMatchObject({ held: null, nodeName: 'triage' })
    const skipped = (await flowOf(sales, low.id)).steps[1]
    expect(skipped).toMatchObject({ nodeKey: 'approve', state: 'skipped', reason: '符合免办条件' })
    const dear = await newTicket(sales, made, { answers: { quote: 80_000 } })
    expect(dear.held).toBe('等沈明远审批后才能派单')
    await sales.call(redAlertsApi.raise, { ticketId: dear.id, reason: '漏电' } as never)
    const red = await flowOf(sales, dear.id)
    expect(trail(red)).toEqual(['accept:done', 'approve:skipped', 'triage:active'])
    expect(red.steps[1]?.reason).toBe('红色预警，先行处理，事后补报')
    expect((await sales.call(ticketsApi.get, { id: dear.id })).held).toBeNull()
  })

  test('by all of several is passed when all have agreed, each counted once, also at the same moment', async () => {
    const sign: FlowNode = {
      key: 'sign',
      kind: 'countersign',
      name: '会签',
      assignee: { by: 'role', role: 'dispatcher' },
    }
    const made = await setUp(world(), row(['accept', sign, 'triage', 'handle']))
    const [sales, one, two] = await Promise.all(['sales1', 'dispatcher1', 'dispatcher2'].map(world().as))
    if (!sales || !one || !two) throw new Error('all are at work')
    const first = await newTicket(sales, made)
    expect(first.held).toBe('等赵柳、孙琪会签后才能派单')
    const { id: stepId } = stepAt(await flowOf(one, first.id), 'sign')
    const half = await one.call(flowsApi.decide, { stepId, decision: 'approve' })
    expect(half.held).toBe('等孙琪会签后才能派单')
    expect((await one.refused(flowsApi.decide, { stepId, decision: 'approve' })).code).toBe('flow.step_done')
    expect(trail(await two.call(flowsApi.decide, { stepId, decision: 'approve' })).at(-1)).toBe('triage:active')

    const second = await newTicket(sales, made)
    const { id: both } = stepAt(await flowOf(one, second.id), 'sign')
    await Promise.all([one, two].map(who => who.call(flowsApi.decide, { stepId: both, decision: 'approve' })))
    const flow = await flowOf(sales, second.id)
    expect(trail(flow)).toEqual(['accept:done', 'sign:approved', 'triage:active'])
    expect(flow.steps[1]?.owners.map(({ state }) => state)).toEqual(['approved', 'approved'])
  })

  test('by any of several is decided by one of two who answer at the same moment', async () => {
    const one = approval({ assignee: { by: 'role', role: 'dispatcher' } })
    const made = await setUp(world(), row(['accept', one, 'triage', 'handle']))
    const [sales, ...dispatchers] = await Promise.all(['sales1', 'dispatcher1', 'dispatcher2'].map(world().as))
    if (!sales) throw new Error('all are at work')
    const ticket = await newTicket(sales, made)
    const { id: stepId } = stepAt(await flowOf(sales, ticket.id), 'approve')
    const decisions = ['approve', 'refuse'] as const
    const answers = await Promise.all(
      dispatchers.map((who, at) =>
        who.call(flowsApi.decide, { stepId, decision: decisions[at] ?? 'approve', says: '看过了' }).then(
          () => 'won',
          error => error.code as string,
        ),
      ),
    )
    expect(answers.sort()).toEqual(['flow.step_done', 'won'])
    const { owners } = (await flowOf(sales, ticket.id)).steps[1] ?? { owners: [] }
    expect(owners.filter(({ state }) => state === 'released')).toHaveLength(1)
  })

  test('waits for a signer who was added', async () => {
    const made = await setUp(world(), row(['accept', approval(), 'triage', 'handle']))
    const [sales, manager, finance] = await Promise.all(['sales1', 'manager1', 'finance1'].map(world().as))
    if (!sales || !manager || !finance) throw new Error('all are at work')
    const ticket = await newTicket(sales, made)
    const { id: stepId } = stepAt(await flowOf(manager, ticket.id), 'approve')
    expect((await sales.refused(flowsApi.addSigner, { stepId, personId: 'finance1' })).code).toBe('flow.not_yours')
    const added = await manager.call(flowsApi.addSigner, { stepId, personId: 'finance1', says: '请核价' })
    expect(added.held).toBe('等沈明远、杨慧审批后才能派单')
    const again = await manager.refused(flowsApi.addSigner, { stepId, personId: 'finance1' })
    expect(again).toMatchObject({ code: 'flow.signer_unfit', message: '不能加签给杨慧：已经在处理人里' })
    const half = await manager.call(flowsApi.decide, { stepId, decision: 'approve' })
    expect(trail(half).at(-1)).toBe('approve:active')
    expect(trail(await finance.call(flowsApi.decide, { stepId, decision: 'approve' })).at(-1)).toBe('triage:active')
  })

  test('of somebody who leaves goes to who stands in, and nothing more to the leaver', async () => {
    const own = approval({ assignee: { by: 'person', personId: 'sales2' } })
    const made = await setUp(world(), row(['accept', own, 'triage', 'handle']))
    const [sales, admin, manager] = await Promise.all(['sales1', 'admin1', 'manager1'].map(world().as))
    if (!sales || !admin || !manager) throw new Error('all are at work')
    const ticket = await newTicket(sales, made)
    expect(ticket.held).toBe('等陈立审批后才能派单')
    const { items } = await admin.call(peopleApi.list, { role: 'sales' })
    const leaver = items.find(({ id }) => id === 'sales2')
    const told = await read(world(), () =>
      admin.call(peopleApi.markLeft, { id: 'sales2', version: leaver?.version ?? 0 }),
    )
    expect(told).toEqual(['shenmingyuan: 请审批「报价审批」，由张珊提交'])
    const { owners, id: stepId } = stepAt(await flowOf(manager, ticket.id), 'approve')
    expect(owners.map(({ name, state }) => `${name}:${state}`)).toEqual(['陈立:released', '沈明远:waiting'])
    expect((await sales.call(ticketsApi.get, { id: ticket.id })).held).toBe('等沈明远审批后才能派单')
    expect(trail(await manager.call(flowsApi.decide, { stepId, decision: 'approve' })).at(-1)).toBe('triage:active')
    const next = await newTicket(sales, made)
    expect(next.held).toBe('等沈明远审批后才能派单')
  })
})

const orderOfTurns: [string[], string | null, string | null][] = [
  [['b', 'a', 'c'], null, 'a'],
  [['a', 'b', 'c'], 'a', 'b'],
  [['a', 'b', 'c'], 'c', 'a'],
  [['a', 'c'], 'b', 'c'],
  [[], 'a', null],
]
test.each(orderOfTurns)('of %j, after %s it is the turn of %s', (ids, last, next) => {
  const people = ids.map(id => ({ id }))
  expect(nextInTurn(people, last)?.id ?? null).toBe(next)
})

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
