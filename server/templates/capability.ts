import { templatesApi } from '../../shared/templates/api'
import type { Capability } from '../capability'
import { knownTemplates } from './actions'
import { templateDrafts } from './drafts/store'
import { ensureInspection } from './inspection/actions'
import { templatesTimerJobs } from './jobs'
import { templatesMigrations } from './migrations'
import { templatesRoutes } from './routes'
import { templates } from './store'

export const templatesCapability: Capability = {
  name: 'templates',
  entities: [templates, templateDrafts],
  migrations: templatesMigrations,
  contract: templatesApi,
  routes: templatesRoutes,
  timerJobs: templatesTimerJobs,
  references: { template: knownTemplates },
  onStart: ensureInspection,
}
