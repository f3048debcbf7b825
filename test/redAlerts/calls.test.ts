import { type Context, openContext } from '../../server/context'
import { workOnce } from '../../server/queue/worker'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { type DatabaseKind, testedKinds } from '../support/databases'
import { everyDatabase, openWorld, type World } from '../support/world'
import { chatOf, introduced, wordsOf } from '../wecom/inbox'
import { accepted, alertOf, callsOf, declined, phones, raised, ticketNow } from './desk'

/** The rounds of calls up the line; the first words to a manager are none of them. */
const rounds = (world: World, number: string) =>
  callsOf(world, phones.manager1, number).filter(({ words }) => words.includes('无人处理'))

everyDatabase('the line above a red alert', world => {
  beforeAll(() => void introduced(world()))

  test('is called after half an hour, then every five minutes, until somebody presses the button', async () => {
    const ticket = await openTicket(world(), { title: '空调冒烟' })
    await raised(world(), ticket)
    await world().pass(30 * MINUTE - SECOND)
    expect(rounds(world(), ticket.number)).toHaveLength(0)
    await world().pass(SECOND)
    expect(rounds(world(), ticket.number).map(({ words }) => words)).toEqual([
      expect.stringContaining(`红色预警 ${ticket.number} 已 30 分钟无人处理：机房进水`),
    ])
    await world().pass(5 * MINUTE)
    await world().pass(5 * MINUTE)
    expect(rounds(world(), ticket.number)).toHaveLength(3)
    expect(await alertOf(world(), ticket.id)).toMatchObject({ callCount: 3, acknowledged: null })

    const card = chatOf(world(), 'shenmingyuan')
      .filter(({ content }) => JSON.stringify(content).includes(ticket.number))
      .at(0)
    await world().platform.memberClicksCard('shenmingyuan', card?.card?.taskId ?? '', 'reach.acknowledge')
    await world().drain()
    expect(await alertOf(world(), ticket.id)).toMatchObject({ acknowledged: { name: '沈明远' }, canAcknowledge: false })
    await world().pass(HOUR)
    expect(rounds(world(), ticket.number)).toHaveLength(3)
    expect((await ticketNow(world(), ticket.id)).timeline.map(({ says }) => says)).toContain('沈明远：我来处理')
  })

  test('is left alone when the engineer accepts in time', async () => {
    const ticket = await openTicket(world(), { title: '空调漏水到楼下' })
    await raised(world(), ticket)
    await world().pass(29 * MINUTE)
    await accepted(world(), ticket.id)
    await world().pass(2 * HOUR)
    expect(callsOf(world(), phones.manager1, ticket.number)).toEqual([])
    expect((await alertOf(world(), ticket.id)).handledAt).not.toBeNull()
  })

  test('is called again when the ticket is given back', async () => {
    const ticket = await openTicket(world(), { title: '空调短路' })
    await raised(world(), ticket)
    await world().pass(10 * MINUTE)
    await accepted(world(), ticket.id)
    const first = (await ticketNow(world(), ticket.id)).assignee?.id
    await declined(world(), ticket.id)
    const now = await ticketNow(world(), ticket.id)
    expect(now.status).toBe('assigned')
    expect(now.assignee?.id).not.toBe(first)
    await world().pass(21 * MINUTE)
    expect(rounds(world(), ticket.number)).toHaveLength(1)
    await accepted(world(), ticket.id)
    await world().pass(HOUR)
    expect(rounds(world(), ticket.number)).toHaveLength(1)
  })

  test('stops by a key on the phone', async () => {
    const ticket = await openTicket(world(), { title: '空调触电' })
    await raised(world(), ticket)
    await world().pass(30 * MINUTE)
    await world().platform.phones.answer(rounds(world(), ticket.number)[0]?.serial ?? '', '1')
    await world().drain()
    expect(await alertOf(world(), ticket.id)).toMatchObject({ acknowledged: { name: '沈明远' } })
    await world().pass(HOUR)
    expect(rounds(world(), ticket.number)).toHaveLength(1)
  })

  test('stops by the endpoint; the first who says so is it', async () => {
    const ticket = await openTicket(world(), { title: '空调坠落' })
    await raised(world(), ticket)
    const [dispatcher, manager] = [await world().as('dispatcher1'), await world().as('manager1')]
    await dispatcher.call(redAlertsApi.acknowledge, { ticketId: ticket.id })
    const second = await manager.call(redAlertsApi.acknowledge, { ticketId: ticket.id })
    expect(second.acknowledged?.name).toBe('赵柳')
    await world().pass(HOUR)
    expect(rounds(world(), ticket.number)).toEqual([])
    const other = await world().as('manager2')
    expect((await other.refused(redAlertsApi.acknowledge, { ticketId: ticket.id })).code).toBe('ticket.not_found')
    const calm = await openTicket(world())
    expect((await dispatcher.refused(redAlertsApi.acknowledge, { ticketId: calm.id })).code).toBe('redAlert.not_found')
    const sales = await world().as('sales1')
    expect((await sales.refused(redAlertsApi.acknowledge, { ticketId: ticket.id })).code).toBe('role.not_allowed')
  })

  test('is called once after three hours in which no server ran', async () => {
    const ticket = await openTicket(world(), { title: '空调炸裂' })
    await raised(world(), ticket)
    await world().pass(3 * HOUR)
    expect(rounds(world(), ticket.number)).toHaveLength(1)
    await world().pass(5 * MINUTE)
    expect(rounds(world(), ticket.number)).toHaveLength(2)
  })

  test('is told by phone at once when WeCom cannot reach the manager, and by text when the phone is off', async () => {
    const admin = await world().as('admin1')
    const { items } = await admin.call(peopleApi.list, { role: 'manager' })
    expect(items.map(({ id }) => id)).toContain('manager1')
    await world().context.db.write(tx => tx.query("UPDATE people SET wecom_user_id = NULL WHERE id = 'manager1'"))
    const ticket = await openTicket(world(), { title: '空调燃烧' })
    await raised(world(), ticket)
    const [call, ...others] = callsOf(world(), phones.manager1, ticket.number)
    expect(others).toEqual([])
    expect(call?.words).toContain('请在 30 分钟内安排处理')
    await world().platform.phones.reject(call?.serial ?? '')
    await world().drain()
    const texts = world()
      .platform.phones.of(phones.manager1)
      .filter(line => line.kind === 'sms')
    expect(texts.filter(({ words }) => words.includes(ticket.number))).toHaveLength(1)
    await world().context.db.write(tx =>
      tx.query("UPDATE people SET wecom_user_id = 'shenmingyuan' WHERE id = 'manager1'"),
    )
  })
})

everyDatabase('the report of a red alert', world => {
  beforeAll(() => void introduced(world()))
  const body = { happened: '外机电容爆裂', cause: '电容老化', prevention: '同批外机一周内巡检' }
  const chased = (userId: string, number: string, from = 0) =>
    chatOf(world(), userId, from).filter(
      line => wordsOf(line).includes(`${number} `) && wordsOf(line).includes('报告应在'),
    )

  test('is owed a day after somebody took it on, and chased every day until it is there', async () => {
    const ticket = await openTicket(world(), { title: '空调冒烟' })
    await raised(world(), ticket)
    const early = await (await world().as('sales1')).refused(redAlertsApi.report, { ticketId: ticket.id, body })
    expect(early.code).toBe('redAlert.too_early')
    await accepted(world(), ticket.id)
    expect((await alertOf(world(), ticket.id)).reportDueAt).toBe('2026-11-24T09:00:00+08:00')
    const { assignee } = await ticketNow(world(), ticket.id)
    const engineer = world()
      .platform.members()
      .find(({ name }) => name === assignee?.name)?.userId as string
    await world().pass(DAY - SECOND)
    expect(chased(engineer, ticket.number)).toEqual([])
    await world().pass(SECOND)
    expect(chased(engineer, ticket.number)).toHaveLength(1)
    expect(chased('shenmingyuan', ticket.number)).toEqual([])
    await world().pass(DAY)
    await world().pass(DAY)
    expect(chased(engineer, ticket.number)).toHaveLength(3)
    expect(chased('shenmingyuan', ticket.number).map(wordsOf)).toEqual([
      expect.stringContaining('已超过 1 天'),
      expect.stringContaining('已超过 2 天'),
    ])

    const owed = await (await world().as('manager1')).call(redAlertsApi.list, { which: 'reportOwed' })
    expect(owed.items.map(({ ticketId }) => ticketId)).toEqual([ticket.id])
    const own = await world().as(assignee?.id ?? '')
    const filed = await own.call(redAlertsApi.report, { ticketId: ticket.id, body })
    expect(filed).toMatchObject({ canReport: false, reported: { name: assignee?.name, body } })
    await world().pass(3 * DAY)
    expect(chased(engineer, ticket.number)).toHaveLength(3)
    const later = await world().as(assignee?.id ?? '')
    expect((await later.refused(redAlertsApi.report, { ticketId: ticket.id, body })).code).toBe(
      'redAlert.reported_already',
    )
    expect((await (await world().as('manager1')).call(redAlertsApi.list, {})).items).toEqual([])
    expect((await ticketNow(world(), ticket.id)).timeline.at(-1)?.says).toContain('原因：电容老化')
  })

  test('is owed by whoever said that they take it on, also when the ticket is cancelled', async () => {
    const ticket = await openTicket(world(), { title: '空调冒火' })
    await raised(world(), ticket)
    await (await world().as('manager1')).call(redAlertsApi.acknowledge, { ticketId: ticket.id })
    await world().pass(DAY)
    expect(chased('shenmingyuan', ticket.number)).toHaveLength(1)

    const mistaken = await openTicket(world(), { title: '空调误报' })
    await raised(world(), mistaken)
    const { version } = await ticketNow(world(), mistaken.id)
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.cancel, { id: mistaken.id, version, reason: '误报' })
    await world().pass(HOUR)
    expect(callsOf(world(), phones.manager1, mistaken.number)).toEqual([])
    await world().pass(DAY)
    expect(chased('zhangsan', mistaken.number)).toHaveLength(1)
    const owing = await world().as('sales1')
    expect(await owing.call(redAlertsApi.report, { ticketId: mistaken.id, body })).toMatchObject({
      reported: { name: '张珊' },
    })
  })

  test('ends the alert: another emergency of the same ticket is raised anew', async () => {
    const ticket = await openTicket(world(), { title: '空调再冒烟' })
    const first = await raised(world(), ticket)
    await accepted(world(), ticket.id)
    const sales = await world().as('sales1')
    await sales.call(redAlertsApi.report, { ticketId: ticket.id, body })
    const second = await raised(world(), ticket, '又冒烟')
    expect(second.id).not.toBe(first.id)
    expect(second).toMatchObject({ reason: '又冒烟', reported: null })
  })

  test('is written by those who see the ticket', async () => {
    const ticket = await openTicket(world(), { title: '空调' })
    await raised(world(), ticket)
    const input = { ticketId: ticket.id, body }
    expect((await (await world().as('sales2')).refused(redAlertsApi.report, input)).code).toBe('ticket.not_found')
    expect((await (await world().as('customer01')).refused(redAlertsApi.report, input)).code).toBe('role.not_allowed')
  })
})

// A server database is what several processes share; the embedded one belongs to one.
const shared = testedKinds().filter(kind => kind === 'mysql')
const title = 'two servers call the line once in each round'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else test.each(shared)(`${title} [%s]`, callTogether)

async function callTogether(kind: DatabaseKind): Promise<void> {
  const world = await openWorld(kind)
  // A second ahead of the world, whose own worker so finds nothing due.
  const clock = { now: () => new Date(world.now().getTime() + SECOND) }
  const servers = await Promise.all([1, 2].map(() => openContext(world.context.config, clock)))
  const drained = async (context: Context) => {
    for (let idle = 0; idle < 3; ) idle = (await workOnce(context)) === 0 ? idle + 1 : 0
  }
  const ticket = await openTicket(world, { title: '空调爆炸' })
  await raised(world, ticket)
  for (const minutes of [30, 5, 5]) {
    await world.pass(minutes * MINUTE - (minutes === 30 ? SECOND : 0))
    expect((await alertOf(world, ticket.id)).callCount).toBe(rounds(world, ticket.number).length)
    await Promise.all(servers.map(drained))
  }
  expect(rounds(world, ticket.number)).toHaveLength(3)
  expect((await alertOf(world, ticket.id)).callCount).toBe(3)
  await Promise.all(servers.map(server => server.close()))
  await world.close()
}
