import type Router from '@koa/router'
import { kitsApi } from '../../shared/kits'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { installKit, listKits, showRuleSet, takeNumbers } from './actions'

export const kitsRoutes = (router: Router, context: Context): void =>
  serve(router, context, kitsApi, {
    list: listKits,
    install: prepared(takeNumbers, installKit),
    ruleSet: showRuleSet,
  })
