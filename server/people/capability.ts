import { peopleApi } from '../../shared/people'
import type { Capability } from '../capability'
import { knownMembers, knownSkills, knownTeams } from './actions'
import { departments, memberships } from './members/store'
import { peopleMigrations } from './migrations'
import { lastPlaces } from './places/store'
import { roleRules } from './roles/store'
import { peopleRoutes } from './routes'
import { persons, providers, teams } from './store'

export const peopleCapability: Capability = {
  name: 'people',
  entities: [persons, teams, providers, memberships, departments, roleRules, lastPlaces],
  migrations: peopleMigrations,
  contract: peopleApi,
  routes: peopleRoutes,
  references: { team: knownTeams, member: knownMembers, skill: knownSkills },
}
