import { MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, openTicket, sent } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced, wordsOf } from '../wecom/inbox'

/** What each member read since `from`, one line each: `zhangsan: …`. */
const readSince = (world: World, from: number): string[] =>
  world.platform.outbox
    .slice(from)
    .filter(({ outcome, kind }) => outcome === 'delivered' && kind === 'text')
    .map(line => `${line.userId}: ${wordsOf(line).split('\n')[0]?.split('：').at(-1)}`)

const since = async (world: World, act: () => Promise<unknown>): Promise<string[]> => {
  await world.drain()
  const from = world.platform.outbox.length
  await act()
  await world.drain()
  return readSince(world, from)
}

const noticesOf = (world: World, ticketId: string): Promise<{ person_id: string; state: string }[]> =>
  world.context.db.reader.query(
    "SELECT person_id, state FROM wecom_outbox WHERE ticket_id = ? AND kind = 'text' ORDER BY id",
    [ticketId],
  )

everyDatabase('those whom a ticket concerns', world => {
  beforeAll(() => void introduced(world()))

  test('read in WeCom how it goes on, and nobody what they did themselves', async () => {
    const maker = await world().as('sales2')
    const ticket = await maker.call(ticketsApi.create, { templateId: 'aircon-repair', customerId: 'customer01' })
    await world().drain()
    const from = world().platform.outbox.length
    const under = await sent(world(), 'engineer1', ticket)
    const working = await arrived(world(), 'engineer1', under)
    const done = await finished(world(), 'engineer1', working)
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.confirm, { id: ticket.id, version: done.version, rating: 5 })
    await world().drain()
    expect(readSince(world(), from).sort()).toEqual([
      'chenli: 张珊已验收',
      'chenli: 李思已完工，等待验收',
      'chenli: 李思已接单',
      'lisi: 张珊已验收',
      'zhangsan: 李思已完工，等待验收',
      'zhangsan: 李思已接单',
    ])
  })

  test('read that somebody has written, with a link to the words and not the words', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const read = await since(world(), () =>
      dispatcher.call(ticketsApi.comment, { id: ticket.id, body: '客户电话 13900000101' }),
    )
    expect(read).toEqual(['zhangsan: 赵柳有新留言'])
  })

  test('hear every comment, though two say the same within a minute', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const read = await since(world(), async () => {
      for (const body of ['一', '二']) await dispatcher.call(ticketsApi.comment, { id: ticket.id, body })
    })
    expect(read).toHaveLength(2)
  })
})

everyDatabase('a notice', world => {
  beforeAll(() => void introduced(world()))

  const commentBy = async (who: string, ticketId: string) =>
    (await world().as(who)).call(ticketsApi.comment, { id: ticketId, body: '请尽快' })

  test('that could not be sent is sent later, and those who had it do not get it again', async () => {
    const ticket = await openTicket(world(), { customerId: 'customer06' })
    await world().drain()
    const { platform } = world()
    const from = platform.outbox.length
    await commentBy('dispatcher1', ticket.id)
    platform.misbehave({ errcodeOnce: 45009, only: '/cgi-bin/message/send' })
    await world().drain()
    expect(readSince(world(), from)).toHaveLength(1)
    await world().pass(MINUTE)
    expect(readSince(world(), from).sort()).toEqual(['chenli: 赵柳有新留言', 'zhangsan: 赵柳有新留言'])
    await world().pass(10 * MINUTE)
    expect(readSince(world(), from)).toHaveLength(2)
    expect(await noticesOf(world(), ticket.id)).toHaveLength(2)
  })

  test('that was sent but never confirmed reaches its reader once', async () => {
    const ticket = await openTicket(world())
    await world().drain()
    const { platform } = world()
    const from = platform.outbox.length
    await commentBy('dispatcher1', ticket.id)
    platform.misbehave({ dropReply: true, only: '/cgi-bin/message/send' })
    await world().drain()
    platform.misbehave({})
    await world().pass(MINUTE)
    expect(readSince(world(), from)).toHaveLength(1)
    expect(await noticesOf(world(), ticket.id)).toEqual([{ person_id: 'sales1', state: 'sent' }])
  })

  test('that WeCom will never take is given up, and the others still get theirs', async () => {
    const ticket = await openTicket(world(), { customerId: 'customer06' })
    await world().drain()
    const { platform } = world()
    const from = platform.outbox.length
    await commentBy('dispatcher1', ticket.id)
    platform.misbehave({ errcodeOnce: 40058, only: '/cgi-bin/message/send' })
    await world().drain()
    expect(readSince(world(), from)).toHaveLength(1)
    expect((await noticesOf(world(), ticket.id)).map(({ state }) => state).sort()).toEqual(['failed', 'sent'])
  })

  test('never goes to somebody who has left', async () => {
    const ticket = await openTicket(world())
    const admin = await world().as('admin1')
    const { items } = await admin.call(peopleApi.list, {})
    const leaver = items.find(({ id }) => id === 'sales1')
    await admin.call(peopleApi.markLeft, { id: 'sales1', version: leaver?.version ?? 0 })
    await world().drain()
    const from = world().platform.outbox.length
    await commentBy('dispatcher1', ticket.id)
    await world().drain()
    expect(chatOf(world(), 'zhangsan', from)).toEqual([])
  })
})
