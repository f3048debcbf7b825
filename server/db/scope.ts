import type { Scope } from '../../shared/kernel/scope'

export type Where = { sql: string; parameters: unknown[] }

const whereOf = (scope: Scope): Where => {
  switch (scope.kind) {
    case 'all':
      return { sql: '1 = 1', parameters: [] }
    case 'own':
      return {
        sql: '(t.created_by_id = ? OR t.owner_id = ? OR t.assignee_id = ?)',
        parameters: [scope.personId, scope.personId, scope.personId],
      }
    case 'team':
      return { sql: 't.team_id = ?', parameters: [scope.teamId] }
    case 'region':
      return { sql: 't.region_code LIKE ?', parameters: [`${scope.regionCode}%`] }
    case 'provider':
      return { sql: 't.provider_id = ?', parameters: [scope.providerId] }
    case 'customer':
      return { sql: 't.customer_id = ?', parameters: [scope.customerId] }
    case 'ticket':
      return { sql: 't.id = ?', parameters: [scope.ticketId] }
  }
}

/** The scopes as SQL over the ticket table `t`: what you may not see you cannot load. No scope sees nothing. */
export const whereInScope = (scopes: readonly Scope[]): Where => {
  if (scopes.some(scope => scope.kind === 'all')) return whereOf({ kind: 'all' })
  const parts = scopes.map(whereOf)
  if (parts.length === 0) return { sql: '1 = 0', parameters: [] }
  return { sql: `(${parts.map(part => part.sql).join(' OR ')})`, parameters: parts.flatMap(part => part.parameters) }
}

/** What a person has to do with, as conditions of which one must hold, each of one column. */
export const partsOfOwn = (personId: string): Where[] =>
  ['created_by_id', 'owner_id', 'assignee_id'].map(column => ({ sql: `t.${column} = ?`, parameters: [personId] }))

/** The scopes as conditions of which one must hold, each of one column. */
export const partsInScope = (scopes: readonly Scope[]): Where[] => {
  if (scopes.length === 0 || scopes.some(({ kind }) => kind === 'all')) return [whereInScope(scopes)]
  const regions = scopes.filter(({ kind }) => kind === 'region')
  const parts = scopes
    .filter(({ kind }) => kind !== 'region')
    .flatMap(scope => (scope.kind === 'own' ? partsOfOwn(scope.personId) : whereOf(scope)))
  return regions.length > 0 ? [whereInScope(regions), ...parts] : parts
}
