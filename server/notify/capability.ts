import type { Capability } from '../capability'
import { notifySubscribers } from './jobs'
import { notifyMigrations } from './migrations'

export const notifyCapability: Capability = {
  name: 'notify',
  migrations: notifyMigrations,
  subscribers: notifySubscribers,
}
