import type { Capability } from '../capability'
import { countRemoved, ensureNight, secondsBehind } from './actions'
import { upkeepSubscribers, upkeepTimerJobs } from './jobs'
import { upkeepMigrations } from './migrations'
import { upkeepTables } from './store'

export const upkeepCapability: Capability = {
  name: 'upkeep',
  entities: [upkeepTables],
  migrations: upkeepMigrations,
  subscribers: upkeepSubscribers,
  timerJobs: upkeepTimerJobs,
  measures: [
    { name: 'paidan_upkeep_removed_rows', help: 'Old rows removed so far', label: 'table', read: countRemoved },
    {
      name: 'paidan_upkeep_behind_seconds',
      help: 'By how much the oldest row that may be removed has outlived its time; beyond two days old rows pile up',
      label: 'table',
      read: secondsBehind,
    },
  ],
  onStart: ensureNight,
}
