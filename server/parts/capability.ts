import { partsApi } from '../../shared/parts'
import type { Capability } from '../capability'
import { knownParts } from './actions'
import { partsMigrations } from './migrations'
import { partsRoutes } from './routes'
import { parts } from './store'

export const partsCapability: Capability = {
  name: 'parts',
  entities: [parts],
  migrations: partsMigrations,
  contract: partsApi,
  routes: partsRoutes,
  references: { part: knownParts },
}
