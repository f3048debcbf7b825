import { intakeApi } from '../../shared/intake'
import type { Capability } from '../capability'
import { intakeMigrations } from './migrations'
import { intakeRoutes } from './routes'
import { conversations, intakeMessages } from './store'

export const intakeCapability: Capability = {
  name: 'intake',
  entities: [intakeMessages, conversations],
  migrations: intakeMigrations,
  contract: intakeApi,
  routes: intakeRoutes,
  expiring: [{ table: 'intake_messages', key: 'id', since: 'at', keep: 'messages' }],
}
