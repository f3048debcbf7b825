import type Router from '@koa/router'
import { escalationApi } from '../../shared/escalation'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { acknowledge } from './actions'
import { showHistory } from './history/actions'
import { saveLadder, saveSettings, showLadder, showSettings } from './ladder/actions'

export const escalationRoutes = (router: Router, context: Context): void =>
  serve(router, context, escalationApi, {
    ladder: showLadder,
    saveLadder,
    settings: showSettings,
    saveSettings,
    history: showHistory,
    acknowledge,
  })
