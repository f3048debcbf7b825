import type Router from '@koa/router'
import { slaApi } from '../../shared/sla/api'
import { tryClock } from '../../shared/sla/clock'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { showClocks } from './actions'
import { showBoard, showWaits } from './board/actions'
import { saveCalendar, saveDay, saveYear, showCalendars, showYear } from './calendars/actions'
import { explain } from './explaining/actions'
import { removePolicy, savePolicy, showPolicies } from './policies/actions'
import { preview } from './previewing/actions'

export const slaRoutes = (router: Router, context: Context): void =>
  serve(router, context, slaApi, {
    try: async (_, trial) => tryClock(trial),
    calendars: showCalendars,
    saveCalendar,
    calendarYear: showYear,
    saveDay,
    saveYear,
    policies: showPolicies,
    savePolicy,
    removePolicy,
    explain,
    preview,
    clocks: showClocks,
    board: showBoard,
    waits: showWaits,
  })
