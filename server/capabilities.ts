import { alarmsApi } from '../shared/alarms'
import { attendanceApi } from '../shared/attendance'
import { checkinsApi } from '../shared/checkins'
import { customersApi } from '../shared/customers'
import { deadLettersApi } from '../shared/deadLetters'
import { dispatchApi } from '../shared/dispatch'
import { intakeApi } from '../shared/intake'
import { kfApi } from '../shared/kf'
import { partsApi } from '../shared/parts'
import { peopleApi } from '../shared/people'
import { sessionApi } from '../shared/session'
import { settlementApi } from '../shared/settlement/api'
import { templatesApi } from '../shared/templates/api'
import { ticketsApi } from '../shared/tickets/api'
import { wechatApi } from '../shared/wechat'
import { wecomApi } from '../shared/wecom'
import { alarmsMigrations } from './alarms/migrations'
import { alarmsRoutes } from './alarms/routes'
import { alarms } from './alarms/store'
import { attendanceSubscribers, attendanceTimerJobs } from './attendance/jobs'
import { attendanceMigrations } from './attendance/migrations'
import { ensurePull } from './attendance/pull/actions'
import { attendanceRoutes } from './attendance/routes'
import { attendancePulls, attendanceRecords } from './attendance/store'
import { botSubscribers, botTimerJobs } from './bot/jobs'
import { leaders } from './bot/leaders/store'
import { botMigrations } from './bot/migrations'
import { botRoutes } from './bot/routes'
import { botMembers, botMessages, nudges } from './bot/store'
import type { Capability } from './capability'
import { checkinsSubscribers } from './checkins/jobs'
import { checkinsMigrations } from './checkins/migrations'
import { checkinsRoutes } from './checkins/routes'
import { visits } from './checkins/store'
import { follows } from './customers/contacts/store'
import { identities } from './customers/identities/store'
import { merges } from './customers/merges/store'
import { customersMigrations } from './customers/migrations'
import { customersRoutes } from './customers/routes'
import { customers } from './customers/store'
import { deadLettersRoutes } from './deadLetters/routes'
import { dispatchSubscribers } from './dispatch/jobs'
import { dispatchMigrations } from './dispatch/migrations'
import { dispatchRoutes } from './dispatch/routes'
import { dispatchDecisions, dispatchSettings } from './dispatch/store'
import { equipmentMigrations } from './equipment/migrations'
import { devices } from './equipment/store'
import { filesMigrations } from './files/migrations'
import { filesRoutes } from './files/routes'
import { files } from './files/store'
import { intakeMigrations } from './intake/migrations'
import { intakeRoutes } from './intake/routes'
import { conversations, intakeMessages } from './intake/store'
import { kfConversations, kfTickets } from './kf/conversations/store'
import { kfSubscribers, kfTimerJobs } from './kf/jobs'
import { kfMigrations } from './kf/migrations'
import { kfCursors, kfMessages } from './kf/pulling/store'
import { kfReplies } from './kf/replies/store'
import { kfRoutes } from './kf/routes'
import { notifySubscribers } from './notify/jobs'
import { notifyMigrations } from './notify/migrations'
import { operatorMigrations } from './operator/migrations'
import { robotSubscribers, robotTimerJobs } from './operator/robot/jobs'
import { robotMessages } from './operator/robot/store'
import { tileSubscribers, tileTimerJobs } from './operator/tile/jobs'
import { partsMigrations } from './parts/migrations'
import { partsRoutes } from './parts/routes'
import { parts } from './parts/store'
import { departments, memberships } from './people/members/store'
import { peopleMigrations } from './people/migrations'
import { lastPlaces } from './people/places/store'
import { roleRules } from './people/roles/store'
import { peopleRoutes } from './people/routes'
import { persons, providers, teams } from './people/store'
import { sessionSubscribers } from './session/jobs'
import { sessionMigrations } from './session/migrations'
import { sessionRoutes } from './session/routes'
import { sessions } from './session/store'
import { settlementSubscribers } from './settlement/jobs'
import { settlementMigrations } from './settlement/migrations'
import { settlementRoutes } from './settlement/routes'
import { regionFacts, ruleSets, settlementLines } from './settlement/store'
import { templatesMigrations } from './templates/migrations'
import { templatesRoutes } from './templates/routes'
import { templates } from './templates/store'
import { ticketsSubscribers, ticketsTimerJobs } from './tickets/jobs'
import { ticketsMigrations } from './tickets/migrations'
import { ticketsRoutes } from './tickets/routes'
import { ticketEvents, tickets } from './tickets/store'
import { wechatSubscribers } from './wechat/jobs'
import { wechatLinks, wechatScenes } from './wechat/links/store'
import { wechatMigrations } from './wechat/migrations'
import { wechatRoutes } from './wechat/routes'
import { wechatQuota, wechatRecipients } from './wechat/subscriptions/store'
import { wechatTellings } from './wechat/tellings/store'
import { cards } from './wecom/cards/store'
import { contactsTimerJobs, ensureSync } from './wecom/contacts/jobs'
import { chatChanges } from './wecom/events/chats/store'
import { greetings } from './wecom/events/greetings/store'
import { wecomEventsMigrations } from './wecom/events/migrations'
import { unknownKinds } from './wecom/events/unknown/store'
import { inbox } from './wecom/inbox/store'
import { wecomSubscribers } from './wecom/jobs'
import { wecomMigrations } from './wecom/migrations'
import { outboxSubscribers, outboxTimerJobs } from './wecom/outbox/jobs'
import { recipients } from './wecom/outbox/pace/store'
import { rooms } from './wecom/outbox/rooms/store'
import { outbox } from './wecom/outbox/store'
import { wecomRoutes } from './wecom/routes'
import { tokens } from './wecom/tokens/store'

/** Everything the product can do. A capability exists when it is listed here; the order is who may call whom, lower first. */
export const capabilities: readonly Capability[] = [
  { name: 'alarms', entities: [alarms], migrations: alarmsMigrations, contract: alarmsApi, routes: alarmsRoutes },
  { name: 'equipment', entities: [devices], migrations: equipmentMigrations },
  {
    name: 'people',
    entities: [persons, teams, providers, memberships, departments, roleRules, lastPlaces],
    migrations: peopleMigrations,
    contract: peopleApi,
    routes: peopleRoutes,
  },
  {
    name: 'customers',
    entities: [customers, identities, follows, merges],
    migrations: customersMigrations,
    contract: customersApi,
    routes: customersRoutes,
  },
  {
    name: 'templates',
    entities: [templates],
    migrations: templatesMigrations,
    contract: templatesApi,
    routes: templatesRoutes,
  },
  { name: 'parts', entities: [parts], migrations: partsMigrations, contract: partsApi, routes: partsRoutes },
  { name: 'files', entities: [files], migrations: filesMigrations, routes: filesRoutes },
  {
    name: 'tickets',
    entities: [tickets, ticketEvents],
    migrations: ticketsMigrations,
    contract: ticketsApi,
    routes: ticketsRoutes,
    subscribers: ticketsSubscribers,
    timerJobs: ticketsTimerJobs,
  },
  {
    name: 'checkins',
    entities: [visits],
    migrations: checkinsMigrations,
    contract: checkinsApi,
    routes: checkinsRoutes,
    subscribers: checkinsSubscribers,
  },
  {
    name: 'dispatch',
    entities: [dispatchDecisions, dispatchSettings],
    migrations: dispatchMigrations,
    contract: dispatchApi,
    routes: dispatchRoutes,
    subscribers: dispatchSubscribers,
  },
  {
    name: 'intake',
    entities: [intakeMessages, conversations],
    migrations: intakeMigrations,
    contract: intakeApi,
    routes: intakeRoutes,
  },
  { name: 'voice' },
  {
    name: 'wecom',
    entities: [inbox, cards, tokens, outbox, recipients, rooms, chatChanges, greetings, unknownKinds],
    migrations: [...wecomMigrations, ...wecomEventsMigrations],
    contract: wecomApi,
    routes: wecomRoutes,
    subscribers: [...wecomSubscribers, ...outboxSubscribers],
    timerJobs: [...outboxTimerJobs, ...contactsTimerJobs],
    onStart: ensureSync,
  },
  {
    name: 'kf',
    entities: [kfCursors, kfMessages, kfConversations, kfTickets, kfReplies],
    migrations: kfMigrations,
    contract: kfApi,
    routes: kfRoutes,
    subscribers: kfSubscribers,
    timerJobs: kfTimerJobs,
  },
  {
    name: 'wechat',
    entities: [wechatQuota, wechatRecipients, wechatTellings, wechatScenes, wechatLinks],
    migrations: wechatMigrations,
    contract: wechatApi,
    routes: wechatRoutes,
    subscribers: wechatSubscribers,
  },
  { name: 'notify', migrations: notifyMigrations, subscribers: notifySubscribers },
  {
    name: 'bot',
    entities: [botMessages, nudges, botMembers, leaders],
    migrations: botMigrations,
    routes: botRoutes,
    subscribers: botSubscribers,
    timerJobs: botTimerJobs,
  },
  {
    name: 'attendance',
    entities: [attendanceRecords, attendancePulls],
    migrations: attendanceMigrations,
    contract: attendanceApi,
    routes: attendanceRoutes,
    subscribers: attendanceSubscribers,
    timerJobs: attendanceTimerJobs,
    onStart: ensurePull,
  },
  {
    name: 'operator',
    entities: [robotMessages],
    migrations: operatorMigrations,
    subscribers: [...tileSubscribers, ...robotSubscribers],
    timerJobs: [...tileTimerJobs, ...robotTimerJobs],
  },
  {
    name: 'settlement',
    entities: [ruleSets, settlementLines, regionFacts],
    migrations: settlementMigrations,
    contract: settlementApi,
    routes: settlementRoutes,
    subscribers: settlementSubscribers,
  },
  {
    name: 'session',
    entities: [sessions],
    migrations: sessionMigrations,
    contract: sessionApi,
    routes: sessionRoutes,
    subscribers: sessionSubscribers,
  },
  { name: 'deadLetters', contract: deadLettersApi, routes: deadLettersRoutes },
]
