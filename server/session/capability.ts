import { sessionApi } from '../../shared/session'
import type { Capability } from '../capability'
import { sessionSubscribers } from './jobs'
import { sessionMigrations } from './migrations'
import { sessionRoutes } from './routes'
import { sessions } from './store'

export const sessionCapability: Capability = {
  name: 'session',
  entities: [sessions],
  migrations: sessionMigrations,
  contract: sessionApi,
  routes: sessionRoutes,
  subscribers: sessionSubscribers,
  expiring: [{ table: 'sessions', key: 'id', since: 'expires_at', keep: 'traces' }],
}
