import type Router from '@koa/router'
import { checkinsApi } from '../../shared/checkins'
import type { Call } from '../call'
import type { Context } from '../context'
import { serve } from '../http/serve'
import { viewTicket } from '../tickets/actions'
import { finish, pause, resume, showOpenVisit, showVisits } from './actions'
import { arrive } from './arrival/actions'
import { showLabel, showVisitCode } from './codes/actions'
import type { Stepped } from './store'
import { viewVisit } from './view'

/** Every step answers with the ticket and the visit as they now stand. */
const viewing =
  <Input>(step: (call: Call, input: Input) => Promise<Stepped>) =>
  async (call: Call, input: Input) => {
    const { ticket, visit } = await step(call, input)
    return { ticket: await viewTicket(call, ticket), visit: viewVisit(visit, call.now) }
  }

export const checkinsRoutes = (router: Router, context: Context): void =>
  serve(router, context, checkinsApi, {
    arrive: viewing(arrive),
    pause: viewing(pause),
    resume: viewing(resume),
    finish: viewing(finish),
    ofTicket: showVisits,
    open: showOpenVisit,
    visitCode: showVisitCode,
    label: showLabel,
  })
