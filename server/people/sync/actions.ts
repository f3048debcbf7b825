import type { Call, Reading } from '../../call'
import { endWork } from '../employment/actions'
import { comeBack, firstMembership, join, update } from '../members/actions'
import { hasLeft, type ListedMember, outlives, refuseDoubtful } from '../members/rules'
import {
  changeMembership,
  type DepartmentRow,
  listMemberships,
  type MembershipRow,
  replaceDepartments,
  saveMembership,
} from '../members/store'
import { applyRoleRules, type RolesOf, ruleBook } from '../roles/actions'
import { listActivePeople, listAllPeople, type PersonRow } from '../store'

export type { ListedMember } from '../members/rules'

/** All that WeCom lists. `departments` is null where it does not let us see them. */
export type Listing = { members: readonly ListedMember[]; departments: readonly Department[] | null; startedAt: Date }
export type Department = { id: number; parentId: number | null; name: string | null }

/** How many members were listed, are new, were absent (of whom so many have left by now). */
export type SyncReport = { listed: number; joined: number; missed: number; left: number }

type Standing = { membership: MembershipRow; person: PersonRow | null }

/** Who works here and should be on the list. */
const isExpected = ({ membership, person }: Standing): boolean =>
  membership.state === 'present' && person?.status === 'active'

/**
 * Makes the members of WeCom known here. Nobody is deleted, and whoever is missing has left only when missing twice
 * running. Refuses `people.sync_empty` and `people.sync_doubtful`, and then changes nothing at all.
 */
export const applyListing = async (call: Call, { members, departments, startedAt }: Listing): Promise<SyncReport> => {
  if (departments) await keepDepartments(call, departments)
  const standing = await standingOf(call)
  const listed = new Map(members.map(member => [member.userId.toLowerCase(), member]))
  const expected = [...standing].filter(([, known]) => isExpected(known))
  const missing = expected.filter(([id]) => !listed.has(id))
  const leaving = missing.filter(([, { membership }]) => hasLeft(membership.missedSyncs + 1))
  refuseDoubtful({ listed: listed.size, active: expected.length, leaving: leaving.length })
  const rolesOf = await ruleBook(call)
  let joined = 0
  for (const [id, member] of listed) {
    if (await meet(call, standing.get(id) ?? null, { ...member, rolesOf }, startedAt)) joined += 1
  }
  for (const [, known] of missing) await miss(call, known)
  return { listed: listed.size, joined, missed: missing.length, left: leaving.length }
}

/** Those among these member ids under whom nobody works here: their names decide who they are. */
export const listUnknown = async ({ tx }: Reading, userIds: readonly string[]): Promise<string[]> => {
  const known = new Set((await listActivePeople(tx)).map(({ wecomUserId }) => wecomUserId))
  return userIds.filter(userId => !known.has(userId.toLowerCase()))
}

/** The tree of departments anew, and the roles that follow from it. */
export const keepDepartments = async (call: Call, departments: readonly Department[]): Promise<void> => {
  const rows: DepartmentRow[] = departments.map(({ id, parentId, name }) => ({ id: String(id), parentId, name }))
  await replaceDepartments(call.tx, rows)
  await applyRoleRules(call)
}

/** What is known of every id, those among it of whom WeCom has told nothing yet. */
const standingOf = async (call: Call): Promise<Map<string, Standing>> => {
  const people = await listAllPeople(call.tx)
  const byId = new Map(people.map(person => [person.id, person]))
  const rows = await listMemberships(call.tx)
  const standing = new Map<string, Standing>(
    rows.map(membership => [membership.id, { membership, person: byId.get(membership.personId ?? '') ?? null }]),
  )
  for (const person of people) {
    if (!person.wecomUserId || standing.has(person.wecomUserId)) continue
    const membership = firstMembership(person.wecomUserId, person.id)
    await saveMembership(call.tx, membership)
    standing.set(membership.id, { membership, person })
  }
  return standing
}

/** True for somebody who was not here before. */
const meet = async (
  call: Call,
  known: Standing | null,
  member: ListedMember & { rolesOf: RolesOf },
  startedAt: Date,
): Promise<boolean> => {
  if (!known) {
    const membership = firstMembership(member.userId, null)
    await saveMembership(call.tx, membership)
    await join(call, membership, member)
    return true
  }
  const { membership, person } = known
  if (membership.state === 'present' && person) {
    await update(call, { membership, person }, member)
    return false
  }
  if (!outlives(startedAt, membership.changedAt)) return false
  await (membership.state === 'gone' ? comeBack(call, known, member) : join(call, membership, member))
  return true
}

const miss = async (call: Call, { membership, person }: Standing): Promise<void> => {
  const missedSyncs = membership.missedSyncs + 1
  await changeMembership(call.tx, membership, { missedSyncs, state: hasLeft(missedSyncs) ? 'gone' : membership.state })
  if (person && hasLeft(missedSyncs)) await endWork(call, person)
}
