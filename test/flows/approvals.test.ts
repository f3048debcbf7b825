import { nextInTurn } from '../../server/flows/owners/rules'
import { flowsApi } from '../../shared/flows/api'
import type { FlowNode } from '../../shared/flows/flow'
import { peopleApi } from '../../shared/people'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { approval, flowOf, newTicket, read, row, setUp, stepAt, trail } from './desk'

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
