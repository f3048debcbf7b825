import { ticketsApi } from '../../shared/tickets/api'
import type { Capability } from '../capability'
import { ticketsSubscribers, ticketsTimerJobs } from './jobs'
import { ticketsMigrations } from './migrations'
import { ticketsRoutes } from './routes'
import { ticketEvents, tickets } from './store'

export const ticketsCapability: Capability = {
  name: 'tickets',
  entities: [tickets, ticketEvents],
  migrations: ticketsMigrations,
  contract: ticketsApi,
  routes: ticketsRoutes,
  subscribers: ticketsSubscribers,
  timerJobs: ticketsTimerJobs,
}
