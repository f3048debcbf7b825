import { alarmsApi } from '../../shared/alarms'
import type { Capability } from '../capability'
import { alarmsMigrations } from './migrations'
import { alarmsRoutes } from './routes'
import { alarms } from './store'

export const alarmsCapability: Capability = {
  name: 'alarms',
  entities: [alarms],
  migrations: alarmsMigrations,
  contract: alarmsApi,
  routes: alarmsRoutes,
  expiring: [{ table: 'alarms', key: 'id', since: 'last_at', keep: 'messages', ifOnly: 't.cleared_at IS NOT NULL' }],
}
