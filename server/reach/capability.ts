import { reachApi } from '../../shared/reach'
import type { Capability } from '../capability'
import { reachSubscribers, reachTimerJobs } from './jobs'
import { reachMigrations } from './migrations'
import { reachRoutes } from './routes'
import { attempts } from './store'

export const reachCapability: Capability = {
  name: 'reach',
  entities: [attempts],
  migrations: reachMigrations,
  contract: reachApi,
  routes: reachRoutes,
  subscribers: reachSubscribers,
  timerJobs: reachTimerJobs,
}
