import type { Capability } from '../capability'
import { operatorMigrations } from './migrations'
import { robotSubscribers, robotTimerJobs } from './robot/jobs'
import { robotMessages } from './robot/store'
import { tileSubscribers, tileTimerJobs } from './tile/jobs'

export const operatorCapability: Capability = {
  name: 'operator',
  entities: [robotMessages],
  migrations: operatorMigrations,
  subscribers: [...tileSubscribers, ...robotSubscribers],
  timerJobs: [...tileTimerJobs, ...robotTimerJobs],
  expiring: [
    { table: 'robot_messages', key: 'id', since: 'slot_at', keep: 'messages', ifOnly: "t.state <> 'waiting'" },
  ],
}
