import type { Call } from '../../call'
import { lookPersonByWecomUserId } from '../../people/actions'
import { identitiesOf, linkIdentity, lookCustomerBy } from '../identities/actions'
import { type CustomerRow, lookCustomer, saveCustomers, updateCustomer } from '../store'
import { type Contact, counts, type Follower, nameOf, numberIn, ownerAfter, tagsAfter } from './rules'
import { changeFollow, listFollowedBy, listFollows, saveFollow, takeFollow } from './store'

export type { Contact, Follower } from './rules'

/** News of one contact: what WeCom shows of them, and for which of the members it was told when. */
export type ContactNews = {
  contact: Contact
  at: Date
  told: (userId: string) => boolean
  /** The tags that the source speaks of, when it does not speak of all: others stay as they are. */
  knownTags?: ReadonlySet<string>
}

/**
 * Makes a WeCom contact a customer, or links it to the one who is known by it or by the same unionid: name, tags, number
 * where there was none, and whoever follows them as the owner. News from before what is known changes nothing.
 */
export const keepContact = async (call: Call, news: ContactNews): Promise<CustomerRow> => {
  const { contact } = news
  const customer = await customerOf(call, contact)
  const before = await writtenTags(call, customer.id)
  for (const follower of contact.followers) {
    await keepFollower(call, news, follower)
  }
  return refresh(call, customer.id, before, { phone: numberIn(contact.followers), ended: null })
}

/** A member and a customer are no longer contacts. The record stays; whoever else follows them looks after them now. */
export const endFollow = async (
  call: Call,
  { externalUserId, userId, at }: { externalUserId: string; userId: string; at: Date },
): Promise<void> => {
  const follow = await takeFollow(call.tx, { externalUserId, userId })
  if (!counts(follow, 'ended', at)) return
  const customer = await lookCustomerBy(call, 'external', externalUserId)
  const before = customer ? await writtenTags(call, customer.id) : []
  const end = { state: 'ended' as const, changedAt: at, tags: [] }
  if (follow) await changeFollow(call.tx, follow, end)
  else {
    const pair = { externalUserId, userId: userId.toLowerCase() }
    await saveFollow(call.tx, { id: call.newId(), ...pair, since: null, version: 1, ...end })
  }
  const person = await lookPersonByWecomUserId(call, userId)
  if (customer) await refresh(call, customer.id, before, { phone: null, ended: person?.id ?? null })
}

/** Ends what a complete list of the member's contacts no longer holds; only what had begun before the list was. */
export const endOthers = async (
  call: Call,
  { userId, listed, at }: { userId: string; listed: ReadonlySet<string>; at: Date },
): Promise<number> => {
  const over = (await listFollowedBy(call.tx, userId)).filter(({ externalUserId }) => !listed.has(externalUserId))
  for (const { externalUserId } of over) await endFollow(call, { externalUserId, userId, at })
  return over.length
}

/** A member goes by another id: the contacts stay theirs. */
export const renameFollower = async (call: Call, from: string, to: string): Promise<void> => {
  for (const follow of await listFollowedBy(call.tx, from)) {
    const known = await takeFollow(call.tx, { ...follow, userId: to })
    if (known) await changeFollow(call.tx, follow, { state: 'ended', tags: [] })
    else await changeFollow(call.tx, follow, { userId: to.toLowerCase() })
  }
}

/** The customer behind a contact, begun when nobody is known by it; the contact is theirs from now on. */
const customerOf = async (call: Call, contact: Contact): Promise<CustomerRow> => {
  const { externalUserId, unionId } = contact
  const byContact = await lookCustomerBy(call, 'external', externalUserId)
  const known = byContact ?? (unionId ? await lookCustomerBy(call, 'unionid', unionId) : null)
  const id = known?.id ?? (await beginCustomer(call, contact))
  if (!byContact && known) await linkIdentity(call, id, 'external', externalUserId)
  if (unionId) await linkIdentity(call, id, 'unionid', unionId)
  return found(call, id)
}

const found = async (call: Call, id: string): Promise<CustomerRow> => {
  const customer = await lookCustomer(call.tx, id)
  if (!customer) throw new Error(`customer ${id} has vanished`)
  return customer
}

const beginCustomer = async (call: Call, contact: Contact): Promise<string> => {
  const id = call.newId()
  await saveCustomers(call.tx, [
    {
      id,
      name: nameOf(contact),
      phone: null,
      level: 'normal',
      regionCode: null,
      address: null,
      lat: null,
      lng: null,
      ownerId: null,
      externalUserId: contact.externalUserId,
      openid: null,
      tags: [],
      createdAt: call.now,
      version: 1,
    },
  ])
  return id
}

/** A follower who is merely shown, and of whom no news came, neither begins again nor ends. */
const keepFollower = async (call: Call, news: ContactNews, follower: Follower): Promise<void> => {
  const { externalUserId } = news.contact
  const userId = follower.userId.toLowerCase()
  const changedAt = news.told(follower.userId) ? news.at : null
  const known = await takeFollow(call.tx, { externalUserId, userId })
  if (!known) {
    const { tags, since } = follower
    const row = {
      id: call.newId(),
      externalUserId,
      userId,
      state: 'follows' as const,
      tags,
      since,
      changedAt,
      version: 1,
    }
    return saveFollow(call.tx, row)
  }
  const others = news.knownTags ? known.tags.filter(tag => !news.knownTags?.has(tag)) : []
  const said = { tags: [...new Set([...follower.tags, ...others])], since: follower.since ?? known.since }
  if (changedAt === null) {
    if (known.state === 'follows') await changeFollow(call.tx, known, said)
  } else if (counts(known, 'follows', changedAt)) {
    await changeFollow(call.tx, known, { ...said, state: 'follows', changedAt })
  }
}

/** What members wrote as tags of this customer, over all their contacts. */
const writtenTags = async (call: Call, customerId: string): Promise<string[]> =>
  (await followsOf(call, customerId)).flatMap(({ tags }) => tags)

const followsOf = async (call: Call, customerId: string) =>
  listFollows(call.tx, await identitiesOf(call, customerId, 'external'))

/** Tags, owner and number as they follow from the follows of now. */
const refresh = async (
  call: Call,
  customerId: string,
  tagsBefore: readonly string[],
  { phone, ended }: { phone: string | null; ended: string | null },
): Promise<CustomerRow> => {
  const customer = await found(call, customerId)
  const following = await followsOf(call, customerId)
  const followerIds: string[] = []
  for (const { userId } of following) {
    const person = await lookPersonByWecomUserId(call, userId)
    if (person?.status === 'active') followerIds.push(person.id)
  }
  const next = {
    tags: tagsAfter(
      customer.tags,
      tagsBefore,
      following.flatMap(({ tags }) => tags),
    ),
    ownerId: ownerAfter(customer, ended, followerIds),
    phone: customer.phone ?? phone,
  }
  const isSame = JSON.stringify(next) === JSON.stringify({ ...next, ...pickFrom(customer) })
  return isSame ? customer : updateCustomer(call.tx, customer, next)
}

const pickFrom = ({ tags, ownerId, phone }: CustomerRow) => ({ tags, ownerId, phone })
