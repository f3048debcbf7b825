import { customersApi } from '../../shared/customers'
import type { Capability } from '../capability'
import { follows } from './contacts/store'
import { identities } from './identities/store'
import { merges } from './merges/store'
import { customersMigrations } from './migrations'
import { customersRoutes } from './routes'
import { customers } from './store'

export const customersCapability: Capability = {
  name: 'customers',
  entities: [customers, identities, follows, merges],
  migrations: customersMigrations,
  contract: customersApi,
  routes: customersRoutes,
}
