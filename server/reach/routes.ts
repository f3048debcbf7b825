import type Router from '@koa/router'
import { refuseUnless } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { toWire } from '../../shared/kernel/time'
import { reachApi } from '../../shared/reach'
import { callAs } from '../call'
import type { Context } from '../context'
import { readJson } from '../http/body'
import { serve } from '../http/serve'
import { isReporter, showChannels } from './channels/actions'
import { reportsIn } from './rules'

/** `/reach/reports`: what the SMS and voice platforms tell of what they were given. */
export const reachRoutes = (router: Router, context: Context): void => {
  serve(router, context, reachApi, { channels: showChannels })

  router.post('/reach/reports', async koa => {
    refuseUnless(isReporter(context.signer, koa.query.key), 'callback.refused')
    const reports = reportsIn((await readJson(koa)).value)
    await callAs(context, systemActor('reach'), async call => {
      for (const report of reports) call.emit({ type: 'reach.reported', report, at: toWire(call.now) })
    })
    koa.body = { result: 0, errmsg: 'OK' }
  })
}
