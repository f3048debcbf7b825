import { callAs } from '../../server/call'
import { reddenTicket } from '../../server/tickets/marks/actions'
import { dispatchApi } from '../../shared/dispatch'
import { systemActor } from '../../shared/kernel/roles'
import { partsApi } from '../../shared/parts'
import { peopleApi } from '../../shared/people'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import { type BotDesk, openBotDesk } from '../bot/desk'
import { openTicket, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { chatOf, draftsOf, introduced, wordsOf } from '../wecom/inbox'
import { alertOf, decisionsOf, raised, ticketNow } from './desk'

everyDatabase('a red alert', world => {
  let desk: BotDesk
  beforeAll(async () => {
    introduced(world())
    desk = await openBotDesk(world())
  })
  afterAll(() => desk.close())

  const heard = (userId: string, from: number) =>
    chatOf(world(), userId, from).map(line => JSON.stringify(line.content))
  const alerts = async () => (await (await world().as('dispatcher1')).call(redAlertsApi.list, { limit: 100 })).items

  test('sends an engineer at once, tells the manager and the desk, and opens a room', async () => {
    const ticket = await openTicket(world(), { title: '机房空调停机', priority: 'normal' })
    const from = world().platform.outbox.length
    const alert = await raised(world(), ticket)
    expect(alert).toMatchObject({
      number: ticket.number,
      reason: '机房进水',
      raised: { name: '张珊', at: '2026-11-23T09:00:00+08:00' },
      handleBy: '2026-11-23T09:30:00+08:00',
      acknowledged: null,
      canAcknowledge: false,
    })
    const now = await ticketNow(world(), ticket.id)
    expect(now).toMatchObject({ isRed: true, priority: 'critical', status: 'assigned' })
    const [decision] = await decisionsOf(world(), ticket.id)
    expect(decision).toMatchObject({ engineerId: now.assignee?.id })
    expect(decision?.candidates[0]?.because).toMatch(/^红色预警优先/)

    expect(heard('shenmingyuan', from)).toEqual([expect.stringContaining('我来处理')])
    expect(heard('shenmingyuan', from)[0]).toContain('机房进水')
    expect(heard('hanmei', from)).toEqual([])
    for (const userId of ['zhaoliu', 'sunqi']) expect(heard(userId, from)[0]).toContain('机房进水')
    const room = world().platform.chats().at(-1)
    expect(room).toMatchObject({ name: expect.stringContaining(ticket.number) })
    const engineer = world()
      .platform.members()
      .find(({ name }) => name === now.assignee?.name)
    expect(room?.userIds).toEqual(
      expect.arrayContaining(['shenmingyuan', 'zhaoliu', 'sunqi', 'zhangsan', engineer?.userId]),
    )
  })

  test('raised twice, by two, or by both at the same moment, is one', async () => {
    const ticket = await openTicket(world(), { title: '空调起火' })
    const [sales, manager] = [await world().as('sales1'), await world().as('manager1')]
    const both = await Promise.all([
      sales.call(redAlertsApi.raise, { ticketId: ticket.id, reason: '起火' }),
      manager.call(redAlertsApi.raise, { ticketId: ticket.id, reason: '着火了' }),
    ])
    expect(new Set(both.map(({ id }) => id)).size).toBe(1)
    await world().drain()
    const again = await sales.call(redAlertsApi.raise, { ticketId: ticket.id, reason: '还在烧' })
    expect(again.id).toBe(both[0]?.id)
    const notes = (await ticketNow(world(), ticket.id)).timeline.filter(({ says }) => says.startsWith('红色预警'))
    expect(notes).toHaveLength(1)
    expect((await alerts()).filter(({ ticketId }) => ticketId === ticket.id)).toHaveLength(1)
  })

  test('on a ticket that somebody works on already tells them, and nobody else is sent', async () => {
    const ticket = await openTicket(world(), { title: '空调漏电' })
    await sent(world(), 'engineer2', ticket)
    await world().drain()
    const from = world().platform.outbox.length
    await raised(world(), ticket, '漏电伤人')
    expect((await ticketNow(world(), ticket.id)).assignee?.id).toBe('engineer2')
    expect(heard('wangwu', from)).toEqual([
      expect.stringContaining(`您手上的 ${ticket.number} 升级为红色预警：漏电伤人`),
    ])
    expect((await alertOf(world(), ticket.id)).handledAt).not.toBeNull()
  })

  test('takes the best engineer from what they have on hand, even on a full day, and says whose turn is lost', async () => {
    const dispatcher = await world().as('dispatcher1')
    const busy = []
    // engineer5 alone has the skill, and six visits fill the day.
    for (let n = 0; n < 6; n++) {
      const one = await openTicket(world(), {
        templateId: 'consultation',
        title: `咨询 ${n}`,
        answers: {},
        appointmentFrom: '2026-11-23T14:00:00+08:00',
      }).catch(() => null)
      if (!one) break
      busy.push(one)
      await dispatcher.call(dispatchApi.assign, { ticketId: one.id, engineerId: 'engineer5', version: one.version })
    }
    expect(busy).toHaveLength(6)
    const ticket = await openTicket(world(), { templateId: 'consultation', title: '化学品怎么处置', answers: {} })
    const suggested = await dispatcher.call(dispatchApi.suggest, { ticketId: ticket.id })
    expect(suggested.candidates).toEqual([])
    await world().drain()
    const from = world().platform.outbox.length
    await raised(world(), ticket, '有人中毒')
    expect((await ticketNow(world(), ticket.id)).assignee?.id).toBe('engineer5')
    const [decision] = await decisionsOf(world(), ticket.id)
    expect(decision?.candidates[0]?.because).toContain('手上 6 单让路')
    expect(heard('fengjianjun', from).join()).toContain(`您手上的 ${busy[0]?.number}（11-23 14:00）`)
    expect(heard('zhaoliu', from).join()).toMatch(/冯建军去处理红色预警 .*可能赶不上，请改派或改约/)
    for (const one of busy) expect((await ticketNow(world(), one.id)).assignee?.id).toBe('engineer5')
  })

  test('with nobody fit says so to the desk', async () => {
    const ticket = await openTicket(world(), { templateId: 'complaint', title: '投诉上门态度', answers: {} }).catch(
      () => null,
    )
    expect(ticket).not.toBeNull()
    const people = ['engineer5', 'engineer7']
    for (const who of people) await (await world().as(who)).call(peopleApi.setDuty, { onDuty: false })
    const from = world().platform.outbox.length
    await raised(world(), ticket as NonNullable<typeof ticket>, '客户堵门')
    expect((await ticketNow(world(), ticket?.id ?? '')).status).toBe('open')
    expect(heard('zhaoliu', from).join()).toContain('没有合适的工程师')
    for (const who of people) await (await world().as(who)).call(peopleApi.setDuty, { onDuty: true })
  })

  test('from a chat makes the ticket and raises in one step', async () => {
    const sales = await world().as('sales1')
    const alert = await sales.call(redAlertsApi.raiseNew, {
      customerId: 'customer01',
      reason: '空调冒烟，家里有老人',
      channel: 'chat',
      parts: [{ sku: (await partSku()) ?? '', quantity: 2 }],
    })
    expect(alert).toMatchObject({ customerName: '陈雅琴', status: 'open' })
    expect(alert.parts).toMatchObject([{ quantity: 2 }])
    await world().drain()
    expect(await ticketNow(world(), alert.ticketId)).toMatchObject({
      title: '空调冒烟',
      templateId: 'aircon-repair',
      channel: 'chat',
      isRed: true,
      status: 'assigned',
    })
    expect(world().platform.saidInChat(world().platform.chats().at(-1)?.chatId ?? '')[0]?.content.content).toContain(
      '需要配件',
    )
  })

  test('by a message to the app: for a ticket, for a customer, once however often it is delivered', async () => {
    const ticket = await openTicket(world(), { title: '空调爆了' })
    const from = world().platform.outbox.length
    await world().platform.memberSays('zhangsan', `红警 ${ticket.number} 外机爆炸`)
    await world().drain()
    expect(await alertOf(world(), ticket.id)).toMatchObject({ reason: '外机爆炸', raised: { name: '张珊' } })
    expect(chatOf(world(), 'zhangsan', from).map(wordsOf)[0]).toContain(`已发起红色预警 ${ticket.number}`)

    const before = (await alerts()).length
    const sealed = world().platform.compose.memberSays('zhangsan', '红警 林国栋 空调漏电，有人触电')
    for (let time = 0; time < 3; time++) await world().platform.post(sealed)
    await world().drain()
    const [latest, ...others] = await alerts()
    expect(others).toHaveLength(before)
    expect(latest).toMatchObject({ customerName: '林国栋', reason: '空调漏电 有人触电' })
    expect((await draftsOf(world(), 'sales1')).filter(({ title }) => title.includes('触电'))).toEqual([])
  })

  test('by a rule is the same, in the name of the system', async () => {
    const ticket = await openTicket(world(), { title: '空调有异味' })
    const robot = systemActor('rules')
    await callAs(world().context, robot, call => reddenTicket(call, ticket.id, '规则：闻到燃气味'))
    await world().drain()
    expect(await alertOf(world(), ticket.id)).toMatchObject({ reason: '规则：闻到燃气味', raised: { name: '系统' } })
    expect((await ticketNow(world(), ticket.id)).status).toBe('assigned')
  })

  test('of a draft sends somebody as soon as it is submitted', async () => {
    const draft = await openTicket(world(), { title: '空调漏氟', isDraft: true })
    await raised(world(), draft, '有人头晕')
    expect((await ticketNow(world(), draft.id)).status).toBe('draft')
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.submit, { id: draft.id, version: (await ticketNow(world(), draft.id)).version })
    await world().drain()
    expect((await ticketNow(world(), draft.id)).status).toBe('assigned')
  })

  test('is told how it is said when it is not understood, and makes nothing', async () => {
    const before = (await alerts()).length
    const says = async (words: string) => {
      const from = world().platform.outbox.length
      await world().platform.memberSays('zhangsan', words)
      await world().drain()
      return chatOf(world(), 'zhangsan', from).map(wordsOf).join()
    }
    expect(await says('红警')).toContain('请写成「红警')
    expect(await says('红警 没这个人 着火了')).toContain('没有找到客户「没这个人」')
    expect(await says('红警 T20260101-9999 着火了')).toContain('没有找到该工单')
    expect((await alerts()).length).toBe(before)
  })

  test('by the bot, in a group', async () => {
    const ticket = await openTicket(world(), { title: '空调冒烟' })
    const { compose } = world().platform
    const answer = await desk.chat(
      'zhangsan',
      compose.memberTellsBot('zhangsan', `@工单助手 红警 ${ticket.number} 冒烟`, 'wr1'),
    )
    expect(answer.says).toContain(`已发起红色预警 ${ticket.number}`)
    const again = await desk.chat('zhaoliu', compose.memberTellsBot('zhaoliu', `红警 ${ticket.number} 冒烟`))
    expect(again.says).toContain('已经是红色预警，张珊在 09:00 发起')
    const other = await desk.chat('chenli', compose.memberTellsBot('chenli', `红警 ${ticket.number} 冒烟`))
    expect(other.says).toContain('没有找到该工单')
    const finance = await desk.chat('yanghui', compose.memberTellsBot('yanghui', `红警 ${ticket.number} 冒烟`))
    expect(finance.says).toContain('您的角色不能做这个操作')
  })

  test('is not for those who may not see the ticket, and not for what is over', async () => {
    const ticket = await openTicket(world(), { title: '空调异响' })
    const input = { ticketId: ticket.id, reason: '危险' }
    for (const who of ['sales2', 'engineer1', 'manager2', 'provider1']) {
      expect((await (await world().as(who)).refused(redAlertsApi.raise, input)).code).toBe('ticket.not_found')
      expect((await (await world().as(who)).refused(redAlertsApi.get, { ticketId: ticket.id })).code).toBe(
        'ticket.not_found',
      )
    }
    for (const who of ['finance1', 'customer01']) {
      expect((await (await world().as(who)).refused(redAlertsApi.raise, input)).code).toBe('role.not_allowed')
    }
    expect((await world().anyone.refused(redAlertsApi.raise, input)).code).toBe('session.required')
    const sales = await world().as('sales1')
    expect((await sales.refused(redAlertsApi.raise, { ...input, reason: ' ' })).code).toBe('request.invalid')
    await sales.call(ticketsApi.cancel, { id: ticket.id, version: ticket.version, reason: '误报' })
    expect((await sales.refused(redAlertsApi.raise, input)).code).toBe('ticket.not_possible_now')
    const parts = [{ sku: 'nothing', quantity: 1 }]
    const another = await openTicket(world(), { title: '空调' })
    expect((await sales.refused(redAlertsApi.raise, { ticketId: another.id, reason: '急', parts })).code).toBe(
      'part.unknown',
    )
  })

  test('is listed to those who see its ticket, page by page', async () => {
    const listOf = async (who: string) => (await (await world().as(who)).call(redAlertsApi.list, { limit: 100 })).items
    expect((await listOf('manager2')).length).toBe(0)
    expect((await listOf('manager1')).length).toBeGreaterThan(3)
    const manager = await world().as('manager1')
    const first = await manager.call(redAlertsApi.list, { limit: 2 })
    const second = await manager.call(redAlertsApi.list, { limit: 2, cursor: first.nextCursor })
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect([...ids].sort().reverse()).toEqual(ids)
  })

  const partSku = async () => (await (await world().as('sales1')).call(partsApi.list, {})).items[0]?.sku
})
