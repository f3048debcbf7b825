import { slaApi } from '../../shared/sla/api'
import type { Capability } from '../capability'
import { calendars, ownDays } from './calendars/store'
import { slaSubscribers, slaTimerJobs } from './jobs'
import { slaMigrations } from './migrations'
import { knownPolicies } from './policies/actions'
import { policies } from './policies/store'
import { slaRoutes } from './routes'
import { clocks, reached } from './store'
import { ensureYearWatch } from './years/actions'

export const slaCapability: Capability = {
  name: 'sla',
  entities: [calendars, ownDays, policies, clocks, reached],
  migrations: slaMigrations,
  contract: slaApi,
  routes: slaRoutes,
  subscribers: slaSubscribers,
  timerJobs: slaTimerJobs,
  references: { policy: knownPolicies },
  onStart: ensureYearWatch,
}
