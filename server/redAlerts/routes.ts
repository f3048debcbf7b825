import type Router from '@koa/router'
import { redAlertsApi } from '../../shared/redAlerts'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { takeNumber } from '../tickets/actions'
import { acknowledge, latestOf, list, raise, view } from './actions'
import { raiseNew } from './creation/actions'
import { fileReport } from './reports/actions'

export const redAlertsRoutes = (router: Router, context: Context): void =>
  serve(router, context, redAlertsApi, {
    raise: async (call, input) => view(call, await raise(call, input)),
    raiseNew: prepared(takeNumber, async (call, input, number) => view(call, await raiseNew(call, input, number))),
    acknowledge: async (call, { ticketId }) => view(call, await acknowledge(call, ticketId)),
    report: async (call, { ticketId, body }) => view(call, await fileReport(call, ticketId, body)),
    get: latestOf,
    list,
  })
