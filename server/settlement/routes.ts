import type Router from '@koa/router'
import { settlementApi } from '../../shared/settlement/api'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { tryRuleSet } from './actions'
import { showLines, showLinesOf } from './statement/actions'

export const settlementRoutes = (router: Router, context: Context): void =>
  serve(router, context, settlementApi, { try: tryRuleSet, ofTicket: showLinesOf, list: showLines })
