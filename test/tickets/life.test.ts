import { customersApi } from '../../shared/customers'
import { dispatchApi } from '../../shared/dispatch'
import { HOUR } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import type { Client } from '../support/client'
import { everyDatabase, type World } from '../support/world'

const aircon = async (client: Client) => {
  const { items } = await client.call(templatesApi.list, {})
  const template = items.find(one => one.body.businessType === 'repair.aircon')
  if (!template) throw new Error('the company repairs air conditioners')
  return template
}

const firstCustomer = async (client: Client) => {
  const { items } = await client.call(customersApi.list, { limit: 1 })
  const [customer] = items
  if (!customer) throw new Error('the company has customers')
  return customer
}

const newTicket = async (client: Client, more: object = {}) =>
  client.call(ticketsApi.create, {
    templateId: (await aircon(client)).id,
    customerId: (await firstCustomer(client)).id,
    description: '空调不制冷',
    ...more,
  })

const assigned = async (world: World, engineerId = 'engineer1') => {
  const dispatcher = await world.as('dispatcher1')
  const ticket = await newTicket(await world.as('sales1'))
  return dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version: ticket.version })
}

everyDatabase('a ticket', world => {
  test('is made by sales with the customer’s place and phone filled in, and counted from 1 each day', async () => {
    const sales = await world().as('sales1')
    const customer = await firstCustomer(sales)
    const ticket = await newTicket(sales)
    expect(ticket).toMatchObject({ status: 'open', customerName: customer.name, address: customer.address, version: 1 })
    expect(ticket.number).toMatch(/^T20261123-\d{4}$/)
    expect(ticket.timeline.map(row => row.kind)).toEqual(['create'])
  })

  test('is made once by a double tap', async () => {
    const sales = await world().as('sales1')
    const input = { templateId: (await aircon(sales)).id, customerId: (await firstCustomer(sales)).id }
    const [first, second] = await Promise.all([
      sales.call(ticketsApi.create, input, 'one-tap'),
      sales.call(ticketsApi.create, input, 'one-tap'),
    ])
    const third = await sales.call(ticketsApi.create, input, 'one-tap')
    expect(new Set([first.id, second.id, third.id]).size).toBe(1)
    const other = await sales.refused(ticketsApi.create, { ...input, description: '别的' }, 'one-tap')
    expect(other).toMatchObject({ status: 422, code: 'request.key_reused' })
  })

  test('needs a customer unless it is a draft, and says so', async () => {
    const sales = await world().as('sales1')
    const { id: templateId } = await aircon(sales)
    expect(await sales.refused(ticketsApi.create, { templateId })).toMatchObject({
      status: 422,
      code: 'ticket.customer_required',
    })
    const draft = await sales.call(ticketsApi.create, { templateId, isDraft: true })
    expect(draft.status).toBe('draft')
    const { id: customerId } = await firstCustomer(sales)
    const filled = await sales.call(ticketsApi.edit, { id: draft.id, version: draft.version, customerId })
    const open = await sales.call(ticketsApi.submit, { id: draft.id, version: filled.version })
    expect(open.status).toBe('open')
    expect(open.dueAt).not.toBeNull()
  })

  test('goes to one of two dispatchers who assign it at once; the other is told to refresh', async () => {
    const ticket = await newTicket(await world().as('sales1'))
    const [one, two] = await Promise.all([world().as('dispatcher1'), world().as('dispatcher2')])
    const assign = (client: Client, engineerId: string) =>
      client.call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version: ticket.version }).then(
        () => 'won',
        error => error.code as string,
      )
    const results = await Promise.all([assign(one, 'engineer1'), assign(two, 'engineer2')])
    expect(results.sort()).toEqual(['ticket.changed_meanwhile', 'won'])
  })

  test('is accepted only by its own engineer', async () => {
    const ticket = await assigned(world())
    const other = await world().as('engineer2')
    expect(await other.refused(ticketsApi.accept, { id: ticket.id, version: ticket.version })).toMatchObject({
      status: 404,
      code: 'ticket.not_found',
    })
    const engineer = await world().as('engineer1')
    const accepted = await engineer.call(ticketsApi.accept, { id: ticket.id, version: ticket.version })
    expect(accepted).toMatchObject({ status: 'accepted', assigneeName: ticket.assigneeName })
    expect(await engineer.refused(ticketsApi.accept, { id: ticket.id, version: accepted.version })).toMatchObject({
      status: 409,
      code: 'ticket.not_possible_now',
      message: '工单现在是「已接单」，不能接单',
    })
  })

  test('goes back to open when it is declined, with the reason on the timeline', async () => {
    const ticket = await assigned(world())
    const engineer = await world().as('engineer1')
    const input = { id: ticket.id, version: ticket.version }
    expect((await engineer.refused(ticketsApi.decline, { ...input, reason: ' ' })).status).toBe(400)
    const declined = await engineer.call(ticketsApi.decline, { ...input, reason: '没有这个型号的配件' })
    expect(declined).toMatchObject({ status: 'open', assignee: null })
    expect(declined.timeline.at(-1)).toMatchObject({
      kind: 'decline',
      from: 'assigned',
      to: 'open',
      reason: '没有这个型号的配件',
    })
  })

  test('keeps internal comments from the customer', async () => {
    const sales = await world().as('sales1')
    const ticket = await newTicket(sales)
    await sales.call(ticketsApi.comment, { id: ticket.id, body: '客户脾气急，注意沟通', audience: 'internal' })
    await sales.call(ticketsApi.comment, { id: ticket.id, body: '师傅今天下午联系您', audience: 'customer' })
    const tracked = await world().anyone.call(ticketsApi.track, { token: ticket.trackToken ?? '' })
    expect(tracked.timeline.map(row => row.says)).toEqual(['您的报修已受理', '师傅今天下午联系您'])
    expect(JSON.stringify(tracked)).not.toContain('脾气')
  })

  test('is cancelled with a reason and reopened once more', async () => {
    const sales = await world().as('sales1')
    const ticket = await newTicket(sales)
    const cancelled = await sales.call(ticketsApi.cancel, {
      id: ticket.id,
      version: ticket.version,
      reason: '客户取消',
    })
    const reopened = await sales.call(ticketsApi.reopen, {
      id: ticket.id,
      version: cancelled.version,
      reason: '客户又要修',
    })
    expect(reopened).toMatchObject({ status: 'open', reopenedCount: 1 })
  })

  test('shows its viewer only the moves that they may make', async () => {
    const ticket = await assigned(world())
    const seenBy = async (who: string) =>
      (await (await world().as(who)).call(ticketsApi.get, { id: ticket.id })).allowedMoves
    expect(await seenBy('engineer1')).toEqual(['accept', 'decline'])
    expect(await seenBy('dispatcher1')).toEqual(['assign', 'cancel'])
    expect(await seenBy('finance1')).toEqual([])
  })

  test('is listed by urgency, newest and last change, page by page without gaps or repeats', async () => {
    const dispatcher = await world().as('dispatcher1')
    for (const sort of ['newest', 'urgent', 'updated'] as const) {
      const all = (await dispatcher.call(ticketsApi.list, { sort, limit: 100 })).items.map(item => item.id)
      const paged: string[] = []
      let cursor: string | null = null
      do {
        const page: { items: { id: string }[]; nextCursor: string | null } = await dispatcher.call(ticketsApi.list, {
          sort,
          limit: 2,
          cursor,
        })
        paged.push(...page.items.map(item => item.id))
        cursor = page.nextCursor
      } while (cursor)
      expect(paged).toEqual(all)
    }
  })

  test('is overdue after its response time, and counted', async () => {
    const dispatcher = await world().as('dispatcher1')
    const before = await dispatcher.call(ticketsApi.counts, {})
    await newTicket(await world().as('sales1'), { priority: 'critical' })
    await world().pass(HOUR)
    const again = await world().as('dispatcher1')
    const after = await again.call(ticketsApi.counts, {})
    expect(after.overdue).toBeGreaterThan(before.overdue)
  })
})

everyDatabase('a session', world => {
  test('is needed, and ends when its person leaves', async () => {
    expect(await world().anyone.refused(ticketsApi.list, {})).toMatchObject({ status: 401, code: 'session.required' })
    const sales = await world().as('sales1')
    expect((await sales.call(sessionApi.me, {})).id).toBe('sales1')
  })
})
