import { kitsApi } from '../../shared/kits'
import type { Capability } from '../capability'
import { kitsMigrations } from './migrations'
import { kitsRoutes } from './routes'
import { kitInstalls } from './store'

export const kitsCapability: Capability = {
  name: 'kits',
  entities: [kitInstalls],
  migrations: kitsMigrations,
  contract: kitsApi,
  routes: kitsRoutes,
}
