import { MINUTE } from '../../shared/kernel/time'
import { nudgesApi } from '../../shared/nudges'
import { ticketsApi } from '../../shared/tickets/api'
import { type BotDesk, openBotDesk } from '../bot/desk'
import { openTicket, sent } from '../checkins/onSite'
import { newTickets } from '../kf/chats'
import { everyDatabase } from '../support/world'
import { chatOf, introduced, seenBy, wordsOf } from '../wecom/inbox'

everyDatabase('a nudge', world => {
  let desk: BotDesk
  beforeAll(async () => {
    introduced(world())
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const nudgesOn = async (id: string) =>
    (await seenBy(world(), 'dispatcher1', id)).timeline.filter(({ says }) => says.startsWith('催单'))

  test('of the customer counts, shows, and reaches whoever has the ticket; again only after half an hour', async () => {
    const ticket = await openTicket(world(), { title: '空调不转' })
    await sent(world(), 'engineer1', ticket)
    await world().drain()
    const from = world().platform.outbox.length
    const customer = await world().as('customer01')
    const first = await customer.call(nudgesApi.nudge, { ticketId: ticket.id })
    expect(first).toMatchObject({ number: ticket.number, count: 1, nextAt: '2026-11-23T09:30:00+08:00' })
    await world().drain()
    expect(chatOf(world(), 'lisi', from).map(wordsOf)).toEqual([
      expect.stringContaining(`${ticket.number} 空调不转：客户催单，第 1 次，请尽快处理`),
    ])
    expect(chatOf(world(), 'zhaoliu', from)).toEqual([])

    await world().pass(12 * MINUTE)
    const refusal = await customer.refused(nudgesApi.nudge, { ticketId: ticket.id })
    expect(refusal).toMatchObject({ status: 429, code: 'ticket.nudged_recently', details: { minutes: 18 } })
    await world().pass(18 * MINUTE)
    expect(await customer.call(nudgesApi.nudge, { ticketId: ticket.id })).toMatchObject({ count: 2 })
    await world().drain()
    expect(chatOf(world(), 'zhaoliu', from).map(wordsOf)).toEqual([expect.stringContaining('客户催单，第 2 次')])

    const [card] = (await customer.call(ticketsApi.list, { filter: { text: ticket.number } })).items
    expect(card).toMatchObject({ nudgeCount: 2 })
    expect((await nudgesOn(ticket.id)).map(({ actorName }) => actorName)).toEqual(['陈雅琴', '陈雅琴'])
  })

  test('is one and the same by the link, by a colleague and by the bot', async () => {
    const ticket = await openTicket(world(), { title: '空调嗡嗡响' })
    const token = ticket.trackToken ?? ''
    const tracked = () => world().anyone.call(ticketsApi.track, { token })
    expect(await tracked()).toMatchObject({ nudgeCount: 0 })
    expect(await world().anyone.call(nudgesApi.track, { token })).toMatchObject({ count: 1 })
    const { nudgeCount, nudgeableAt } = await tracked()
    expect(nudgeCount).toBe(1)
    expect(new Date(nudgeableAt ?? '').getTime()).toBe(world().now().getTime() + 30 * MINUTE)

    const sales = await world().as('sales1')
    for (const again of [
      await sales.refused(nudgesApi.nudge, { ticketId: ticket.id }),
      await world().anyone.refused(nudgesApi.track, { token }),
    ]) {
      expect(again).toMatchObject({ code: 'ticket.nudged_recently', details: { minutes: 30 } })
    }
    const said = await desk.chat(
      'zhaoliu',
      world().platform.compose.memberTellsBot('zhaoliu', `催一下 ${ticket.number}`, 'wr1'),
    )
    expect(said.says).toContain('30 分钟后可以再催')
    expect(await nudgesOn(ticket.id)).toMatchObject([{ actorName: '客户', says: '催单，第 1 次' }])
  })

  test('is the same from customer service, and thanks are none', async () => {
    const { kf } = world().platform
    const [ticket] = await newTickets(world(), () => kf.customerWrites('wm-customer03', '洗衣机不排水了'))
    const id = ticket?.id ?? ''
    for (const thanks of ['谢谢', '好的谢谢', '辛苦了']) await kf.customerWrites('wm-customer03', thanks)
    await world().drain()
    expect(await nudgesOn(id)).toHaveLength(0)
    const said = await desk.chat(
      'zhaoliu',
      world().platform.compose.memberTellsBot('zhaoliu', `谢谢，${ticket?.number}`, 'wr1'),
    )
    expect(said.says).not.toContain('催')
    await kf.customerPresses('wm-customer03', '催单')
    await world().drain()
    expect(await nudgesOn(id)).toMatchObject([{ says: '催单，第 1 次' }])
    const token = (await seenBy(world(), 'dispatcher1', id)).trackToken ?? ''
    expect((await world().anyone.refused(nudgesApi.track, { token })).code).toBe('ticket.nudged_recently')
    expect((await seenBy(world(), 'dispatcher1', id)).nudgeCount).toBe(1)
  })

  test('of two at the same moment counts once', async () => {
    const ticket = await openTicket(world(), { title: '空调滴答' })
    const token = ticket.trackToken ?? ''
    const customer = await world().as('customer01')
    const both = await Promise.allSettled([
      customer.call(nudgesApi.nudge, { ticketId: ticket.id }),
      world().anyone.call(nudgesApi.track, { token }),
      world().anyone.call(nudgesApi.track, { token }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.flatMap(one => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
      'ticket.nudged_recently',
      'ticket.nudged_recently',
    ])
    expect(await nudgesOn(ticket.id)).toHaveLength(1)
  })

  test('is not for strangers, not for others, and not for what is over', async () => {
    const ticket = await openTicket(world(), { title: '空调停机' })
    const other = await world().as('customer05')
    expect((await other.refused(nudgesApi.nudge, { ticketId: ticket.id })).code).toBe('ticket.not_found')
    expect((await world().anyone.refused(nudgesApi.nudge, { ticketId: ticket.id })).code).toBe('session.required')
    expect((await world().anyone.refused(nudgesApi.track, { token: 'nobody' })).code).toBe('ticket.not_found')
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.cancel, { id: ticket.id, version: ticket.version, reason: '不修了' })
    expect((await sales.refused(nudgesApi.nudge, { ticketId: ticket.id })).code).toBe('ticket.not_possible_now')
    expect(await world().anyone.call(ticketsApi.track, { token: ticket.trackToken ?? '' })).toMatchObject({
      nudgeableAt: null,
    })
  })
})
