import { jsonOf, ok, PlatformRefusal, type Routes } from './wire'

export type Member = { userId: string; name: string; departmentIds: number[]; position?: string }
export type Department = { id: number; parentId: number; name: string }
export type Tag = { id: number; name: string; userIds: string[]; departmentIds: number[] }

export type Recipients = {
  userIds: string[]
  invalidUserIds: string[]
  invalidPartyIds: string[]
  invalidTagIds: string[]
}

/** What an administrator may take from the app; without it the calls that need it are refused (48002). */
export type Permission = 'memberIds' | 'memberDetails' | 'departmentNames' | 'customers'

const MOST_IDS = 10_000
/** Every company has it. */
const ROOT = 1

const split = (joined: string): string[] =>
  joined
    .split('|')
    .map(part => part.trim())
    .filter(Boolean)

/** Members, departments and tags as one app may see them, protocol section 6.1. */
export const contactBook = (guard: (routes: Routes) => Routes) => {
  /** userids are compared without case. */
  const members = new Map<string, Member>()
  const departments = new Map<number, Department>([[ROOT, { id: ROOT, parentId: 0, name: '公司' }]])
  const tags = new Map<number, Tag>()
  const forbidden = new Set<Permission>()
  /** Departments of the app's visible range; null is the whole company. */
  let range: number[] | null = null
  const find = (userId: string): Member | undefined => members.get(userId.toLowerCase())

  const isInside = (departmentId: number, ancestorId: number): boolean => {
    if (departmentId === ancestorId) return true
    const parentId = departments.get(departmentId)?.parentId
    return parentId ? isInside(parentId, ancestorId) : false
  }
  const isVisible = ({ departmentIds }: Member): boolean =>
    range === null || departmentIds.some(own => range?.some(id => isInside(own, id)))
  const isVisibleDepartment = (id: number): boolean => range === null || range.some(root => isInside(id, root))
  const visible = (): Member[] => [...members.values()].filter(isVisible)
  const inDepartment = (id: number): Member[] =>
    visible().filter(member => member.departmentIds.some(own => isInside(own, id)))

  const refuseUnlessPermitted = (permission: Permission): void => {
    if (forbidden.has(permission)) throw new PlatformRefusal(48002, 'api forbidden')
  }
  const refuseUnlessVisible = (userId: string): Member => {
    const member = find(userId)
    if (!member) throw new PlatformRefusal(60111, 'userid not found')
    if (!isVisible(member)) throw new PlatformRefusal(60011, 'no privilege to access/modify contact/party/agent')
    return member
  }
  const departmentsInside = (id: string | null): Department[] =>
    [...departments.values()].filter(one => isVisibleDepartment(one.id) && (!id || isInside(one.id, Number(id))))

  const routes = guard({
    'GET /cgi-bin/user/get': ({ query }) => {
      refuseUnlessPermitted('memberDetails')
      const { userId, name, departmentIds, position = '' } = refuseUnlessVisible(query.get('userid') ?? '')
      return ok({
        userid: userId,
        name,
        department: departmentIds,
        main_department: departmentIds[0] ?? ROOT,
        position,
        status: 1,
      })
    },
    'POST /cgi-bin/user/list_id': asked => {
      refuseUnlessPermitted('memberIds')
      const { cursor = '', limit = MOST_IDS } = jsonOf(asked)
      const most = Number(limit)
      if (!(most >= 1 && most <= MOST_IDS)) throw new PlatformRefusal(40058, 'invalid limit')
      const all = visible().flatMap(({ userId, departmentIds }) =>
        departmentIds.map(department => ({ userid: userId, department })),
      )
      const start = Number(cursor || 0)
      const end = start + most
      return ok({ dept_user: all.slice(start, end), next_cursor: end < all.length ? String(end) : '' })
    },
    'GET /cgi-bin/user/simplelist': ({ query }) => {
      refuseUnlessPermitted('memberDetails')
      const id = Number(query.get('department_id'))
      if (!departments.has(id)) throw new PlatformRefusal(60003, 'department not found')
      if (!isVisibleDepartment(id))
        throw new PlatformRefusal(60011, 'no privilege to access/modify contact/party/agent')
      const inside = visible().filter(({ departmentIds }) => departmentIds.includes(id))
      return ok({
        userlist: inside.map(({ userId, name, departmentIds }) => ({
          userid: userId,
          name,
          department: departmentIds,
        })),
      })
    },
    'GET /cgi-bin/department/simplelist': ({ query }) =>
      ok({
        department_id: departmentsInside(query.get('id')).map(({ id, parentId }, order) => ({
          id,
          parentid: parentId,
          order,
        })),
      }),
    'GET /cgi-bin/department/list': ({ query }) => {
      refuseUnlessPermitted('departmentNames')
      return ok({
        department: departmentsInside(query.get('id')).map(({ id, parentId, name }, order) => ({
          id,
          parentid: parentId,
          name,
          order,
        })),
      })
    },
    'GET /cgi-bin/tag/get': ({ query }) => {
      const tag = tags.get(Number(query.get('tagid')))
      if (!tag) throw new PlatformRefusal(40068, 'invalid tagid')
      const inRange = tag.userIds.flatMap(userId => find(userId) ?? []).filter(isVisible)
      const userlist = inRange.map(({ userId, name }) => ({ userid: userId, name }))
      return ok({ tagname: tag.name, userlist, partylist: tag.departmentIds })
    },
  })

  return {
    routes,
    addMember: (member: Member): void => void members.set(member.userId.toLowerCase(), member),
    addDepartment: (department: Department): void => void departments.set(department.id, department),
    addTag: (tag: Tag): void => void tags.set(tag.id, tag),
    removeMember: (userId: string): boolean => members.delete(userId.toLowerCase()),
    /** Calls that need it are refused from now on, or no longer. */
    forbid: (permission: Permission): void => void forbidden.add(permission),
    permit: (permission: Permission): void => void forbidden.delete(permission),
    /** The app's visible range; null is the whole company. */
    showOnly: (departmentIds: number[] | null): void => {
      range = departmentIds
    },
    refuseUnlessPermitted,
    refuseUnlessVisible,
    /** The member of that name; throws when there is none, as a scenario with a wrong name is itself wrong. */
    member: (userId: string): Member => {
      const member = find(userId)
      if (!member) throw new Error(`no member ${userId}`)
      return member
    },
    members: (): Member[] => [...members.values()],
    /** Those whom the app may see. */
    visible,
    /** Who is meant by `touser`, `toparty` and `totag`; `@all` is everybody. */
    resolve: (touser: string, toparty: string, totag: string): Recipients => {
      const none = { invalidUserIds: [], invalidPartyIds: [], invalidTagIds: [] }
      if (touser === '@all') return { ...none, userIds: visible().map(({ userId }) => userId) }
      const isReached = (userId: string): boolean => {
        const member = find(userId)
        return member !== undefined && isVisible(member)
      }
      const found = split(touser).flatMap(userId => (isReached(userId) ? (find(userId) ?? []) : []))
      const parties = split(toparty)
      const fromParties = parties.flatMap(id => inDepartment(Number(id)))
      return {
        userIds: [...new Set([...found, ...fromParties].map(({ userId }) => userId))],
        invalidUserIds: split(touser).filter(userId => !isReached(userId)),
        invalidPartyIds: parties.filter(id => !departments.has(Number(id))),
        invalidTagIds: split(totag),
      }
    },
  }
}

export type Contacts = ReturnType<typeof contactBook>
