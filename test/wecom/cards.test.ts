import type { Delivery } from '../../server/demo/platform/outbox'
import { dispatchApi } from '../../shared/dispatch'
import { HOUR } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced, seenBy, wordsOf } from './inbox'

const assigned = async (world: World, ticket: TicketView, engineerId: string): Promise<TicketView> => {
  const dispatcher = await world.as('dispatcher1')
  const { version } = await dispatcher.call(ticketsApi.get, { id: ticket.id })
  const next = await dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version })
  await world.drain()
  return next
}

/** The dispatch cards of a ticket in somebody's chat, oldest first, as they look now. */
const cardsOf = (world: World, userId: string, { id }: { id: string }): Delivery[] =>
  chatOf(world, userId).filter(({ card }) => card?.taskId?.startsWith(id))

const card = (world: World, userId: string, ticket: { id: string }, nth = -1): Delivery => {
  const found = cardsOf(world, userId, ticket).at(nth)
  if (!found) throw new Error(`${userId} has no card of ${ticket.id}`)
  return found
}

/** What stands where the buttons were; null while they are there. */
const answerOn = (world: World, userId: string, ticket: { id: string }, nth = -1) =>
  card(world, userId, ticket, nth).card?.replacedButton

const click = async (
  world: World,
  userId: string,
  ticket: { id: string },
  { key = 'ticket.accept', nth = -1, selected = {} as Record<string, string[]> } = {},
) => {
  const taskId = card(world, userId, ticket, nth).card?.taskId ?? ''
  await world.platform.memberClicksCard(userId, taskId, key, selected)
  await world.drain()
}

const lineup = async (world: World) => {
  const ticket = await openTicket(world, { title: '空调不制冷，电话13900000101' })
  return { ticket, toFirst: await assigned(world, ticket, 'engineer1') }
}

everyDatabase('a dispatch card', world => {
  beforeAll(() => void introduced(world()))

  test('reaches the engineer with what they must know, and no phone number', async () => {
    const { ticket, toFirst } = await lineup(world())
    const [sent, ...others] = cardsOf(world(), 'lisi', ticket)
    expect(others).toEqual([])
    expect(sent?.card?.taskId).toBe(`${ticket.id}_${toFirst.version}`)
    expect(sent?.content).toMatchObject({
      card_type: 'button_interaction',
      main_title: { title: `新工单 ${ticket.number}`, desc: '空调不制冷，电话139****0101' },
      horizontal_content_list: [
        { keyname: '客户', value: '陈雅琴' },
        { keyname: '地址', value: '杭州市西湖区文三路 188 号东方公寓 3-1202' },
        { keyname: '请在此前接单', value: '11-23 11:00' },
      ],
      card_action: { type: 1, url: expect.stringMatching(new RegExp(`/#/tickets/detail\\?id=${ticket.id}$`)) },
    })
    expect(JSON.stringify(sent?.content)).not.toMatch(/1[3-9]\d{9}(?!\d)/)
  })

  test('accepts the ticket at a click, shows it, and tells the salesperson once', async () => {
    const { ticket } = await lineup(world())
    const from = world().platform.outbox.length
    await click(world(), 'lisi', ticket)
    expect(await seenBy(world(), 'engineer1', ticket.id)).toMatchObject({ status: 'accepted' })
    expect(answerOn(world(), 'lisi', ticket)).toBe('已接单')
    expect(chatOf(world(), 'zhangsan', from).map(wordsOf)).toEqual([
      expect.stringContaining(`${ticket.number} 空调不制冷，电话139****0101：李思已接单`),
    ])
    expect(chatOf(world(), 'lisi', from)).toEqual([])
  })

  test('takes a second click as the first', async () => {
    const { ticket } = await lineup(world())
    await click(world(), 'lisi', ticket)
    const { version } = await seenBy(world(), 'engineer1', ticket.id)
    const from = world().platform.outbox.length
    await click(world(), 'lisi', ticket)
    expect((await seenBy(world(), 'engineer1', ticket.id)).version).toBe(version)
    expect(answerOn(world(), 'lisi', ticket)).toBe('已接单')
    expect(chatOf(world(), 'lisi', from)).toEqual([])
  })

  test('gives the ticket back with the reason that was chosen', async () => {
    const { ticket } = await lineup(world())
    await click(world(), 'lisi', ticket, { key: 'ticket.decline', selected: { decline_reason: ['far'] } })
    const declined = await seenBy(world(), 'dispatcher1', ticket.id)
    expect(declined).toMatchObject({ status: 'open', assignee: null })
    expect(declined.timeline.at(-1)).toMatchObject({ kind: 'decline', reason: '距离太远', actorName: '李思' })
    expect(answerOn(world(), 'lisi', ticket)).toBe('已退回')
  })

  test('gives it back without a reason too', async () => {
    const { ticket } = await lineup(world())
    await click(world(), 'lisi', ticket, { key: 'ticket.decline' })
    expect((await seenBy(world(), 'dispatcher1', ticket.id)).status).toBe('open')
  })

  test('shows what was decided in the mini-program', async () => {
    const { ticket, toFirst } = await lineup(world())
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.accept, { id: ticket.id, version: toFirst.version })
    await world().drain()
    expect(answerOn(world(), 'lisi', ticket)).toBe('已接单')
  })

  test('is overtaken when the ticket is cancelled, and the engineer is told', async () => {
    const { ticket, toFirst } = await lineup(world())
    const from = world().platform.outbox.length
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.cancel, { id: ticket.id, version: toFirst.version, reason: '客户不修了' })
    await world().drain()
    expect(answerOn(world(), 'lisi', ticket)).toBe('已取消')
    expect(chatOf(world(), 'lisi', from).map(wordsOf)).toEqual([expect.stringContaining('张珊取消了工单')])
    expect(chatOf(world(), 'zhangsan', from)).toEqual([])
  })
})

everyDatabase('a ticket that passes from one engineer to another', world => {
  beforeAll(() => void introduced(world()))

  test('is taken off the first one’s card and offered to the second', async () => {
    const { ticket } = await lineup(world())
    const from = world().platform.outbox.length
    await assigned(world(), ticket, 'engineer2')
    expect(answerOn(world(), 'lisi', ticket)).toBe('已改派')
    expect(chatOf(world(), 'lisi', from).map(wordsOf)).toEqual([expect.stringContaining('已改派给其他工程师')])
    expect(answerOn(world(), 'wangwu', ticket)).toBeNull()
  })

  test('stays with the second when the first clicks late, and the first reads who has it', async () => {
    const { ticket } = await lineup(world())
    await assigned(world(), ticket, 'engineer2')
    await click(world(), 'lisi', ticket)
    expect(answerOn(world(), 'lisi', ticket)).toBe('已改派')
    await click(world(), 'wangwu', ticket)
    await click(world(), 'lisi', ticket)
    expect(await seenBy(world(), 'dispatcher1', ticket.id)).toMatchObject({
      status: 'accepted',
      assignee: { id: 'engineer2' },
    })
    expect(answerOn(world(), 'lisi', ticket)).toBe('已被王武接单')
    expect(answerOn(world(), 'wangwu', ticket)).toBe('已接单')
  })

  test('goes to one of two who click at the same moment', async () => {
    const { ticket } = await lineup(world())
    await assigned(world(), ticket, 'engineer2')
    const { platform } = world()
    const clicks = ['lisi', 'wangwu'].map(userId =>
      platform.memberClicksCard(userId, card(world(), userId, ticket).card?.taskId ?? '', 'ticket.accept'),
    )
    await Promise.all(clicks)
    await world().drain()
    expect((await seenBy(world(), 'dispatcher1', ticket.id)).assignee?.id).toBe('engineer2')
    expect(answerOn(world(), 'wangwu', ticket)).toBe('已接单')
    expect(answerOn(world(), 'lisi', ticket)).toMatch(/^已(改派|被王武接单)$/)
  })

  test('goes to exactly one, whatever the two press and a dispatcher does at the same moment', async () => {
    const { ticket } = await lineup(world())
    await assigned(world(), ticket, 'engineer2')
    const dispatcher = await world().as('dispatcher1')
    const { version } = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    const taskOf = (userId: string) => card(world(), userId, ticket).card?.taskId ?? ''
    const { platform } = world()
    await Promise.all([
      platform.memberClicksCard('lisi', taskOf('lisi'), 'ticket.accept'),
      platform.memberClicksCard('wangwu', taskOf('wangwu'), 'ticket.accept'),
      dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId: 'engineer3', version }).catch(() => null),
    ])
    await world().drain()
    const now = await seenBy(world(), 'dispatcher1', ticket.id)
    const takers = now.timeline.filter(({ kind }) => kind === 'accept')
    expect(takers.length).toBeLessThanOrEqual(1)
    expect(answerOn(world(), 'lisi', ticket)).toMatch(/^已(改派|被王武接单)$/)
    expect(answerOn(world(), 'wangwu', ticket)).toBe(now.assignee?.id === 'engineer2' ? '已接单' : '已改派')
  })

  test('is not accepted through an older card when it comes back to the same engineer', async () => {
    const { ticket } = await lineup(world())
    await assigned(world(), ticket, 'engineer2')
    await assigned(world(), ticket, 'engineer1')
    await click(world(), 'lisi', ticket, { nth: 0 })
    expect((await seenBy(world(), 'dispatcher1', ticket.id)).status).toBe('assigned')
    expect(answerOn(world(), 'lisi', ticket, 0)).toBe('已重新派单')
    expect(answerOn(world(), 'lisi', ticket, 1)).toBeNull()
    await click(world(), 'lisi', ticket, { nth: 1 })
    expect((await seenBy(world(), 'dispatcher1', ticket.id)).status).toBe('accepted')
  })
})

everyDatabase('the platform', world => {
  beforeAll(() => void introduced(world()))

  test('may refuse the update of a card: the ticket has moved all the same', async () => {
    const { ticket } = await lineup(world())
    world().platform.misbehave({ errcodeOnce: 60140, only: '/cgi-bin/message/update_template_card' })
    await click(world(), 'lisi', ticket)
    expect((await seenBy(world(), 'engineer1', ticket.id)).status).toBe('accepted')
    expect(answerOn(world(), 'lisi', ticket)).toBeNull()
  })

  test('may no longer take an update after three days: the ticket moves all the same, and a click brings a fresh code', async () => {
    const { ticket, toFirst } = await lineup(world())
    await world().pass(73 * HOUR)
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.accept, { id: ticket.id, version: toFirst.version })
    await world().drain()
    expect((await seenBy(world(), 'engineer1', ticket.id)).status).toBe('accepted')
    expect(answerOn(world(), 'lisi', ticket)).toBeNull()
    await click(world(), 'lisi', ticket)
    expect(answerOn(world(), 'lisi', ticket)).toBe('已接单')
  })

  test('takes each code once: a second update with it changes nothing about the ticket', async () => {
    const { ticket, toFirst } = await lineup(world())
    const [row] = (await world().context.db.reader.query(
      'SELECT response_code AS code FROM wecom_cards WHERE ticket_id = ?',
      [ticket.id],
    )) as { code: string }[]
    await world().context.outside.wecom.updateTemplateCard({
      userids: ['lisi'],
      response_code: row?.code ?? '',
      button: { replace_name: '稍后再说' },
    })
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.accept, { id: ticket.id, version: toFirst.version })
    await world().drain()
    expect((await seenBy(world(), 'engineer1', ticket.id)).status).toBe('accepted')
    expect(answerOn(world(), 'lisi', ticket)).toBe('稍后再说')
  })

  test('shows a card once though it never confirmed it, and the click still counts', async () => {
    const { platform } = world()
    const ticket = await openTicket(world())
    platform.misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
    await assigned(world(), ticket, 'engineer1')
    platform.misbehave({})
    await click(world(), 'lisi', ticket)
    await world().pass(HOUR / 4)
    expect(cardsOf(world(), 'lisi', ticket)).toHaveLength(1)
    expect(answerOn(world(), 'lisi', ticket)).toBe('已接单')
    expect((await seenBy(world(), 'engineer1', ticket.id)).status).toBe('accepted')
  })

  test('is asked to show nothing to somebody who has left', async () => {
    const { ticket } = await lineup(world())
    const admin = await world().as('admin1')
    const { items } = await admin.call(peopleApi.list, {})
    const leaver = items.find(({ id }) => id === 'engineer1')
    const from = world().platform.outbox.length
    await admin.call(peopleApi.markLeft, { id: 'engineer1', version: leaver?.version ?? 0 })
    await click(world(), 'lisi', ticket)
    expect((await seenBy(world(), 'dispatcher1', ticket.id)).status).toBe('open')
    await assigned(world(), ticket, 'engineer2')
    expect(
      world()
        .platform.outbox.slice(from)
        .filter(({ userId }) => userId === 'lisi'),
    ).toEqual([])
  })
})
