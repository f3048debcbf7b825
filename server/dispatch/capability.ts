import { dispatchApi } from '../../shared/dispatch'
import type { Capability } from '../capability'
import { dispatchSubscribers } from './jobs'
import { dispatchMigrations } from './migrations'
import { dispatchRoutes } from './routes'
import { dispatchDecisions, dispatchSettings } from './store'

export const dispatchCapability: Capability = {
  name: 'dispatch',
  entities: [dispatchDecisions, dispatchSettings],
  migrations: dispatchMigrations,
  contract: dispatchApi,
  routes: dispatchRoutes,
  subscribers: dispatchSubscribers,
}
