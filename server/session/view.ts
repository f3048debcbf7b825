import type { Actor } from '../../shared/kernel/roles'
import type { LoggedInPerson } from '../../shared/session'

export const viewLoggedIn = (actor: Actor, teamName: string | null): LoggedInPerson => ({
  id: actor.personId,
  kind: actor.kind === 'customer' ? 'customer' : 'member',
  name: actor.name,
  roles: [...actor.roles],
  teamName,
})
