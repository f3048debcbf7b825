import type Router from '@koa/router'
import { attendanceApi } from '../../shared/attendance'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { showDifferences } from './differences/actions'

export const attendanceRoutes = (router: Router, context: Context): void =>
  serve(router, context, attendanceApi, { differences: showDifferences })
