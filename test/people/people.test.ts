import { readAs } from '../../server/call'
import { listEngineers, lookPersonByWecomUserId, namesOf } from '../../server/people/actions'
import { systemActor } from '../../shared/kernel/roles'
import { type PersonView, peopleApi } from '../../shared/people'
import { sessionApi } from '../../shared/session'
import { everyDatabase, type World } from '../support/world'

const seenBy = async (world: World, viewer: string, id: string): Promise<PersonView> => {
  const { items } = await (await world.as(viewer)).call(peopleApi.list, {})
  const person = items.find(one => one.id === id)
  if (!person) throw new Error(`${viewer} does not see ${id}`)
  return person
}
const reading = <T>(world: World, read: Parameters<typeof readAs<T>>[2]) =>
  readAs(world.context, systemActor('test'), read)

everyDatabase('a colleague', world => {
  test.each(['manager1', 'admin1', 'dispatcher1'])('is seen with phone and home by %s', async viewer => {
    const engineer = await seenBy(world(), viewer, 'engineer1')
    expect(engineer.phone).toBe('13800000101')
    expect(engineer.engineer?.home).not.toBeNull()
  })

  test.each(['sales1', 'finance1', 'engineer2'])(
    'is seen by %s with a masked phone and without a home',
    async viewer => {
      const engineer = await seenBy(world(), viewer, 'engineer1')
      expect(engineer.phone).toBe('138****0101')
      expect(engineer.engineer).toMatchObject({ home: null, skills: ['repair.aircon', 'install.aircon'], rating: 4.8 })
    },
  )

  test('sees their own number whole', async () => {
    expect((await seenBy(world(), 'engineer1', 'engineer1')).phone).toBe('13800000101')
  })

  test('is found by role', async () => {
    const { items } = await (await world().as('dispatcher1')).call(peopleApi.list, { role: 'engineer' })
    expect(items.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map(number => `engineer${number}`))
    expect(items[0]).toMatchObject({ teamName: '城西班组', roles: ['engineer'] })
  })

  test('is not shown to customers and providers', async () => {
    for (const outsider of ['customer', 'provider']) {
      const client = await world().as(outsider)
      expect((await client.refused(peopleApi.list, {})).code).toBe('role.not_allowed')
    }
  })

  test('is known by WeCom id in any case, and by name once asked for by id', async () => {
    expect((await reading(world(), one => lookPersonByWecomUserId(one, 'LiSi')))?.id).toBe('engineer1')
    const names = await reading(world(), one => namesOf(one, ['engineer1', 'engineer1', 'nobody']))
    expect([...names]).toEqual([['engineer1', '李思']])
  })

  test('belongs to one of the teams', async () => {
    const { items } = await (await world().as('sales1')).call(peopleApi.teams, {})
    expect(items).toEqual([
      { id: 'team-south', name: '江南班组' },
      { id: 'team-west', name: '城西班组' },
    ])
  })

  test('goes on and off duty as an engineer, and as nothing else', async () => {
    const engineer = await world().as('engineer3')
    expect((await engineer.call(peopleApi.setDuty, { onDuty: false })).engineer?.onDuty).toBe(false)
    expect((await seenBy(world(), 'dispatcher1', 'engineer3')).engineer?.onDuty).toBe(false)
    expect((await engineer.call(peopleApi.setDuty, { onDuty: true })).engineer?.onDuty).toBe(true)
    const sales = await world().as('sales1')
    expect((await sales.refused(peopleApi.setDuty, { onDuty: true })).code).toBe('role.not_allowed')
  })
})

everyDatabase('somebody who leaves', world => {
  test('is marked by an administrator only, who saw the latest version', async () => {
    const { version } = await seenBy(world(), 'admin1', 'engineer8')
    const manager = await world().as('manager1')
    expect((await manager.refused(peopleApi.markLeft, { id: 'engineer8', version })).code).toBe('role.not_allowed')
    const admin = await world().as('admin1')
    const stale = await admin.refused(peopleApi.markLeft, { id: 'engineer8', version: version + 1 })
    expect(stale).toMatchObject({ status: 409, code: 'person.changed_meanwhile' })
    expect((await admin.refused(peopleApi.markLeft, { id: 'nobody', version: 1 })).code).toBe('person.not_found')
  })

  test('is out at once: no request, no login, no list', async () => {
    const leaver = await world().as('engineer8')
    await leaver.call(sessionApi.me, {})
    const { version } = await seenBy(world(), 'admin1', 'engineer8')
    const admin = await world().as('admin1')
    const left = await admin.call(peopleApi.markLeft, { id: 'engineer8', version })
    expect(left).toMatchObject({ status: 'left', engineer: { onDuty: false } })

    expect(await leaver.refused(sessionApi.me, {})).toMatchObject({ status: 401, code: 'session.revoked' })
    expect((await world().anyone.refused(sessionApi.demo, { as: 'engineer8' })).code).toBe('person.not_found')
    world().platform.addMember({ userId: 'jiangxiaolong', name: '蒋小龙', departmentIds: [1] })
    const code = world().platform.loginCode('jiangxiaolong')
    expect((await world().anyone.refused(sessionApi.wecom, { code })).code).toBe('session.revoked')
    const engineers = await reading(world(), listEngineers)
    expect(engineers.map(({ id }) => id)).not.toContain('engineer8')
    await expect(seenBy(world(), 'admin1', 'engineer8')).rejects.toThrow('does not see')
    expect((await reading(world(), one => namesOf(one, ['engineer8']))).get('engineer8')).toBe('蒋小龙')
  })

  test('is told about once, and has no session left', async () => {
    const admin = await world().as('admin1')
    await admin.call(peopleApi.markLeft, { id: 'engineer8', version: 1 })
    const events = (await world().context.db.reader.query("SELECT payload FROM events WHERE type = 'person.left'")) as {
      payload: string
    }[]
    expect(events.map(({ payload }) => JSON.parse(payload))).toEqual([{ type: 'person.left', personId: 'engineer8' }])
    await world().drain()
    const open = await world().context.db.reader.query(
      "SELECT id FROM sessions WHERE subject_id = 'engineer8' AND revoked_at IS NULL",
    )
    expect(open).toEqual([])
  })
})
