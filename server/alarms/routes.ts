import type Router from '@koa/router'
import { alarmsApi } from '../../shared/alarms'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { clearAlarm, listAlarms } from './actions'

export const alarmsRoutes = (router: Router, context: Context): void =>
  serve(router, context, alarmsApi, { list: listAlarms, clear: clearAlarm })
