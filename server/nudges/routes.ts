import type Router from '@koa/router'
import { nudgesApi } from '../../shared/nudges'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { nudge, nudgeTracked } from './actions'
import { viewNudge } from './view'

export const nudgesRoutes = (router: Router, context: Context): void =>
  serve(router, context, nudgesApi, {
    nudge: async (call, { ticketId }) => viewNudge(await nudge(call, ticketId), call.now),
    track: async (call, { token }) => viewNudge(await nudgeTracked(call, token), call.now),
  })
