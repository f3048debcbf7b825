import type { Role } from '../../../shared/kernel/roles'
import type { RoleRule } from '../../../shared/people'

/** Department id -> the one it lies in; null at the root. */
export type DepartmentTree = ReadonlyMap<number, number | null>

/** A department and all it lies in, also where the platform's tree bites its own tail. */
const withAncestors = (departmentId: number, tree: DepartmentTree): number[] => {
  const path: number[] = []
  for (let at: number | null | undefined = departmentId; at != null && !path.includes(at); at = tree.get(at)) {
    path.push(at)
  }
  return path
}

/** What the rules give a member of these departments (and so of all they lie in) with these tags. */
export const rolesBy = (
  rules: readonly RoleRule[],
  member: { departmentIds: readonly number[]; tagIds: readonly string[] },
  tree: DepartmentTree,
): Role[] => {
  const departments = new Set(member.departmentIds.flatMap(id => withAncestors(id, tree)).map(String))
  const tags = new Set(member.tagIds)
  const holds = ({ kind, value }: RoleRule) => (kind === 'department' ? departments : tags).has(value)
  return [...new Set(rules.filter(holds).map(({ role }) => role))]
}

/**
 * Roles given by hand stay; those that rules gave before make way for those that rules give now. A role that was there
 * by hand is never counted as a rule's, so that no rule can take it away.
 */
export const rolesAfter = (
  held: readonly Role[],
  ruledBefore: readonly Role[],
  ruledNow: readonly Role[],
): { roles: Role[]; ruleRoles: Role[] } => {
  const byHand = held.filter(role => !ruledBefore.includes(role))
  const ruleRoles = ruledNow.filter(role => !byHand.includes(role))
  return { roles: [...byHand, ...ruleRoles], ruleRoles }
}
