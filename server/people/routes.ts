import type Router from '@koa/router'
import { peopleApi } from '../../shared/people'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { listPeople, listTeams, markLeft, setDuty } from './actions'

export const peopleRoutes = (router: Router, context: Context): void =>
  serve(router, context, peopleApi, { list: listPeople, setDuty, markLeft, teams: listTeams })
