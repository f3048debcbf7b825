import { checkinsApi } from '../shared/checkins'
import { customersApi } from '../shared/customers'
import { deadLettersApi } from '../shared/deadLetters'
import { dispatchApi } from '../shared/dispatch'
import { intakeApi } from '../shared/intake'
import { partsApi } from '../shared/parts'
import { peopleApi } from '../shared/people'
import { sessionApi } from '../shared/session'
import { templatesApi } from '../shared/templates/api'
import { ticketsApi } from '../shared/tickets/api'
import type { Capability } from './capability'
import { checkinsSubscribers } from './checkins/jobs'
import { checkinsRoutes } from './checkins/routes'
import { visits } from './checkins/store'
import { customersRoutes } from './customers/routes'
import { customers } from './customers/store'
import { deadLettersRoutes } from './deadLetters/routes'
import { dispatchSubscribers } from './dispatch/jobs'
import { dispatchRoutes } from './dispatch/routes'
import { dispatchDecisions, dispatchSettings } from './dispatch/store'
import { devices } from './equipment/store'
import { filesRoutes } from './files/routes'
import { files } from './files/store'
import { intakeRoutes } from './intake/routes'
import { conversations, intakeMessages } from './intake/store'
import { notifySubscribers } from './notify/jobs'
import { notices } from './notify/store'
import { partsRoutes } from './parts/routes'
import { parts } from './parts/store'
import { peopleRoutes } from './people/routes'
import { persons, providers, teams } from './people/store'
import { sessionSubscribers } from './session/jobs'
import { sessionRoutes } from './session/routes'
import { sessions } from './session/store'
import { templatesRoutes } from './templates/routes'
import { templates } from './templates/store'
import { ticketsSubscribers, ticketsTimerJobs } from './tickets/jobs'
import { ticketsRoutes } from './tickets/routes'
import { ticketEvents, tickets } from './tickets/store'
import { cards } from './wecom/cards/store'
import { inbox } from './wecom/inbox/store'
import { wecomSubscribers } from './wecom/jobs'
import { wecomRoutes } from './wecom/routes'

/** Everything the product can do. A capability exists when it is listed here; the order is who may call whom, lower first. */
export const capabilities: readonly Capability[] = [
  { name: 'equipment', entities: [devices] },
  { name: 'people', entities: [persons, teams, providers], contract: peopleApi, routes: peopleRoutes },
  { name: 'customers', entities: [customers], contract: customersApi, routes: customersRoutes },
  { name: 'templates', entities: [templates], contract: templatesApi, routes: templatesRoutes },
  { name: 'parts', entities: [parts], contract: partsApi, routes: partsRoutes },
  { name: 'files', entities: [files], routes: filesRoutes },
  {
    name: 'tickets',
    entities: [tickets, ticketEvents],
    contract: ticketsApi,
    routes: ticketsRoutes,
    subscribers: ticketsSubscribers,
    timerJobs: ticketsTimerJobs,
  },
  {
    name: 'checkins',
    entities: [visits],
    contract: checkinsApi,
    routes: checkinsRoutes,
    subscribers: checkinsSubscribers,
  },
  {
    name: 'dispatch',
    entities: [dispatchDecisions, dispatchSettings],
    contract: dispatchApi,
    routes: dispatchRoutes,
    subscribers: dispatchSubscribers,
  },
  { name: 'intake', entities: [intakeMessages, conversations], contract: intakeApi, routes: intakeRoutes },
  { name: 'voice' },
  { name: 'wecom', entities: [inbox, cards], routes: wecomRoutes, subscribers: wecomSubscribers },
  { name: 'wechat' },
  { name: 'notify', entities: [notices], subscribers: notifySubscribers },
  {
    name: 'session',
    entities: [sessions],
    contract: sessionApi,
    routes: sessionRoutes,
    subscribers: sessionSubscribers,
  },
  { name: 'deadLetters', contract: deadLettersApi, routes: deadLettersRoutes },
]
