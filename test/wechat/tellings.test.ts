import { dispatchApi } from '../../shared/dispatch'
import { MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { wechatApi } from '../../shared/wechat'
import { arrived, finished, openTicket, sent } from '../checkins/onSite'
import { newTickets, shownTo } from '../kf/chats'
import { everyDatabase } from '../support/world'

const TEMPLATE = 'template-progress'
const KEYS = ['character_string1', 'phrase2', 'thing3', 'time4']
const SEND = '/cgi-bin/message/subscribe/send'

everyDatabase('a customer is told how their ticket goes', world => {
  const wechat = () => world().platform.wechat
  beforeAll(() => {
    wechat().addTemplate(TEMPLATE, KEYS)
    for (const id of ['customer01', 'customer02', 'customer03']) wechat().addOpenId(`openid-${id}`)
  })

  /** Taps, and presses 允许 in the dialogue that follows. */
  const accepts = async (customerId: string, times = 1) => {
    const customer = await world().as(customerId)
    for (let n = 0; n < times; n++) {
      wechat().customerAccepts(`openid-${customerId}`, TEMPLATE)
      await customer.call(wechatApi.subscribed, { results: { [TEMPLATE]: 'accept' } })
    }
  }
  const remaining = async (customerId: string) =>
    (await (await world().as(customerId)).call(wechatApi.templates, {})).templates[0]?.remaining
  const ticketFor = (customerId: string, description = '空调不制冷') => openTicket(world(), { customerId, description })
  const assign = async (ticket: TicketView) =>
    (await world().as('dispatcher1')).call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer1',
      version: ticket.version,
    })
  const toldOf = async ({ id }: TicketView) =>
    (await (await world().as('dispatcher1')).call(wechatApi.told, { ticketId: id })).items.map(
      ({ channel, state }) => `${channel}: ${state}`,
    )
  const noticesFor = (customerId: string) => wechat().notices.filter(({ openId }) => openId === `openid-${customerId}`)

  test('by subscribe messages for as often as they agreed, with the page of their ticket', async () => {
    await accepts('customer01', 3)
    const ticket = await ticketFor('customer01')
    const assigned = await assign(ticket)
    await world().drain()
    const engineer = await world().as('engineer1')
    const accepted = await engineer.call(ticketsApi.accept, { id: ticket.id, version: assigned.version })
    const under = await engineer.call(ticketsApi.depart, { id: ticket.id, version: accepted.version })
    await world().drain()
    await finished(world(), 'engineer1', await arrived(world(), 'engineer1', under))
    await world().drain()
    const notices = noticesFor('customer01')
    expect(notices.map(({ data }) => data.phrase2)).toEqual(['已派师傅', '已出发', '请验收'])
    expect(notices[0]).toMatchObject({
      page: `pages/track/index?t=${ticket.trackToken}`,
      data: { character_string1: ticket.number, time4: '2026年11月23日 09:00' },
    })
    expect(await toldOf(ticket)).toEqual(['subscribe: sent', 'subscribe: sent', 'subscribe: sent'])
    expect(await remaining('customer01')).toBe(0)
  })

  test('by nobody without consent and without a chat, which stands on record', async () => {
    const from = world().platform.calls(SEND)
    const ticket = await ticketFor('customer01')
    await assign(ticket)
    await world().drain()
    expect(await toldOf(ticket)).toEqual(['none: unreachable'])
    expect(world().platform.calls(SEND)).toBe(from)
  })

  test('by customer service when they have withdrawn their consent, and is not asked for in vain again', async () => {
    await newTickets(world(), () => world().platform.kf.customerWrites('wm-customer02', '你好，我家空调漏水'))
    await accepts('customer02', 2)
    wechat().customerRefuses('openid-customer02', TEMPLATE)
    const from = shownTo(world(), 'wm-customer02').length
    const ticket = await ticketFor('customer02')
    await assign(ticket)
    await world().drain()
    expect(noticesFor('customer02')).toEqual([])
    expect(shownTo(world(), 'wm-customer02', from)).toEqual([`${ticket.number} 已安排李思师傅，请保持电话畅通`])
    expect(await toldOf(ticket)).toEqual(['kf: sent'])
    expect(await remaining('customer02')).toBe(0)
  })

  test('by nobody when customer service cannot deliver either', async () => {
    await newTickets(world(), () => world().platform.kf.customerWrites('wm-customer03', '空调漏水'))
    world().platform.kf.sessionOf('wkDemoAccount01', 'wm-customer03').sent = 5
    const ticket = await ticketFor('customer03')
    await assign(ticket)
    await world().drain()
    await world().platform.kf.kfHasNews()
    await world().drain()
    expect(await toldOf(ticket)).toEqual(['none: unreachable'])
  })

  test('one message at a time, though two tickets move at once', async () => {
    await accepts('customer01', 4)
    const from = noticesFor('customer01').length
    const calls = world().platform.calls(SEND)
    const tickets = await Promise.all(Array.from({ length: 4 }, () => ticketFor('customer01')))
    for (const ticket of tickets) await assign(ticket)
    await world().drain()
    for (let minute = 0; minute < 8; minute++) await world().pass(MINUTE)
    expect(noticesFor('customer01').length - from).toBe(4)
    expect(world().platform.calls(SEND) - calls).toBe(4)
    expect(await remaining('customer01')).toBe(0)
  })

  test('keeps the consent that a refused message did not use; the refusal is given up', async () => {
    await accepts('customer01')
    world().platform.misbehave({ errcodeOnce: 47003, only: SEND })
    const ticket = await ticketFor('customer01')
    await assign(ticket)
    await world().drain()
    expect(await toldOf(ticket)).toEqual(['none: unreachable'])
    expect(await remaining('customer01')).toBe(1)
  })

  test.each([-1, 43108, 42001, 40001])('again when WeChat says %i for the moment', async errcodeOnce => {
    await accepts('customer01')
    const from = noticesFor('customer01').length
    world().platform.misbehave({ errcodeOnce, only: SEND })
    await assign(await ticketFor('customer01'))
    await world().drain()
    await world().pass(MINUTE)
    expect(noticesFor('customer01').length - from).toBe(1)
  })

  test('nothing that is no longer so', async () => {
    await accepts('customer01')
    const from = noticesFor('customer01').length
    await sent(world(), 'engineer1', await ticketFor('customer01'))
    await world().drain()
    expect(
      noticesFor('customer01')
        .slice(from)
        .map(({ data }) => data.phrase2),
    ).toEqual(['已出发'])
  })

  test('with the title cut to what WeChat takes', async () => {
    await accepts('customer01')
    const ticket = await openTicket(world(), { title: `冰箱\n不制冷😀${'很'.repeat(40)}` })
    await assign(ticket)
    await world().drain()
    expect(noticesFor('customer01').at(-1)?.data.thing3).toBe(`冰箱 不制冷😀${'很'.repeat(13)}`)
  })
})

everyDatabase('consent', world => {
  test('is counted for acceptances of our template alone', async () => {
    const customer = await world().as('customer01')
    const results = { [TEMPLATE]: 'reject', other: 'accept' } as const
    expect(await customer.call(wechatApi.subscribed, { results })).toEqual({
      templates: [{ purpose: 'progress', templateId: TEMPLATE, remaining: 0 }],
    })
    const key = 'one tap'
    for (let n = 0; n < 3; n++) await customer.call(wechatApi.subscribed, { results: { [TEMPLATE]: 'accept' } }, key)
    expect((await customer.call(wechatApi.templates, {})).templates[0]?.remaining).toBe(1)
  })

  test('of two taps at once is two', async () => {
    const customer = await world().as('customer02')
    await Promise.all([1, 2].map(() => customer.call(wechatApi.subscribed, { results: { [TEMPLATE]: 'accept' } })))
    expect((await customer.call(wechatApi.templates, {})).templates[0]?.remaining).toBe(2)
  })

  test('is asked for a ticket of their own alone', async () => {
    const customer = await world().as('customer01')
    const [own, another] = [
      await openTicket(world(), { customerId: 'customer01' }),
      await openTicket(world(), { customerId: 'customer02' }),
    ]
    expect((await customer.call(wechatApi.templates, { ticketId: own.id })).templates).toHaveLength(1)
    expect(await customer.refused(wechatApi.templates, { ticketId: another.id })).toMatchObject({ status: 404 })
  })

  test('is asked of nobody whose WeChat account we do not know', async () => {
    const customer = await world().as('customer30')
    expect(await customer.call(wechatApi.templates, {})).toEqual({ templates: [] })
  })
})
