import { dispatchApi } from '../../shared/dispatch'
import { HOUR, SECOND } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, sent } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'
import { chatOf, post, wordsOf } from './inbox'

type PersonLine = { id: string; name: string; status: string; wecom_user_id: string | null; roles: string }

const personWith = async (world: World, userId: string): Promise<PersonLine | undefined> => {
  const rows = (await world.context.db.reader.query(
    'SELECT id, name, status, wecom_user_id, roles FROM people WHERE wecom_user_id = ?',
    [userId.toLowerCase()],
  )) as PersonLine[]
  return rows[0]
}

const newTicket = async (world: World, title: string) =>
  (await world.as('sales1')).call(ticketsApi.create, { templateId: 'complaint', customerId: 'customer01', title })

const assigned = async (world: World, engineerId: string, title: string) => {
  const { id, version } = await newTicket(world, title)
  return (await world.as('dispatcher1')).call(dispatchApi.assign, { ticketId: id, engineerId, version })
}

everyDatabase('somebody who joins the company', world => {
  const joins = { userId: 'HuaMulan', name: '花木兰', departmentIds: [1, 7] }

  test('is known at once by name, without a role, and can log in', async () => {
    await world().platform.memberJoins(joins)
    await world().drain()
    expect(await personWith(world(), 'huamulan')).toMatchObject({ name: '花木兰', status: 'active', roles: '[]' })
    const code = world().platform.loginCode('HuaMulan')
    const { person } = await world().anyone.call(sessionApi.wecom, { code })
    expect(person).toMatchObject({ name: '花木兰', roles: [] })
  })

  test('is one person, however often and in whatever order it is told', async () => {
    const { platform } = world()
    const told = platform.compose.memberJoins({ userId: 'caocao', name: '曹操', departmentIds: [1] })
    await world().pass(SECOND)
    const moved = platform.compose.memberMoves('caocao', [2])
    for (const callback of [moved, told, platform.reseal(told), moved, told]) await post(world(), callback)
    await world().drain()
    const people = await world().context.db.reader.query("SELECT id FROM people WHERE name = '曹操'")
    expect(people).toHaveLength(1)
  })

  test('is known by their id where the app may not see names', async () => {
    world().platform.forbid('memberDetails')
    await world().platform.memberJoins({ userId: 'sunquan', name: '孙权', departmentIds: [1] })
    await world().drain()
    world().platform.permit('memberDetails')
    expect(await personWith(world(), 'sunquan')).toMatchObject({ name: 'sunquan', status: 'active' })
  })
})

everyDatabase('an engineer who leaves the company', world => {
  test('is out at once, hears nothing more, and the tickets on hand wait for somebody else', async () => {
    const waiting = await assigned(world(), 'engineer5', '还没接的投诉')
    const accepted = await assigned(world(), 'engineer5', '接了的投诉')
    const engineer = await world().as('engineer5')
    await engineer.call(ticketsApi.accept, { id: accepted.id, version: accepted.version })
    const working = await arrived(
      world(),
      'engineer5',
      await sent(world(), 'engineer5', await newTicket(world(), '正在处理')),
    )
    await world().drain()

    const from = world().platform.outbox.length
    await world().platform.memberLeaves('fengjianjun')
    await world().drain()

    expect(await engineer.refused(sessionApi.me, {})).toMatchObject({ status: 401, code: 'session.revoked' })
    expect(await personWith(world(), 'fengjianjun')).toMatchObject({ id: 'engineer5', status: 'left' })
    const dispatcher = await world().as('dispatcher1')
    for (const { id } of [waiting, accepted, working]) {
      const ticket = await dispatcher.call(ticketsApi.get, { id })
      expect(ticket).toMatchObject({ status: 'open', assignee: null })
      expect(ticket.timeline.find(({ kind }) => kind === 'release')?.reason).toBe('冯建军已离职')
    }
    const visits = await world().context.db.reader.query(
      'SELECT checked_out_at FROM visits WHERE checked_out_at IS NULL',
    )
    expect(visits).toEqual([])
    const told = chatOf(world(), 'zhaoliu', from).map(wordsOf)
    expect(told).toEqual([expect.stringContaining('冯建军已离职，3 张工单已收回')])
    expect(told[0]).toContain(`${waiting.number} 还没接的投诉`)
    expect(chatOf(world(), 'sunqi', from)).toEqual([])
    expect(chatOf(world(), 'fengjianjun', from)).toEqual([])

    world().platform.addMember({ userId: 'fengjianjun', name: '冯建军', departmentIds: [1] })
    await world().platform.memberEntersApp('fengjianjun')
    await world().platform.memberSays('fengjianjun', '空调不制冷')
    await world().drain()
    expect(chatOf(world(), 'fengjianjun', from)).toEqual([])
  })

  test('leaves once, and stays away though an older change comes late', async () => {
    const { platform } = world()
    const moved = platform.compose.memberMoves('weiguoping', [2])
    await world().pass(SECOND)
    const left = platform.compose.memberLeaves('weiguoping')
    const version = async () =>
      (await world().context.db.reader.query("SELECT version FROM people WHERE id = 'engineer7'"))[0].version
    for (const callback of [left, moved, platform.reseal(left), moved]) await post(world(), callback)
    await world().drain()
    expect(await personWith(world(), 'weiguoping')).toMatchObject({ status: 'left' })
    const after = await version()
    await world().pass(HOUR)
    await post(world(), platform.reseal(left))
    await world().drain()
    expect(await version()).toBe(after)
    const events = await world().context.db.reader.query(
      "SELECT id FROM events WHERE type = 'person.left' AND payload LIKE '%engineer7%'",
    )
    expect(events).toHaveLength(1)
  })

  test('is gone though the news of the joining comes after that of the leaving', async () => {
    const { platform } = world()
    const joined = platform.compose.memberJoins({ userId: 'guoke', name: '过客', departmentIds: [1] })
    await world().pass(SECOND)
    const left = platform.compose.memberLeaves('guoke')
    for (const callback of [left, joined]) {
      await post(world(), callback)
      await world().drain()
    }
    expect(await personWith(world(), 'guoke')).toBeUndefined()
  })

  test('is the same colleague when they come back under the same name, and another one under another', async () => {
    const { platform } = world()
    const leavesAndJoins = async (userId: string, name: string) => {
      await platform.memberLeaves(userId)
      await world().pass(HOUR)
      await platform.memberJoins({ userId, name, departmentIds: [1] })
      await world().drain()
    }
    await leavesAndJoins('lisi', '李思')
    expect(await personWith(world(), 'lisi')).toMatchObject({ id: 'engineer1', status: 'active' })
    await leavesAndJoins('wangwu', '王五')
    const newcomer = await personWith(world(), 'wangwu')
    expect(newcomer).toMatchObject({ name: '王五', status: 'active', roles: '[]' })
    expect(newcomer?.id).not.toBe('engineer2')
    const { items } = await (await world().as('admin1')).call(peopleApi.list, { role: 'engineer' })
    expect(items.map(({ id }) => id)).toContain('engineer1')
    expect(items.map(({ id }) => id)).not.toContain('engineer2')
  })
})

everyDatabase('a member whose id is changed', world => {
  test('stays who they are, with their session and their tickets', async () => {
    const ticket = await assigned(world(), 'engineer5', '改名也要处理')
    const engineer = await world().as('engineer5')
    await world().platform.memberIsRenamed('fengjianjun', 'FengJJ')
    await world().drain()
    expect(await personWith(world(), 'fengjj')).toMatchObject({ id: 'engineer5', name: '冯建军', status: 'active' })
    expect(await personWith(world(), 'fengjianjun')).toBeUndefined()
    expect((await engineer.call(ticketsApi.get, { id: ticket.id })).assignee?.id).toBe('engineer5')
    const from = world().platform.outbox.length
    await world().platform.memberEntersApp('FengJJ')
    await world().drain()
    expect(chatOf(world(), 'FengJJ', from)).toHaveLength(1)
  })

  test('is one person whatever comes first: the renaming, what happened before it, or what came after', async () => {
    const { platform } = world()
    const before = platform.compose.memberMoves('weiguoping', [3])
    await world().pass(SECOND)
    const renamed = platform.compose.memberIsRenamed('weiguoping', 'weigp')
    await world().pass(SECOND)
    const after = platform.compose.memberMoves('weigp', [4])
    for (const callback of [after, renamed, before, platform.reseal(renamed)]) {
      await post(world(), callback)
      await world().drain()
    }
    expect(await personWith(world(), 'weigp')).toMatchObject({ id: 'engineer7', status: 'active' })
    expect(await personWith(world(), 'weiguoping')).toBeUndefined()
    const people = await world().context.db.reader.query("SELECT id FROM people WHERE name = '卫国平'")
    expect(people).toHaveLength(1)
  })

  test('and who has left by then has left, though the news of the renaming comes last', async () => {
    const { platform } = world()
    const renamed = platform.compose.memberIsRenamed('chuweidong', 'chuwd')
    await world().pass(SECOND)
    const left = platform.compose.memberLeaves('chuwd')
    for (const callback of [left, renamed]) {
      await post(world(), callback)
      await world().drain()
    }
    expect(await personWith(world(), 'chuwd')).toMatchObject({ id: 'engineer6', status: 'left' })
  })
})
