import { type Actor, hasRole } from './roles'

/** What a ticket-like row must carry so that the policy can be asked about it. */
export type Scoped = {
  id: string
  createdById: string
  ownerId: string | null
  assigneeId: string | null
  teamId: string | null
  regionCode: string | null
  providerId: string | null
  customerId: string | null
}

/**
 * The one answer to "who sees which tickets": a row is visible when any scope holds.
 * Queries turn scopes into SQL (`server/db/scope.ts`), views and file links ask `isInScope`; a property test holds both to the same answer.
 */
export type Scope =
  | { kind: 'all' }
  | { kind: 'own'; personId: string }
  | { kind: 'team'; teamId: string }
  | { kind: 'region'; regionCode: string }
  | { kind: 'provider'; providerId: string }
  | { kind: 'customer'; customerId: string }
  | { kind: 'ticket'; ticketId: string }

export const scopesOf = (actor: Actor): Scope[] => {
  if (actor.kind === 'system') return [{ kind: 'all' }]
  if (actor.kind === 'guest') return actor.ticketId ? [{ kind: 'ticket', ticketId: actor.ticketId }] : []
  if (actor.kind === 'customer') return [{ kind: 'customer', customerId: actor.personId }]
  if (hasRole(actor, 'admin', 'finance', 'dispatcher')) return [{ kind: 'all' }]
  const scopes: Scope[] = []
  if (hasRole(actor, 'sales', 'engineer', 'provider')) scopes.push({ kind: 'own', personId: actor.personId })
  if (hasRole(actor, 'manager')) {
    for (const regionCode of actor.regionCodes ?? []) scopes.push({ kind: 'region', regionCode })
    if (actor.teamId) scopes.push({ kind: 'team', teamId: actor.teamId })
    scopes.push({ kind: 'own', personId: actor.personId })
  }
  if (hasRole(actor, 'provider') && actor.providerId) scopes.push({ kind: 'provider', providerId: actor.providerId })
  return scopes
}

const holds = (scope: Scope, row: Scoped): boolean => {
  switch (scope.kind) {
    case 'all':
      return true
    case 'own':
      return [row.createdById, row.ownerId, row.assigneeId].includes(scope.personId)
    case 'team':
      return row.teamId === scope.teamId
    case 'region':
      return row.regionCode?.startsWith(scope.regionCode) ?? false
    case 'provider':
      return row.providerId === scope.providerId
    case 'customer':
      return row.customerId === scope.customerId
    case 'ticket':
      return row.id === scope.ticketId
  }
}

export const isInScope = (scopes: readonly Scope[], row: Scoped): boolean => scopes.some(scope => holds(scope, row))
