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
  onStart: ensureSync,
}
