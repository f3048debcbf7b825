import { flowsApi } from '../../shared/flows/api'
import type { Capability } from '../capability'
import { knownFlows } from './actions'
import { flowDrafts } from './drafts/store'
import { flowsSubscribers, flowsTimerJobs } from './jobs'
import { flowsMigrations } from './migrations'
import { flowOwners, flowTurns } from './owners/store'
import { flowsRoutes } from './routes'
import { flowRuns } from './runs/store'
import { flowSteps } from './steps/store'
import { flows } from './store'

export const flowsCapability: Capability = {
  name: 'flows',
  entities: [flows, flowDrafts, flowRuns, flowSteps, flowOwners, flowTurns],
  migrations: flowsMigrations,
  contract: flowsApi,
  routes: flowsRoutes,
  subscribers: flowsSubscribers,
  timerJobs: flowsTimerJobs,
  references: { flow: knownFlows },
}
