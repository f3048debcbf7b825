import { kfApi } from '../../shared/kf'
import type { Capability } from '../capability'
import { kfConversations, kfTickets } from './conversations/store'
import { kfSubscribers, kfTimerJobs } from './jobs'
import { kfMigrations } from './migrations'
import { kfCursors, kfMessages } from './pulling/store'
import { kfReplies } from './replies/store'
import { kfRoutes } from './routes'

export const kfCapability: Capability = {
  name: 'kf',
  entities: [kfCursors, kfMessages, kfConversations, kfTickets, kfReplies],
  migrations: kfMigrations,
  contract: kfApi,
  routes: kfRoutes,
  subscribers: kfSubscribers,
  timerJobs: kfTimerJobs,
  expiring: [
    { table: 'kf_messages', key: 'id', since: 'sent_at', keep: 'messages', ifOnly: "t.state <> 'kept'" },
    { table: 'kf_replies', key: 'id', since: 'at', keep: 'messages', ifOnly: "t.state NOT IN ('owed', 'sending')" },
  ],
}
