import { createHash } from 'node:crypto'
import type { Contacts } from './contacts'
import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

export type CustomerFollower = {
  userId: string
  remark?: string
  mobiles?: string[]
  /** Tags of the company, by name. */
  tags?: string[]
  /** Tags that the member made for themselves: shown in the details, not in lists. */
  ownTags?: string[]
  /** Epoch ms. */
  since?: number
}
export type Customer = {
  externalUserId: string
  name: string
  unionId?: string
  /** In which app the open platform knows them, for unionid_to_external_userid. */
  openId?: string
  corpName?: string
  followers: CustomerFollower[]
}

export type Welcome = { at: number; externalUserId: string; userId: string; says: string }

type CodeOf = { userId: string; externalUserId: string; issuedAt: number; isSpent: boolean }

const FOLLOWERS_PER_PAGE = 500
const MOST_MEMBERS = 100
const MOST_PER_PAGE = 100
const WELCOME_MS = 20_000
const LONGEST_WELCOME_BYTES = 4000

const tagId = (name: string): string => `et${createHash('md5').update(name).digest('hex').slice(0, 24)}`

const contactJson = ({ externalUserId, name, unionId, corpName }: Customer): Json => ({
  external_userid: externalUserId,
  name,
  type: corpName ? 2 : 1,
  gender: 0,
  ...(unionId && { unionid: unionId }),
  ...(corpName && { corp_name: corpName }),
})

const followJson = ({ userId, remark = '', mobiles = [], since = 1_700_000_000_000 }: CustomerFollower): Json => ({
  userid: userId,
  remark,
  description: '',
  createtime: Math.floor(since / 1000),
  remark_mobiles: mobiles,
})

const detailJson = (customer: Customer, start: number): Json => ({
  external_contact: contactJson(customer),
  follow_user: customer.followers.slice(start, start + FOLLOWERS_PER_PAGE).map(follower => ({
    ...followJson(follower),
    tags: [
      ...(follower.tags ?? []).map(name => ({ group_name: '', tag_name: name, tag_id: tagId(name), type: 1 })),
      ...(follower.ownTags ?? []).map(name => ({ group_name: '', tag_name: name, type: 2 })),
    ],
  })),
  ...(customer.followers.length > start + FOLLOWERS_PER_PAGE && { next_cursor: String(start + FOLLOWERS_PER_PAGE) }),
})

type Desk = { contacts: Contacts; guard: (routes: Routes) => Routes; now: () => number }

/** Customers and who has them as contacts, protocol section 7. */
export const customerBook = ({ contacts, guard, now }: Desk) => {
  const customers = new Map<string, Customer>()
  const codes = new Map<string, CodeOf>()
  const welcomes: Welcome[] = []
  const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
  const allowed = (): void => contacts.refuseUnlessPermitted('customers')

  const spend = (code: string): CodeOf => {
    const found = codes.get(code)
    if (!found || now() - found.issuedAt > WELCOME_MS) throw new PlatformRefusal(41050, 'invalid welcome_code')
    if (found.isSpent) throw new PlatformRefusal(41051, 'externaluser has started chatting')
    found.isSpent = true
    return found
  }

  const listOf = (userIds: string[]): [Customer, CustomerFollower][] =>
    userIds.flatMap(userId =>
      [...customers.values()].flatMap(customer =>
        customer.followers
          .filter(one => isSame(one.userId, userId))
          .map(one => [customer, one] as [Customer, CustomerFollower]),
      ),
    )

  const routes = guard({
    'GET /cgi-bin/externalcontact/get': ({ query }) => {
      allowed()
      const customer = customers.get(query.get('external_userid') ?? '')
      if (!customer) throw new PlatformRefusal(40096, 'invalid external userid')
      if (customer.followers.length === 0) throw new PlatformRefusal(84061, 'not external contact')
      return ok(detailJson(customer, Number(query.get('cursor') ?? 0)))
    },
    'GET /cgi-bin/externalcontact/get_follow_user_list': () => {
      allowed()
      return ok({ follow_user: contacts.visible().map(({ userId }) => userId) })
    },
    'POST /cgi-bin/externalcontact/batch/get_by_user': asked => {
      allowed()
      const { userid_list, cursor = '', limit = 50 } = jsonOf(asked)
      const userIds = Array.isArray(userid_list) ? userid_list.map(String) : []
      if (userIds.length < 1 || userIds.length > MOST_MEMBERS) throw new PlatformRefusal(40058, 'invalid userid_list')
      for (const userId of userIds) contacts.refuseUnlessVisible(userId)
      const all = listOf(userIds)
      const start = Number(cursor || 0)
      const end = start + Math.min(Number(limit), MOST_PER_PAGE)
      const page = all.slice(start, end).map(([customer, follower]) => ({
        external_contact: contactJson(customer),
        follow_info: { ...followJson(follower), tag_id: (follower.tags ?? []).map(tagId) },
      }))
      return ok({ external_contact_list: page, next_cursor: end < all.length ? String(end) : '' })
    },
    'POST /cgi-bin/externalcontact/get_corp_tag_list': () => {
      allowed()
      const names = new Set(
        [...customers.values()].flatMap(({ followers }) => followers.flatMap(one => one.tags ?? [])),
      )
      const tag = [...names].map((name, order) => ({ id: tagId(name), name, order, create_time: 1_700_000_000 }))
      return ok({ tag_group: tag.length > 0 ? [{ group_id: 'etgroup', group_name: '客户标签', tag }] : [] })
    },
    'POST /cgi-bin/externalcontact/unionid_to_external_userid': asked => {
      allowed()
      const { unionid, openid } = jsonOf(asked)
      if (!unionid || !openid) throw new PlatformRefusal(40058, 'unionid and openid required')
      const found = [...customers.values()].find(one => one.unionId === unionid && one.openId === openid)
      if (!found) throw new PlatformRefusal(84061, 'not external contact')
      return ok({ external_userid: found.externalUserId })
    },
    'POST /cgi-bin/externalcontact/send_welcome_msg': asked => {
      allowed()
      const { welcome_code, text, attachments } = jsonOf(asked)
      const says = String((text as Json | undefined)?.content ?? '')
      if (!says && !attachments) throw new PlatformRefusal(40058, 'text and attachments are both empty')
      if (Buffer.byteLength(says) > LONGEST_WELCOME_BYTES) throw new PlatformRefusal(40058, 'text is too long')
      const { userId, externalUserId } = spend(String(welcome_code ?? ''))
      welcomes.push({ at: now(), externalUserId, userId, says })
      return ok()
    },
  })

  const find = (externalUserId: string): Customer => {
    const customer = customers.get(externalUserId)
    if (!customer) throw new Error(`no customer ${externalUserId}`)
    return customer
  }
  const unfollow = (userId: string, externalUserId: string): void => {
    const customer = find(externalUserId)
    customer.followers = customer.followers.filter(one => !isSame(one.userId, userId))
  }

  return {
    routes,
    welcomes,
    addCustomer: (customer: Customer): void => void customers.set(customer.externalUserId, customer),
    /** A member has the customer as a contact from now on, in place of what they wrote before. */
    follow: (externalUserId: string, follower: CustomerFollower): void => {
      unfollow(follower.userId, externalUserId)
      find(externalUserId).followers.push(follower)
    },
    unfollow,
    hasCustomer: (externalUserId: string): boolean => customers.has(externalUserId),
    renameFollower: (from: string, to: string): void => {
      for (const { followers } of customers.values()) {
        for (const one of followers) if (isSame(one.userId, from)) one.userId = to
      }
    },
    issueWelcome: (userId: string, externalUserId: string): string => {
      const code = createHash('sha256').update(`welcome.${now()}.${codes.size}`).digest('base64url')
      codes.set(code, { userId, externalUserId, issuedAt: now(), isSpent: false })
      return code
    },
  }
}

export type CustomerBook = ReturnType<typeof customerBook>
