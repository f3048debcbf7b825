import * as z from 'zod/mini'
import type { Contact, Follower } from '../../customers/contacts/actions'
import type { Department } from '../../people/sync/actions'
import { type WecomSettings, wecomCalls } from '../calls/client'
import { reactionTo, WecomError } from '../errors/rules'

/** A member as the platform lists them; the name where the platform gives it. */
export type FoundMember = { userId: string; name: string | null; departmentIds: number[] }

/** One contact of one member. */
export type FoundContact = { contact: Omit<Contact, 'followers'>; follower: Omit<Follower, 'tags'>; tagIds: string[] }

/**
 * Members, departments and customers as the app may see them, protocol sections 6.1 and 7. What the app need not be
 * allowed to do is asked without raising an alarm; every call may throw WecomError or WecomUnreachable.
 */
export type ContactsClient = {
  /** Everybody in the visible range: by user/list_id where it is permitted, else department by department. */
  members(): Promise<FoundMember[]>
  /** Null where the app may not see them. Without names where it sees only their numbers. */
  departments(): Promise<Department[] | null>
  /** Null when there is no such member, or none that the app may see. */
  member(userId: string): Promise<FoundMember | null>
  /** Null when there is no such tag. */
  taggedWith(tagId: string): Promise<{ userIds: string[]; departmentIds: number[] } | null>
  /** The members who have customers. */
  followUserIds(): Promise<string[]>
  /** A page of at most 100 contacts of at most 100 members. */
  contactsOf(userIds: readonly string[], cursor: string): Promise<{ found: FoundContact[]; nextCursor: string }>
  /** Names of the company's customer tags by id. */
  customerTags(): Promise<Map<string, string>>
  /** Null when nobody here has them as a contact any more. */
  contact(externalUserId: string): Promise<Contact | null>
  /** Null when the WeChat user is nobody's contact. */
  externalUserIdOf(who: { unionId: string; openid: string }): Promise<string | null>
  /** The code lives 20 s, once (41051). */
  welcome(code: string, says: string): Promise<void>
}

const list = <T extends z.core.SomeType>(item: T) => z._default(z.array(item), [])
const text = z._default(z.string(), '')
const department = z.object({ id: z.number(), parentid: z._default(z.number(), 0), name: z.optional(z.string()) })
const person = z.object({ userid: z.string(), name: z.optional(z.string()), department: list(z.number()) })
const contactFields = { external_userid: z.string(), name: text, unionid: z.optional(z.string()) }
const followFields = {
  userid: z.string(),
  remark: text,
  createtime: z.optional(z.number()),
  remark_mobiles: list(z.string()),
}

const answers = {
  ids: z.object({ dept_user: list(z.object({ userid: z.string(), department: z.number() })), next_cursor: text }),
  named: z.object({ department: list(department) }),
  numbered: z.object({ department_id: list(department) }),
  person,
  people: z.object({ userlist: list(person) }),
  tagged: z.object({ userlist: list(z.object({ userid: z.string() })), partylist: list(z.number()) }),
  followers: z.object({ follow_user: list(z.string()) }),
  page: z.object({
    external_contact_list: list(
      z.object({
        external_contact: z.object(contactFields),
        follow_info: z.object({ ...followFields, tag_id: list(z.string()) }),
      }),
    ),
    next_cursor: text,
  }),
  tags: z.object({ tag_group: list(z.object({ tag: list(z.object({ id: z.string(), name: z.string() })) })) }),
  contact: z.object({
    external_contact: z.object(contactFields),
    follow_user: list(z.object({ ...followFields, tags: list(z.object({ tag_name: z.string() })) })),
    next_cursor: z.optional(z.string()),
  }),
  external: z.object({ external_userid: text }),
  nothing: z.object({}),
}

/** Lacks the permission, or it lies outside the visible range. */
const NOT_ALLOWED = [48002, 60011]
const NO_SUCH_TAG = 40068
/** Pages of 500 followers each. */
const MOST_PAGES = 20

/** `otherwise` for refusals that `isExpected`; all else goes on. */
const unless = async <T, U>(ask: () => Promise<T>, isExpected: (refused: WecomError) => boolean, otherwise: U) => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WecomError && isExpected(error)) return otherwise
    throw error
  }
}
const isNotAllowed = ({ errcode }: WecomError): boolean => NOT_ALLOWED.includes(errcode)
const isAbsent = (refused: WecomError): boolean => ['giveUp', 'memberGone'].includes(reactionTo(refused))

const followerIn = (follow: z.output<z.ZodMiniObject<typeof followFields>>): Omit<Follower, 'tags'> => ({
  userId: follow.userid,
  remark: follow.remark,
  mobiles: follow.remark_mobiles.filter(Boolean),
  since: follow.createtime === undefined ? null : new Date(follow.createtime * 1000),
})
const contactIn = (contact: z.output<z.ZodMiniObject<typeof contactFields>>): Omit<Contact, 'followers'> => ({
  externalUserId: contact.external_userid,
  name: contact.name,
  unionId: contact.unionid || null,
})
const memberIn = ({ userid, name, department: ids }: z.output<typeof person>): FoundMember => ({
  userId: userid,
  name: name || null,
  departmentIds: ids,
})
const departmentIn = ({ id, parentid, name }: z.output<typeof department>): Department => ({
  id,
  parentId: parentid || null,
  name: name || null,
})

export const contactsClient = (settings: WecomSettings): ContactsClient => {
  const { get, post } = wecomCalls(settings)
  const { onRefusal: _, ...unheard } = settings
  const quiet = wecomCalls(unheard)

  const departments = async (): Promise<Department[] | null> => {
    const named = await unless(() => quiet.get(answers.named, '/cgi-bin/department/list'), isNotAllowed, null)
    if (named) return named.department.map(departmentIn)
    const ask = () => quiet.get(answers.numbered, '/cgi-bin/department/simplelist')
    return (await unless(ask, isNotAllowed, null))?.department_id.map(departmentIn) ?? null
  }

  const membersById = async (): Promise<FoundMember[]> => {
    const found = new Map<string, FoundMember>()
    for (let cursor = '', isMore = true; isMore; isMore = cursor !== '') {
      const page = await quiet.post(answers.ids, '/cgi-bin/user/list_id', { limit: 10_000, ...(cursor && { cursor }) })
      for (const { userid, department: id } of page.dept_user) {
        const departmentIds = [...(found.get(userid)?.departmentIds ?? []), id]
        found.set(userid, { userId: userid, name: null, departmentIds })
      }
      cursor = page.next_cursor
    }
    return [...found.values()]
  }

  const membersByDepartment = async (): Promise<FoundMember[]> => {
    const found = new Map<string, FoundMember>()
    for (const { id } of (await departments()) ?? []) {
      const page = await get(answers.people, '/cgi-bin/user/simplelist', { department_id: String(id) })
      for (const one of page.userlist) {
        const known = found.get(one.userid)?.departmentIds ?? []
        found.set(one.userid, { ...memberIn(one), departmentIds: [...new Set([...known, ...one.department, id])] })
      }
    }
    return [...found.values()]
  }

  return {
    departments,
    members: async () => (await unless(membersById, isNotAllowed, null)) ?? membersByDepartment(),

    member: async userId => {
      const ask = () => quiet.get(answers.person, '/cgi-bin/user/get', { userid: userId })
      const found = await unless(ask, refused => isNotAllowed(refused) || isAbsent(refused), null)
      return found && memberIn(found)
    },

    taggedWith: async tagId => {
      const ask = () => get(answers.tagged, '/cgi-bin/tag/get', { tagid: tagId })
      const found = await unless(ask, ({ errcode }) => errcode === NO_SUCH_TAG, null)
      return found && { userIds: found.userlist.map(({ userid }) => userid), departmentIds: found.partylist }
    },

    followUserIds: async () =>
      (await get(answers.followers, '/cgi-bin/externalcontact/get_follow_user_list')).follow_user,

    contactsOf: async (userIds, cursor) => {
      const asked = { userid_list: userIds, cursor, limit: 100 }
      const page = await post(answers.page, '/cgi-bin/externalcontact/batch/get_by_user', asked)
      const found = page.external_contact_list.map(({ external_contact, follow_info }) => ({
        contact: contactIn(external_contact),
        follower: followerIn(follow_info),
        tagIds: follow_info.tag_id,
      }))
      return { found, nextCursor: page.next_cursor }
    },

    customerTags: async () => {
      const { tag_group } = await post(answers.tags, '/cgi-bin/externalcontact/get_corp_tag_list', {})
      return new Map(tag_group.flatMap(({ tag }) => tag.map(({ id, name }) => [id, name] as const)))
    },

    contact: async externalUserId => {
      const followers: Follower[] = []
      let shown: Omit<Contact, 'followers'> | null = null
      let cursor = ''
      for (let pages = 0; pages < MOST_PAGES && (shown === null || cursor !== ''); pages++) {
        const asked = { external_userid: externalUserId, cursor }
        const page = await unless(() => get(answers.contact, '/cgi-bin/externalcontact/get', asked), isAbsent, null)
        if (!page) return null
        shown = contactIn(page.external_contact)
        followers.push(
          ...page.follow_user.map(one => ({ ...followerIn(one), tags: one.tags.map(({ tag_name }) => tag_name) })),
        )
        cursor = page.next_cursor ?? ''
      }
      return shown && { ...shown, followers }
    },

    externalUserIdOf: async ({ unionId, openid }) => {
      const asked = { unionid: unionId, openid }
      const ask = () => quiet.post(answers.external, '/cgi-bin/externalcontact/unionid_to_external_userid', asked)
      const found = await unless(ask, refused => isNotAllowed(refused) || isAbsent(refused), null)
      return found?.external_userid || null
    },

    welcome: async (code, says) => {
      const asked = { welcome_code: code, text: { content: says } }
      await post(answers.nothing, '/cgi-bin/externalcontact/send_welcome_msg', asked)
    },
  }
}
