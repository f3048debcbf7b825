import type { Capability } from '../capability'
import { filesMigrations } from './migrations'
import { filesRoutes } from './routes'
import { files } from './store'

export const filesCapability: Capability = {
  name: 'files',
  entities: [files],
  migrations: filesMigrations,
  routes: filesRoutes,
}
