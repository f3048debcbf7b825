import type Router from '@koa/router'
import { wechatApi } from '../../shared/wechat'
import type { Context } from '../context'
import { prepared, serve } from '../http/serve'
import { makeTrackCode, makeTrackLink, readScene, showTrackCode, showTrackLink } from './links/actions'
import { keepConsent, listTemplatesOf } from './subscriptions/actions'
import { listTold } from './tellings/actions'

export const wechatRoutes = (router: Router, context: Context): void =>
  serve(router, context, wechatApi, {
    templates: listTemplatesOf,
    subscribed: keepConsent,
    told: listTold,
    trackCode: prepared(makeTrackCode, showTrackCode),
    trackLink: prepared(makeTrackLink, showTrackLink),
    scene: readScene,
  })
