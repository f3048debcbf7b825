import { jsonOf, ok, PlatformRefusal, type Routes } from './wire'

export type Member = { userId: string; name: string; departmentIds: number[]; position?: string }
export type Department = { id: number; parentId: number; name: string }
export type Customer = {
  externalUserId: string
  name: string
  unionId?: string
  corpName?: string
  followers: { userId: string; remark?: string; mobiles?: string[]; tags?: string[] }[]
}

export type Recipients = {
  userIds: string[]
  invalidUserIds: string[]
  invalidPartyIds: string[]
  invalidTagIds: string[]
}

export type Contacts = {
  routes: Routes
  addMember(member: Member): void
  addDepartment(department: Department): void
  addCustomer(customer: Customer): void
  removeMember(userId: string): void
  /** The member in the app's visible range; throws when there is none, as a scenario with a wrong name is itself wrong. */
  member(userId: string): Member
  members(): Member[]
  /** Who is meant by `touser`, `toparty` and `totag`; `@all` is everybody. */
  resolve(touser: string, toparty: string, totag: string): Recipients
}

const split = (joined: string): string[] =>
  joined
    .split('|')
    .map(part => part.trim())
    .filter(Boolean)

const FOLLOWERS_PER_PAGE = 500

const externalContactJson = (customer: Customer, start: number) => ({
  external_contact: {
    external_userid: customer.externalUserId,
    name: customer.name,
    type: customer.corpName ? 2 : 1,
    gender: 0,
    ...(customer.unionId && { unionid: customer.unionId }),
    ...(customer.corpName && { corp_name: customer.corpName }),
  },
  follow_user: customer.followers
    .slice(start, start + FOLLOWERS_PER_PAGE)
    .map(({ userId, remark = '', mobiles = [], tags = [] }) => ({
      userid: userId,
      remark,
      remark_mobiles: mobiles,
      tags: tags.map(tag_name => ({ group_name: '', tag_name, type: 1 })),
    })),
  ...(customer.followers.length > start + FOLLOWERS_PER_PAGE && { next_cursor: String(start + FOLLOWERS_PER_PAGE) }),
})

/** Members, departments and customers, protocol sections 6.1 and 7. */
export const contactBook = (guard: (routes: Routes) => Routes): Contacts => {
  /** userids are compared without case. */
  const members = new Map<string, Member>()
  const departments = new Map<number, Department>()
  const customers = new Map<string, Customer>()
  const find = (userId: string): Member | undefined => members.get(userId.toLowerCase())

  const isInside = (departmentId: number, ancestorId: number): boolean => {
    if (departmentId === ancestorId) return true
    const parentId = departments.get(departmentId)?.parentId
    return parentId ? isInside(parentId, ancestorId) : false
  }
  const inDepartment = (id: number): Member[] =>
    [...members.values()].filter(member => member.departmentIds.some(own => isInside(own, id)))

  const routes = guard({
    'GET /cgi-bin/user/get': ({ query }) => {
      const member = find(query.get('userid') ?? '')
      if (!member) throw new PlatformRefusal(60111, 'userid not found')
      const { userId, name, departmentIds, position = '' } = member
      return ok({
        userid: userId,
        name,
        department: departmentIds,
        main_department: departmentIds[0] ?? 1,
        position,
        status: 1,
      })
    },
    'POST /cgi-bin/user/list_id': asked => {
      const { cursor = '0', limit = 10_000 } = jsonOf(asked)
      const all = [...members.values()].flatMap(({ userId, departmentIds }) =>
        departmentIds.map(department => ({ userid: userId, department })),
      )
      const start = Number(cursor)
      const end = start + Math.min(Number(limit), 10_000)
      return ok({ dept_user: all.slice(start, end), next_cursor: end < all.length ? String(end) : '' })
    },
    'GET /cgi-bin/department/simplelist': ({ query }) => {
      const root = Number(query.get('id') ?? 1)
      const inside = [...departments.values()].filter(({ id }) => isInside(id, root))
      return ok({ department_id: inside.map(({ id, parentId }, order) => ({ id, parentid: parentId, order })) })
    },
    'GET /cgi-bin/externalcontact/get': ({ query }) => {
      const customer = customers.get(query.get('external_userid') ?? '')
      if (!customer) throw new PlatformRefusal(40096, 'invalid external userid')
      if (customer.followers.length === 0) throw new PlatformRefusal(84061, 'not external contact')
      return ok(externalContactJson(customer, Number(query.get('cursor') ?? 0)))
    },
  })

  return {
    routes,
    addMember: member => members.set(member.userId.toLowerCase(), member),
    addDepartment: department => departments.set(department.id, department),
    addCustomer: customer => customers.set(customer.externalUserId, customer),
    removeMember: userId => members.delete(userId.toLowerCase()),
    member: userId => {
      const member = find(userId)
      if (!member) throw new Error(`no member ${userId}`)
      return member
    },
    members: () => [...members.values()],
    resolve: (touser, toparty, totag) => {
      const none = { invalidUserIds: [], invalidPartyIds: [], invalidTagIds: [] }
      if (touser === '@all') return { ...none, userIds: [...members.values()].map(({ userId }) => userId) }
      const found = split(touser).flatMap(userId => find(userId) ?? [])
      const parties = split(toparty)
      const fromParties = parties.flatMap(id => inDepartment(Number(id)))
      return {
        userIds: [...new Set([...found, ...fromParties].map(({ userId }) => userId))],
        invalidUserIds: split(touser).filter(userId => !find(userId)),
        invalidPartyIds: parties.filter(id => !departments.has(Number(id))),
        invalidTagIds: split(totag),
      }
    },
  }
}
