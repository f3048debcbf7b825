import { redAlertsApi } from '../../shared/redAlerts'
import type { Capability } from '../capability'
import { redAlertsSubscribers, redAlertsTimerJobs } from './jobs'
import { redAlertsMigrations } from './migrations'
import { redAlertsRoutes } from './routes'
import { redAlerts } from './store'

export const redAlertsCapability: Capability = {
  name: 'redAlerts',
  entities: [redAlerts],
  migrations: redAlertsMigrations,
  contract: redAlertsApi,
  routes: redAlertsRoutes,
  subscribers: redAlertsSubscribers,
  timerJobs: redAlertsTimerJobs,
}
