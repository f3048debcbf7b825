import { escalationApi } from '../../shared/escalation'
import type { Capability } from '../capability'
import { escalationSubscribers, escalationTimerJobs } from './jobs'
import { escalationRules } from './ladder/store'
import { escalationMigrations } from './migrations'
import { escalationRoutes } from './routes'
import { escalationSteps, escalations } from './store'

export const escalationCapability: Capability = {
  name: 'escalation',
  entities: [escalations, escalationSteps, escalationRules],
  migrations: escalationMigrations,
  contract: escalationApi,
  routes: escalationRoutes,
  subscribers: escalationSubscribers,
  timerJobs: escalationTimerJobs,
}
