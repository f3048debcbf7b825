import type { CustomerRow } from '../store'
import type { Filled } from './store'

/** Blanks of the kept record that the merged one can fill. An address comes with its place or not at all. */
const blanks = ['phone', 'ownerId', 'externalUserId', 'openid', 'unionId'] as const
const home = ['regionCode', 'address', 'lat', 'lng'] as const

/** What the kept record takes over from the merged one: what it had not itself, and the tags of both. */
export const filledBy = (keep: CustomerRow, merged: CustomerRow): Filled => {
  const fields = [
    ...blanks.filter(field => keep[field] === null && merged[field] !== null),
    ...(home.every(field => keep[field] === null) ? home.filter(field => merged[field] !== null) : []),
  ]
  const filled = Object.fromEntries(fields.map(field => [field, { before: keep[field], after: merged[field] }]))
  const tags = [...new Set([...keep.tags, ...merged.tags])]
  return tags.length === keep.tags.length ? filled : { ...filled, tags: { before: keep.tags, after: tags } }
}

/** The kept record with what it took over. */
export const changesBy = (filled: Filled): Partial<CustomerRow> =>
  Object.fromEntries(Object.entries(filled).map(([field, { after }]) => [field, after]))

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What gives the kept record its own fields back; what somebody has changed since is theirs and stays. */
export const changesBack = (keep: CustomerRow, filled: Filled): Partial<CustomerRow> => {
  const back = Object.entries(filled).flatMap(([field, { before, after }]) =>
    isSame(keep[field as keyof CustomerRow], after) ? [[field, before] as const] : [],
  )
  return { ...Object.fromEntries(back), ...tagsBack(keep, filled) }
}

/** Tags that came with the merge go with it, among others that were added since. */
const tagsBack = (keep: CustomerRow, { tags }: Filled): Partial<CustomerRow> => {
  if (!tags) return {}
  const came = tags.after.filter(tag => !tags.before.includes(tag))
  return { tags: keep.tags.filter(tag => !came.includes(tag)) }
}
