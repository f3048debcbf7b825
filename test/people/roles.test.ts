import { rolesAfter, rolesBy } from '../../server/people/roles/rules'
import { syncPeople } from '../../server/wecom/contacts/jobs'
import { type Role, staffRoles } from '../../shared/kernel/roles'
import { type PersonView, peopleApi, type RoleRule } from '../../shared/people'
import * as fc from '../support/random'
import { everyDatabase, type World } from '../support/world'

const rolesOf = async (world: World, userId: string): Promise<Role[]> => {
  const [row] = (await world.context.db.reader.query('SELECT roles FROM people WHERE wecom_user_id = ?', [userId])) as {
    roles: string
  }[]
  return JSON.parse(row?.roles ?? 'null') as Role[]
}

const withRules = async (world: World, rules: RoleRule[]) => {
  const admin = await world.as('admin1')
  const answer = await admin.call(peopleApi.setRoleRules, { rules })
  await world.drain()
  return answer
}

const engineers: RoleRule = { kind: 'department', value: '2', role: 'engineer' }
const dispatchers: RoleRule = { kind: 'tag', value: '9', role: 'dispatcher' }

everyDatabase('roles by rules', world => {
  test('are for administrators, and are shown with the departments', async () => {
    const dispatcher = await world().as('dispatcher1')
    expect((await dispatcher.refused(peopleApi.roleRules, {})).code).toBe('role.not_allowed')
    expect((await dispatcher.refused(peopleApi.setRoleRules, { rules: [] })).code).toBe('role.not_allowed')
    const admin = await world().as('admin1')
    const customer = { rules: [{ kind: 'department', value: '2', role: 'customer' }] }
    expect((await admin.refused(peopleApi.setRoleRules, customer)).code).toBe('request.invalid')
    world().platform.addDepartment({ id: 2, parentId: 1, name: '售后' })
    world().platform.addDepartment({ id: 3, parentId: 2, name: '售后一组' })
    await syncPeople(world().context)
    expect(await withRules(world(), [engineers, engineers])).toEqual({
      rules: [engineers],
      departments: [
        { id: 1, parentId: null, name: '公司' },
        { id: 2, parentId: 1, name: '售后' },
        { id: 3, parentId: 2, name: '售后一组' },
      ],
    })
  })

  test('come with a department or one inside it, and go with it', async () => {
    await world().platform.memberJoins({ userId: 'zhaoyun', name: '赵云', departmentIds: [3] })
    await world().drain()
    expect(await rolesOf(world(), 'zhaoyun')).toEqual(['engineer'])
    await world().platform.memberMoves('zhaoyun', [1])
    await world().drain()
    expect(await rolesOf(world(), 'zhaoyun')).toEqual([])
    await world().platform.memberMoves('zhaoyun', [2])
    await world().drain()
    expect(await rolesOf(world(), 'zhaoyun')).toEqual(['engineer'])
    await world().platform.departmentIsMade({ id: 2, parentId: 1, name: '售后' })
    await world().drain()
    expect(await rolesOf(world(), 'zhaoyun')).toEqual(['engineer'])
  })

  test('are read from the callback where the app may not see the member', async () => {
    world().platform.forbid('memberDetails')
    await world().platform.memberJoins({ userId: 'machao', name: '马超', departmentIds: [3] })
    await world().drain()
    world().platform.permit('memberDetails')
    expect(await rolesOf(world(), 'machao')).toEqual(['engineer'])
  })

  test('come with a tag, at the sync that follows the rule and at each change of the tag', async () => {
    world().platform.addTag({ id: 9, name: '调度', userIds: ['zhangsan'], departmentIds: [] })
    await withRules(world(), [engineers, dispatchers])
    expect(await rolesOf(world(), 'zhangsan')).toEqual(['sales', 'dispatcher'])
    await world().platform.tagIsChanged({ id: 9, name: '调度', userIds: ['chenli'], departmentIds: [] })
    await world().drain()
    expect(await rolesOf(world(), 'zhangsan')).toEqual(['sales'])
    expect(await rolesOf(world(), 'chenli')).toEqual(['sales', 'dispatcher'])
  })

  test('never take a role that was given by hand', async () => {
    await world().platform.memberMoves('lisi', [2])
    await world().drain()
    await world().platform.memberMoves('lisi', [1])
    await world().drain()
    expect(await rolesOf(world(), 'lisi')).toEqual(['engineer'])
    await withRules(world(), [])
    expect(await rolesOf(world(), 'lisi')).toEqual(['engineer'])
    expect(await rolesOf(world(), 'zhaoyun')).toEqual([])
  })
})

const role = fc.constantFrom(...staffRoles)

test('roles by hand survive any rules, and rules leave no trace when they are gone', () => {
  fc.assert(
    fc.property(fc.uniqueArray(role), fc.array(fc.uniqueArray(role)), (byHand, ruled) => {
      let state = { roles: byHand as Role[], ruleRoles: [] as Role[] }
      for (const now of ruled) {
        state = rolesAfter(state.roles, state.ruleRoles, now)
        expect(new Set(state.roles)).toEqual(new Set([...byHand, ...now]))
      }
      expect(rolesAfter(state.roles, state.ruleRoles, []).roles).toEqual(byHand)
    }),
  )
})

test('a tree of departments that bites its own tail still ends', () => {
  const tree = new Map([
    [1, 2],
    [2, 1],
  ])
  expect(rolesBy([engineers], { departmentIds: [1], tagIds: [] }, tree)).toEqual(['engineer'])
})

const seen = async (world: World, viewer: string, id: string): Promise<PersonView | undefined> =>
  (await (await world.as(viewer)).call(peopleApi.list, {})).items.find(one => one.id === id)

everyDatabase('a number for emergencies', world => {
  test('is given by its owner alone, whole for them and masked for colleagues', async () => {
    const finance = await world().as('finance1')
    const mine = await finance.call(peopleApi.setPhone, { phone: '+86 138-1111 2222' })
    expect(mine.phone).toBe('13811112222')
    expect((await seen(world(), 'sales1', 'finance1'))?.phone).toBe('138****2222')
    expect((await seen(world(), 'finance1', 'finance1'))?.phone).toBe('13811112222')
    expect((await finance.refused(peopleApi.setPhone, { phone: '138****2222' })).code).toBe('request.invalid')
    expect((await finance.call(peopleApi.setPhone, { phone: null })).phone).toBeNull()
    expect((await (await world().as('customer01')).refused(peopleApi.setPhone, { phone: '13811112222' })).code).toBe(
      'role.not_allowed',
    )
  })
})
