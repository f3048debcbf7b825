import type { CustomerRow } from '../store'
import type { FollowRow } from './store'

/** A member who has the customer as a contact, with what they wrote about them. */
export type Follower = { userId: string; remark: string; mobiles: string[]; tags: string[]; since: Date | null }

/** A customer as WeCom describes them. */
export type Contact = { externalUserId: string; name: string; unionId: string | null; followers: Follower[] }

type Known = Pick<FollowRow, 'state' | 'changedAt'>

/**
 * Whether news of `at` still counts. Messages come in any order: older news never does, and of the same second the end
 * does, so that nobody is given a customer back whom they have just lost.
 */
export const counts = (known: Known | null, news: 'follows' | 'ended', at: Date): boolean => {
  if (!known?.changedAt) return true
  const age = at.getTime() - known.changedAt.getTime()
  return age > 0 || (age === 0 && (news === 'ended' || known.state === 'follows'))
}

/** What the members wrote is replaced; tags that were given here stay. */
export const tagsAfter = (
  tags: readonly string[],
  writtenBefore: readonly string[],
  writtenNow: readonly string[],
): string[] => {
  const ours = tags.filter(tag => !writtenBefore.includes(tag))
  return [...new Set([...ours, ...writtenNow])]
}

const MOBILE = /^1[3-9]\d{9}$/

/** The first number among the remarks that can be called; digits only. */
export const numberIn = (followers: readonly Pick<Follower, 'mobiles'>[]): string | null => {
  const typed = followers.flatMap(({ mobiles }) => mobiles.map(one => one.replace(/\D/g, '').replace(/^86/, '')))
  return typed.find(digits => MOBILE.test(digits)) ?? null
}

/** What a salesperson calls them, else what they call themselves. */
export const nameOf = ({ name, followers }: Contact): string =>
  (followers.find(({ remark }) => remark.trim())?.remark.trim() || name.trim() || '微信客户').slice(0, 60)

/** Who looks after a customer: whoever does already, else whoever has followed them the longest. */
export const ownerAfter = (
  { ownerId }: Pick<CustomerRow, 'ownerId'>,
  ended: string | null,
  followerIds: readonly string[],
): string | null => {
  if (ownerId !== null && ownerId !== ended) return ownerId
  return followerIds.find(id => id !== ended) ?? null
}
