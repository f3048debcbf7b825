import { settlementApi } from '../../shared/settlement/api'
import type { Capability } from '../capability'
import { settlementSubscribers } from './jobs'
import { settlementMigrations } from './migrations'
import { settlementRoutes } from './routes'
import { regionFacts, ruleSets, settlementLines } from './store'

export const settlementCapability: Capability = {
  name: 'settlement',
  entities: [ruleSets, settlementLines, regionFacts],
  migrations: settlementMigrations,
  contract: settlementApi,
  routes: settlementRoutes,
  subscribers: settlementSubscribers,
}
