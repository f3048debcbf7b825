import type Router from '@koa/router'
import { automationApi } from '../../shared/automation'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { listRules, listRuns, removeRule, saveRule, showWebhookSecret } from './actions'
import { dropFollowUp, listFollowUps } from './followUps/actions'
import { tryRule } from './trial/actions'

export const automationRoutes = (router: Router, context: Context): void =>
  serve(router, context, automationApi, {
    rules: listRules,
    saveRule,
    removeRule,
    runs: listRuns,
    followUps: listFollowUps,
    dropFollowUp,
    try: tryRule,
    webhookSecret: showWebhookSecret,
  })
