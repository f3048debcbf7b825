import { wecomApi } from '../../shared/wecom'
import type { Capability } from '../capability'
import { cards } from './cards/store'
import { contactsTimerJobs, ensureSync } from './contacts/jobs'
import { chatChanges } from './events/chats/store'
import { greetings } from './events/greetings/store'
import { wecomEventsMigrations } from './events/migrations'
import { unknownKinds } from './events/unknown/store'
import { inbox } from './inbox/store'
import { wecomSubscribers } from './jobs'
import { wecomMigrations } from './migrations'
import { outboxSubscribers, outboxTimerJobs } from './outbox/jobs'
import { recipients } from './outbox/pace/store'
import { rooms } from './outbox/rooms/store'
import { outbox } from './outbox/store'
import { wecomRoutes } from './routes'
import { tokens } from './tokens/store'

export const wecomCapability: Capability = {
  name: 'wecom',
  entities: [inbox, cards, tokens, outbox, recipients, rooms, chatChanges, greetings, unknownKinds],
  migrations: [...wecomMigrations, ...wecomEventsMigrations],
  contract: wecomApi,
  routes: wecomRoutes,
  subscribers: [...wecomSubscribers, ...outboxSubscribers],
  timerJobs: [...outboxTimerJobs, ...contactsTimerJobs],
  expiring: [
    {
      table: 'wecom_inbox',
      key: 'id',
      since: 'received_at',
      keep: 'messages',
      // Of each kind that nobody understands the last one stays, for whoever will teach it to us.
      ifOnly: `t.state <> 'received'
        AND NOT EXISTS (SELECT 1 FROM wecom_unknown_kinds u WHERE u.last_inbox_id = t.id)`,
    },
    {
      table: 'wecom_outbox',
      key: 'id',
      since: 'created_at',
      keep: 'messages',
      ifOnly: "t.state NOT IN ('waiting', 'sending') AND (t.ack_state IS NULL OR t.ack_state <> 'awaited')",
    },
    // The latest card of a ticket that still shows its buttons tells the others that they are overtaken.
    { table: 'wecom_cards', key: 'task_id', since: 'updated_at', keep: 'messages', ifOnly: "t.state = 'closed'" },
    { table: 'wecom_chat_changes', key: 'id', since: 'at', keep: 'messages' },
  ],
  onStart: ensureSync,
}
