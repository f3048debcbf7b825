import type { Capability } from '../capability'
import { botSubscribers, botTimerJobs } from './jobs'
import { leaders } from './leaders/store'
import { botMigrations } from './migrations'
import { botRoutes } from './routes'
import { botMembers, botMessages } from './store'

export const botCapability: Capability = {
  name: 'bot',
  entities: [botMessages, botMembers, leaders],
  migrations: botMigrations,
  routes: botRoutes,
  subscribers: botSubscribers,
  timerJobs: botTimerJobs,
  expiring: [
    {
      table: 'bot_messages',
      key: 'id',
      since: 'received_at',
      keep: 'messages',
      ifOnly: "t.state NOT IN ('received', 'answered')",
    },
  ],
}
