import type Router from '@koa/router'
import { sessionApi } from '../../shared/session'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { leaveSession, refreshSession, refuseReused, whoAmI } from './actions'
import { enterDemo, listDemoPeople } from './demo/actions'
import { enterAsCustomer, enterAsMember, webAddress } from './login/actions'
import { askWechat, askWecom, askWecomWeb } from './login/client'

export const sessionRoutes = (router: Router, context: Context): void =>
  serve(router, context, sessionApi, {
    wecom: prepared(
      (outside, { code }) => askWecom(outside, code),
      (call, _input, userId) => enterAsMember(call, userId),
    ),
    webAddress: webAddress,
    web: prepared(
      (outside, { code }) => askWecomWeb(outside, code),
      (call, _input, userId) => enterAsMember(call, userId),
    ),
    wechat: prepared(
      (outside, { code }) => askWechat(outside, code),
      (call, { trackToken }, openid) => enterAsCustomer(call, { openid, trackToken }),
    ),
    demo: enterDemo,
    demoPeople: listDemoPeople,
    refresh: prepared(refuseReused, refreshSession),
    leave: leaveSession,
    me: whoAmI,
  })
