import type { Call } from '../../call'
import { isDuplicate } from '../../db/rows'
import { endWork, newPerson, takeOver } from '../employment/actions'
import { type RolesOf, ruleBook } from '../roles/actions'
import { lookPerson, lookPersonByWecomUserId, type PersonRow, updatePerson } from '../store'
import { effectOf, type MemberChange } from './rules'
import { changeMembership, type MembershipRow, saveMembership, takeMembership } from './store'

export type { MemberChange } from './rules'

type Known = { membership: MembershipRow; person: PersonRow | null }

/**
 * Takes in one thing that WeCom tells of a member: joined, changed, renamed, left, came back. What is older than what
 * is known already changes nothing, so messages may come in any order and again. Returns the person it was about.
 */
export const applyMemberChange = async (call: Call, change: MemberChange): Promise<PersonRow | null> => {
  const known = await knownOf(call, change.userId)
  const { membership, person } = known
  switch (effectOf({ ...membership, hasPerson: person !== null }, change)) {
    case 'none':
      return person
    case 'leave':
      await changeMembership(call.tx, membership, { state: 'gone', changedAt: change.at })
      return person && endWork(call, person)
    case 'rename':
      return rename(call, known, change)
    case 'update':
      return person && update(call, { membership, person }, change)
    case 'return':
      return comeBack(call, known, change)
    case 'join':
      return join(call, membership, change)
  }
}

/** The membership of an id, held for this transaction, and whose it is; one is begun for an id not seen before. */
const knownOf = async (call: Call, userId: string): Promise<Known> => {
  const known = (await takeMembership(call.tx, userId)) ?? (await beginMembership(call, userId))
  return { membership: known, person: known.personId ? await lookPerson(call.tx, known.personId) : null }
}

const beginMembership = async (call: Call, userId: string): Promise<MembershipRow> => {
  const person = await lookPersonByWecomUserId(call.tx, userId)
  const membership = firstMembership(userId, person?.id ?? null)
  try {
    await saveMembership(call.tx, membership)
    return membership
  } catch (error) {
    // Another message about the same member has just begun it.
    const begun = isDuplicate(error) ? await takeMembership(call.tx, userId) : null
    if (begun) return begun
    throw error
  }
}

export const firstMembership = (userId: string, personId: string | null): MembershipRow => ({
  id: userId.toLowerCase(),
  personId,
  state: 'present',
  departmentIds: [],
  tagIds: [],
  ruleRoles: [],
  missedSyncs: 0,
  changedAt: null,
  version: 1,
})

/** What is heard of a member; null leaves it as it was. A sync brings the rules along, which it reads once for all. */
export type Heard = {
  name: string | null
  departmentIds: number[] | null
  tagIds?: string[]
  at?: Date
  rolesOf?: RolesOf
}

/** Name, departments and the roles that follow from them. Whoever an administrator has marked as gone stays gone. */
export const update = async (
  call: Call,
  { membership, person }: { membership: MembershipRow; person: PersonRow },
  { name, departmentIds, tagIds, at, rolesOf }: Heard,
): Promise<PersonRow> => {
  const facts = {
    departmentIds: departmentIds ?? membership.departmentIds,
    tagIds: tagIds ?? membership.tagIds,
  }
  const { roles, ruleRoles } = (rolesOf ?? (await ruleBook(call)))(person.roles, membership.ruleRoles, facts)
  const next = { ...facts, ruleRoles, state: 'present' as const, missedSyncs: 0, ...(at && { changedAt: at }) }
  if (differs(membership, next)) await changeMembership(call.tx, membership, next)
  const changes = { roles, name: name?.slice(0, 60) || person.name }
  return differs(person, changes) ? updatePerson(call.tx, person, changes) : person
}

const differs = <Row extends object>(row: Row, changes: Partial<Row>): boolean =>
  Object.entries(changes).some(([field, value]) => JSON.stringify(row[field as keyof Row]) !== JSON.stringify(value))

/** A new colleague, with the roles that the rules give; what is not known of them is left blank. */
export const join = async (call: Call, membership: MembershipRow, heard: Heard): Promise<PersonRow> => {
  const person = await newPerson(call, { wecomUserId: membership.id, name: heard.name || membership.id })
  const linked = await changeMembership(call.tx, membership, {
    personId: person.id,
    state: 'present',
    departmentIds: [],
    tagIds: [],
    ruleRoles: [],
  })
  return update(call, { membership: linked, person }, heard)
}

/** The same id under the same name is the same colleague; under another name, or none, somebody else has been given it. */
export const comeBack = async (call: Call, { membership, person }: Known, heard: Heard): Promise<PersonRow> => {
  if (!person || heard.name !== person.name) {
    if (person) await updatePerson(call.tx, person, { wecomUserId: null })
    return join(call, membership, heard)
  }
  const active = await updatePerson(call.tx, person, { status: 'active' })
  call.emit({ type: 'person.joined', personId: person.id })
  return update(call, { membership, person: active }, heard)
}

/** The person stays who they are; the old id belongs to nobody, and what is known of the new id already still holds. */
const rename = async (call: Call, { membership, person }: Known, change: MemberChange): Promise<PersonRow | null> => {
  const { departmentIds, tagIds, ruleRoles } = membership
  await changeMembership(call.tx, membership, { state: 'renamed', changedAt: change.at })
  if (!person || !change.newUserId) return person
  const target = await knownOf(call, change.newUserId)
  const renamed = await takeOver(call, person, target.person, change.newUserId)
  const isGone = target.membership.state === 'gone' && (target.membership.changedAt ?? change.at) >= change.at
  const linked = await changeMembership(call.tx, target.membership, {
    personId: person.id,
    ...(isGone ? {} : { state: 'present', changedAt: change.at, departmentIds, tagIds, ruleRoles }),
  })
  return isGone ? endWork(call, renamed) : update(call, { membership: linked, person: renamed }, change)
}
