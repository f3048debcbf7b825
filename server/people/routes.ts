import type Router from '@koa/router'
import { peopleApi } from '../../shared/people'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { listPeople, listTeams, markLeft, setDuty, setPhone } from './actions'
import { setRoleRules, showRoleRules } from './roles/actions'

export const peopleRoutes = (router: Router, context: Context): void =>
  serve(router, context, peopleApi, {
    list: listPeople,
    setDuty,
    markLeft,
    setPhone,
    roleRules: showRoleRules,
    setRoleRules,
    teams: listTeams,
  })
