import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import type { Role } from '../../../shared/kernel/roles'
import type { peopleApi } from '../../../shared/people'
import type { Call, Reading } from '../../call'
import { changeMembership, listDepartments, listMemberships } from '../members/store'
import { listAllPeople, updatePerson } from '../store'
import { type DepartmentTree, rolesAfter, rolesBy } from './rules'
import { listRoleRules, replaceRoleRules } from './store'

type Facts = { departmentIds: readonly number[]; tagIds: readonly string[] }

/** The roles of somebody who holds some, of which rules gave a part before. */
export type RolesOf = (held: readonly Role[], before: readonly Role[], facts: Facts) => ReturnType<typeof rolesAfter>

/** The rules and the tree of departments as they stand. */
export const ruleBook = async ({ tx }: Reading): Promise<RolesOf> => {
  const [rules, departments] = await Promise.all([listRoleRules(tx), listDepartments(tx)])
  const tree: DepartmentTree = new Map(departments.map(({ id, parentId }) => [Number(id), parentId]))
  return (held, before, facts) => rolesAfter(held, before, rolesBy(rules, facts, tree))
}

/** Tags that a rule speaks of: a sync asks for the members of these alone. */
export const listRuledTags = async ({ tx }: Reading): Promise<string[]> => [
  ...new Set((await listRoleRules(tx)).flatMap(({ kind, value }) => (kind === 'tag' ? [value] : []))),
]

export const showRoleRules = async ({ tx }: Reading): Promise<OutputOf<typeof peopleApi.roleRules>> => ({
  rules: await listRoleRules(tx),
  departments: (await listDepartments(tx)).map(({ id, ...department }) => ({ id: Number(id), ...department })),
})

/** Replaces all rules; what they give takes effect at once for departments, for tags with the sync that follows. */
export const setRoleRules = async (
  call: Call,
  { rules }: ReadInputOf<typeof peopleApi.setRoleRules>,
): Promise<OutputOf<typeof peopleApi.setRoleRules>> => {
  const once = new Map(rules.map(rule => [`${rule.kind}.${rule.value}.${rule.role}`, rule]))
  await replaceRoleRules(
    call.tx,
    [...once.values()].map(rule => ({ id: call.newId(), ...rule })),
  )
  await applyRoleRules(call)
  call.emit({ type: 'roleRules.changed' })
  return showRoleRules(call)
}

/** Gives every member the roles that the rules and the departments of now give. */
export const applyRoleRules = async (call: Call): Promise<void> => {
  const rolesOf = await ruleBook(call)
  const people = new Map((await listAllPeople(call.tx)).map(person => [person.id, person]))
  for (const membership of await listMemberships(call.tx)) {
    const person = people.get(membership.personId ?? '')
    if (!person || membership.state !== 'present') continue
    const { roles, ruleRoles } = rolesOf(person.roles, membership.ruleRoles, membership)
    if (isSame(roles, person.roles) && isSame(ruleRoles, membership.ruleRoles)) continue
    await changeMembership(call.tx, membership, { ruleRoles })
    await updatePerson(call.tx, person, { roles })
  }
}

const isSame = (some: readonly Role[], others: readonly Role[]): boolean => some.join() === others.join()
