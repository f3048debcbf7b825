import { checkinsApi } from '../../shared/checkins'
import type { Capability } from '../capability'
import { checkinsSubscribers } from './jobs'
import { checkinsMigrations } from './migrations'
import { checkinsRoutes } from './routes'
import { visits } from './store'

export const checkinsCapability: Capability = {
  name: 'checkins',
  entities: [visits],
  migrations: checkinsMigrations,
  contract: checkinsApi,
  routes: checkinsRoutes,
  subscribers: checkinsSubscribers,
}
