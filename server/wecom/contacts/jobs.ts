import { Refusal } from '../../../shared/kernel/refusal'
import { systemActor } from '../../../shared/kernel/roles'
import { DAY, MINUTE } from '../../../shared/kernel/time'
import { raiseAlarm } from '../../alarms/actions'
import { type Call, callAs, readAs } from '../../call'
import type { Context } from '../../context'
import { findCustomer, identitiesOf, linkIdentity } from '../../customers/actions'
import { endOthers, keepContact } from '../../customers/contacts/actions'
import { listRuledTags } from '../../people/roles/actions'
import { applyListing, type ListedMember, listUnknown, type SyncReport } from '../../people/sync/actions'
import { isTimerSet } from '../../queue/store'
import { reaches, type Subscriber, type TimerJob } from '../../queue/subscribers'
import { reactionTo } from '../errors/rules'
import type { FoundMember } from './client'
import { batchesOf, tagsOf } from './rules'

const robot = systemActor('wecom')

/**
 * Makes the members of WeCom known here, with their departments and the roles that rules give. Throws WecomError and
 * WecomUnreachable; refuses `people.sync_empty` and `people.sync_doubtful`, and then nothing has changed.
 */
export const syncPeople = async (context: Context): Promise<SyncReport> => {
  const { contacts } = context.outside
  const startedAt = wholeSecond(context.clock.now())
  const departments = await contacts.departments()
  const members = await named(context, await contacts.members())
  const tagged = await membersByTag(context)
  const listed: ListedMember[] = members.map(member => ({ ...member, tagIds: tagsOf(member, tagged) }))
  return callAs(context, robot, call => applyListing(call, { members: listed, departments, startedAt }))
}

const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000)

/** Names of newcomers, where the list has none and the platform tells them one by one. */
const named = async (context: Context, members: readonly FoundMember[]): Promise<FoundMember[]> => {
  const nameless = members.filter(({ name }) => name === null).map(({ userId }) => userId)
  const unknown = new Set(await readAs(context, robot, reading => listUnknown(reading, nameless)))
  const complete: FoundMember[] = []
  for (const member of members) {
    const asked = unknown.has(member.userId) ? await context.outside.contacts.member(member.userId) : null
    complete.push({ ...member, name: member.name ?? asked?.name ?? null })
  }
  return complete
}

const membersByTag = async (context: Context) => {
  const tagIds = await readAs(context, robot, listRuledTags)
  const tagged = []
  for (const tagId of tagIds) {
    const found = await context.outside.contacts.taggedWith(tagId)
    if (found) tagged.push({ tagId, ...found })
    else context.log.warn({ tagId }, 'a role rule speaks of a tag that WeCom does not have')
  }
  return tagged
}

/** A list is as old as its beginning, and the platform's clock may be behind ours by so much: later news outweighs it. */
const CLOCKS_DIFFER_MS = 10 * MINUTE

/** How many members have customers, how many contacts they have, and how many of those known before are over. */
export type CustomerSyncReport = { members: number; contacts: number; ended: number }

/** Makes every contact of every member a customer, page by page. Throws WecomError and WecomUnreachable; may be repeated. */
export const syncCustomers = async (context: Context): Promise<CustomerSyncReport> => {
  const { contacts } = context.outside
  const at = new Date(wholeSecond(context.clock.now()).getTime() - CLOCKS_DIFFER_MS)
  const userIds = await contacts.followUserIds()
  const tagNames = await contacts.customerTags()
  const knownTags = new Set(tagNames.values())
  const listed = new Map(userIds.map(userId => [userId.toLowerCase(), new Set<string>()]))
  let found = 0
  for (const batch of batchesOf(userIds, 100)) {
    let cursor = ''
    do {
      const page = await contacts.contactsOf(batch, cursor)
      for (const { contact, follower, tagIds } of page.found) {
        const tags = tagIds.flatMap(id => tagNames.get(id) ?? [])
        const news = { contact: { ...contact, followers: [{ ...follower, tags }] }, at, told: () => true, knownTags }
        await callAs(context, robot, call => keepContact(call, news))
        listed.get(follower.userId.toLowerCase())?.add(contact.externalUserId)
      }
      found += page.found.length
      cursor = page.nextCursor
    } while (cursor !== '')
  }
  let ended = 0
  for (const [userId, still] of listed) {
    ended += await callAs(context, robot, call => endOthers(call, { userId, listed: still, at }))
  }
  return { members: userIds.length, contacts: found, ended }
}

const TIMER = 'wecom.sync'

const setNextSync = (call: Call): Promise<void> =>
  call.timers.set({ key: TIMER, job: TIMER, at: new Date(call.now.getTime() + DAY), payload: {} })

/** Once a day, whatever events were lost. A timer that is set already stays. */
export const ensureSync = async (call: Call): Promise<void> => {
  if (!(await isTimerSet(call.tx, TIMER))) await setNextSync(call)
}

export const contactsTimerJobs: readonly TimerJob[] = [
  {
    job: TIMER,
    act: async call => {
      await setNextSync(call)
      call.emit({ type: 'wecom.syncDue' })
    },
  },
]

export const contactsSubscribers: readonly Subscriber[] = [
  reaches('wecom.syncPeople', ['wecom.syncDue', 'roleRules.changed'], context =>
    unattended(context, () => syncPeople(context)),
  ),
  reaches('wecom.syncCustomers', ['wecom.syncDue'], context => unattended(context, () => syncCustomers(context))),
  reaches('wecom.findContact', ['customer.identified'], (context, { customerId }) => findContact(context, customerId)),
]

/** What only an administrator can put right is told to them and not tried again; the call itself alarms of permissions. */
const unattended = async (context: Context, sync: () => Promise<unknown>): Promise<void> => {
  try {
    await sync()
  } catch (error) {
    if (error instanceof Refusal) {
      const { code, message, details } = error
      const texts = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]))
      await callAs(context, robot, call => raiseAlarm(call, { key: code, kind: code, says: message, details: texts }))
    } else if (reactionTo(error) !== 'alarm') throw error
    context.log.warn({ err: error }, 'a sync with WeCom was given up')
  }
}

/** A WeChat user whom the mini-program knows may be somebody's contact: then both are one customer. */
const findContact = async (context: Context, customerId: string): Promise<void> => {
  const [customer, contactIds] = await readAs(context, robot, async reading => [
    await findCustomer(reading, customerId),
    await identitiesOf(reading, customerId, 'external'),
  ])
  const { unionId, openid } = customer
  if (contactIds.length > 0 || !unionId || !openid) return
  const externalUserId = await context.outside.contacts.externalUserIdOf({ unionId, openid })
  if (externalUserId) await callAs(context, robot, call => linkIdentity(call, customer.id, 'external', externalUserId))
}
