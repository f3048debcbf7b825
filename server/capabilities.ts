import { checkinsApi } from '../shared/checkins'
import { customersApi } from '../shared/customers'
import { deadLettersApi } from '../shared/deadLetters'
import { dispatchApi } from '../shared/dispatch'
import { intakeApi } from '../shared/intake'
import { partsApi } from '../shared/parts'
import { peopleApi } from '../shared/people'
import { sessionApi } from '../shared/session'
import { settlementApi } from '../shared/settlement/api'
import { templatesApi } from '../shared/templates/api'
import { ticketsApi } from '../shared/tickets/api'
import type { Capability } from './capability'
import { checkinsSubscribers } from './checkins/jobs'
import { checkinsMigrations } from './checkins/migrations'
import { checkinsRoutes } from './checkins/routes'
import { visits } from './checkins/store'
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
import { notifySubscribers } from './notify/jobs'
import { notifyMigrations } from './notify/migrations'
import { notices } from './notify/store'
import { partsMigrations } from './parts/migrations'
import { partsRoutes } from './parts/routes'
import { parts } from './parts/store'
import { peopleMigrations } from './people/migrations'
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
import { cards } from './wecom/cards/store'
import { inbox } from './wecom/inbox/store'
import { wecomSubscribers } from './wecom/jobs'
import { wecomMigrations } from './wecom/migrations'
import { wecomRoutes } from './wecom/routes'

/** Everything the product can do. A capability exists when it is listed here; the order is who may call whom, lower first. */
export const capabilities: readonly Capability[] = [
  { name: 'equipment', entities: [devices], migrations: equipmentMigrations },
  {
    name: 'people',
    entities: [persons, teams, providers],
    migrations: peopleMigrations,
    contract: peopleApi,
    routes: peopleRoutes,
  },
  {
    name: 'customers',
    entities: [customers],
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
    entities: [inbox, cards],
    migrations: wecomMigrations,
    routes: wecomRoutes,
    subscribers: wecomSubscribers,
  },
  { name: 'wechat' },
  { name: 'notify', entities: [notices], migrations: notifyMigrations, subscribers: notifySubscribers },
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
