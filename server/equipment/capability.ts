import type { Capability } from '../capability'
import { equipmentMigrations } from './migrations'
import { devices } from './store'

export const equipmentCapability: Capability = {
  name: 'equipment',
  entities: [devices],
  migrations: equipmentMigrations,
}
