import { dispatchApi } from '../../shared/dispatch'
import { flowsApi } from '../../shared/flows/api'
import { MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { approval, flowOf, newTicket, publishFlow, read, row, setUp, stepAt, trail } from './desk'

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
