import type Router from '@koa/router'
import { simulatorApi } from '../../shared/simulator'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { simulate } from './actions'

export const simulatorRoutes = (router: Router, context: Context): void =>
  serve(router, context, simulatorApi, { run: simulate })
