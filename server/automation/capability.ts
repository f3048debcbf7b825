import { automationApi } from '../../shared/automation'
import type { Capability } from '../capability'
import { followUps } from './followUps/store'
import { automationSubscribers, automationTimerJobs } from './jobs'
import { automationMigrations } from './migrations'
import { automationRoutes } from './routes'
import { automationRules, automationRuns } from './store'

export const automationCapability: Capability = {
  name: 'automation',
  entities: [automationRules, automationRuns, followUps],
  migrations: automationMigrations,
  contract: automationApi,
  routes: automationRoutes,
  subscribers: automationSubscribers,
  timerJobs: automationTimerJobs,
}
