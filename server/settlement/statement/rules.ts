import { type Actor, hasRole } from '../../../shared/kernel/roles'
import { type Scope, scopesOf } from '../../../shared/kernel/scope'
import type { Where } from '../../db/scope'

const whereOf = (scope: Scope): Where | null => {
  switch (scope.kind) {
    case 'own':
      return { sql: 't.payee_id = ?', parameters: [scope.personId] }
    case 'team':
      return { sql: 't.team_id = ?', parameters: [scope.teamId] }
    case 'region':
      return { sql: 't.region_code LIKE ?', parameters: [`${scope.regionCode}%`] }
    case 'provider':
      return { sql: 't.provider_id = ?', parameters: [scope.providerId] }
    default:
      return null
  }
}

/**
 * Whose money one may see, as SQL over settlement lines `t`: the office of finance all, engineers their own, providers
 * their engineers', managers what lies in their regions and teams. To see every ticket, as dispatchers do, is not to
 * see every amount.
 */
export const linesInScope = (actor: Actor): Where => {
  if (actor.kind === 'system' || hasRole(actor, 'admin', 'finance')) return { sql: '1 = 1', parameters: [] }
  const scopes = scopesOf({ ...actor, roles: actor.roles.filter(role => role !== 'dispatcher') })
  const parts = scopes.flatMap(scope => whereOf(scope) ?? [])
  if (parts.length === 0) return { sql: '1 = 0', parameters: [] }
  return { sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`, parameters: parts.flatMap(part => part.parameters) }
}

/** A month of the business zone, `2026-11`, half open. */
export const monthOf = (month: string): { from: Date; to: Date } => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: new Date(`${month}-01T00:00:00+08:00`), to: new Date(`${next}-01T00:00:00+08:00`) }
}
