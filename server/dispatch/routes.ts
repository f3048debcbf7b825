import type Router from '@koa/router'
import { dispatchApi } from '../../shared/dispatch'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { viewTicket } from '../tickets/actions'
import { assignBest, assignTo, listDecisions, setMode, setWeights, showSettings } from './actions'
import { rankTrial, suggest } from './ranking/actions'

export const dispatchRoutes = (router: Router, context: Context): void =>
  serve(router, context, dispatchApi, {
    rank: rankTrial,
    suggest,
    assign: async (call, input) => viewTicket(call, await assignTo(call, input)),
    assignBest: async (call, input) => viewTicket(call, await assignBest(call, input)),
    decisions: listDecisions,
    settings: showSettings,
    setMode,
    setWeights,
  })
