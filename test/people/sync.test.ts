import { syncPeople } from '../../server/wecom/contacts/jobs'
import { alarmsApi } from '../../shared/alarms'
import { Refusal } from '../../shared/kernel/refusal'
import { DAY, HOUR, SECOND } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { everyDatabase, type World } from '../support/world'
import { post } from '../wecom/inbox'

const people = (world: World) =>
  world.context.db.reader.query(
    'SELECT id, name, status, wecom_user_id, roles, version FROM people ORDER BY id',
  ) as Promise<{ id: string; name: string; status: string; wecom_user_id: string; roles: string; version: number }[]>

const statusOf = async (world: World, id: string) => (await people(world)).find(one => one.id === id)?.status

/** Out of the company without a word: the callback was lost. */
const vanish = (world: World, userId: string) => world.platform.compose.memberLeaves(userId)

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch(thrown => thrown as unknown)
  return error instanceof Refusal ? error.code : `no refusal: ${JSON.stringify(error)}`
}

everyDatabase('a sync of the members', world => {
  test('knows everybody after it, changes nobody who is known, and may be repeated', async () => {
    const before = await people(world())
    world().platform.addMember({ userId: 'Diaochan', name: '貂蝉', departmentIds: [1] })
    expect(await syncPeople(world().context)).toEqual({ listed: before.length + 1, joined: 1, missed: 0, left: 0 })
    const after = await people(world())
    expect(after.find(({ wecom_user_id }) => wecom_user_id === 'diaochan')).toMatchObject({ name: '貂蝉', roles: '[]' })
    expect(after.filter(({ wecom_user_id }) => wecom_user_id !== 'diaochan')).toEqual(before)
    expect((await syncPeople(world().context)).joined).toBe(0)
    expect(await people(world())).toEqual(after)
  })

  test('takes a member who is missing once for an accident, and twice running for a leaver', async () => {
    vanish(world(), 'xuliang')
    expect(await syncPeople(world().context)).toMatchObject({ missed: 1, left: 0 })
    expect(await statusOf(world(), 'engineer9')).toBe('active')
    world().platform.addMember({ userId: 'xuliang', name: '许亮', departmentIds: [1] })
    expect(await syncPeople(world().context)).toMatchObject({ missed: 0, left: 0 })
    vanish(world(), 'xuliang')
    expect(await syncPeople(world().context)).toMatchObject({ missed: 1, left: 0 })
    expect(await syncPeople(world().context)).toMatchObject({ missed: 1, left: 1 })
    expect(await statusOf(world(), 'engineer9')).toBe('left')
    expect((await syncPeople(world().context)).missed).toBe(0)
  })

  test('brings back whoever is on the list again, but not on an old list', async () => {
    world().platform.addMember({ userId: 'xuliang', name: '许亮', departmentIds: [1] })
    const left = vanish(world(), 'xuliang')
    await post(world(), left)
    await world().drain()
    world().platform.addMember({ userId: 'xuliang', name: '许亮', departmentIds: [1] })
    await syncPeople(world().context)
    expect(await statusOf(world(), 'engineer9')).toBe('left')
    await world().pass(HOUR)
    expect((await syncPeople(world().context)).joined).toBe(1)
    expect(await statusOf(world(), 'engineer9')).toBe('active')
  })

  test('does not bring back whom an administrator has marked as gone', async () => {
    const admin = await world().as('admin1')
    const { items } = await admin.call(peopleApi.list, {})
    const { id, version } = items.find(one => one.id === 'finance1') ?? { id: '', version: 0 }
    await admin.call(peopleApi.markLeft, { id, version })
    await world().pass(HOUR)
    await syncPeople(world().context)
    expect(await statusOf(world(), 'finance1')).toBe('left')
  })
})

everyDatabase('a list of members that cannot be right', world => {
  test('is refused when it is empty, and nothing has changed', async () => {
    await syncPeople(world().context)
    const before = await people(world())
    world().platform.showOnly([99])
    for (let n = 0; n < 3; n++) expect(await refusalOf(syncPeople(world().context))).toBe('people.sync_empty')
    world().platform.showOnly(null)
    expect(await people(world())).toEqual(before)
  })

  test('is refused when more than a fifth would have left, and says how many', async () => {
    const before = await people(world())
    const gone = ['lisi', 'wangwu', 'wuzhiqiang', 'zhenghaitao']
    for (const userId of gone) vanish(world(), userId)
    await syncPeople(world().context)
    const error = await syncPeople(world().context).catch(thrown => thrown as Refusal)
    expect(error).toMatchObject({ code: 'people.sync_doubtful', details: { leaving: 4, active: 19 } })
    expect((error as Refusal).message).toContain('4 人标为离职')
    expect(await people(world())).toEqual(before)
    world().platform.addMember({ userId: 'lisi', name: '李思', departmentIds: [1] })
    expect(await syncPeople(world().context)).toMatchObject({ left: 3 })
    expect(await statusOf(world(), 'engineer2')).toBe('left')
    expect(await statusOf(world(), 'engineer1')).toBe('active')
  })
})

everyDatabase('an app that may see little', world => {
  test('lists members page by page with their numbers alone, and asks for the names of newcomers', async () => {
    world().platform.forbid('departmentNames')
    world().platform.addDepartment({ id: 2, parentId: 1, name: '售后' })
    for (let n = 0; n < 3; n++) world().platform.addMember({ userId: `new${n}`, name: `新人${n}`, departmentIds: [2] })
    const before = world().platform.calls('/cgi-bin/user/get')
    expect(await syncPeople(world().context)).toMatchObject({ joined: 3 })
    expect(world().platform.calls('/cgi-bin/user/get') - before).toBe(3)
    expect((await people(world())).map(({ name }) => name)).toEqual(expect.arrayContaining(['新人0', '新人1', '新人2']))
  })

  test('goes from department to department where it may not list ids', async () => {
    world().platform.forbid('memberIds')
    world().platform.addMember({ userId: 'deep', name: '深处', departmentIds: [2] })
    expect(await syncPeople(world().context)).toMatchObject({ joined: 1 })
    expect((await people(world())).map(({ name }) => name)).toContain('深处')
    const alarms = await world().context.db.reader.query("SELECT id FROM alarms WHERE kind = 'wecom.48002'")
    expect(alarms).toEqual([])
  })

  test('refuses to guess when it sees nobody at all', async () => {
    world().platform.forbid('memberDetails')
    await expect(syncPeople(world().context)).rejects.toMatchObject({ errcode: 48002 })
    world().platform.permit('memberDetails')
  })
})

everyDatabase('the daily sync', world => {
  test('follows by itself, whatever callbacks were lost', async () => {
    vanish(world(), 'xuliang')
    await world().pass(DAY + SECOND)
    expect(await statusOf(world(), 'engineer9')).toBe('active')
    await world().pass(DAY + SECOND)
    expect(await statusOf(world(), 'engineer9')).toBe('left')
  })

  test('tells the administrators when the list cannot be right, and changes nothing', async () => {
    world().platform.showOnly([99])
    await world().pass(DAY)
    const { items } = await (await world().as('admin1')).call(alarmsApi.list, {})
    expect(items.find(({ kind }) => kind === 'people.sync_empty')?.says).toContain('通讯录权限')
    expect(await statusOf(world(), 'engineer1')).toBe('active')
    world().platform.showOnly(null)
  })
})
