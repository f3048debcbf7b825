import type Router from '@koa/router'
import { refuse } from '../../shared/kernel/refusal'
import { kfApi } from '../../shared/kf'
import type { Context } from '../context'
import { findDevice } from '../equipment/actions'
import { prepared, serve } from '../http/serve'
import { sceneParamOf } from './conversations/rules'

export const kfRoutes = (router: Router, context: Context): void =>
  serve(router, context, kfApi, {
    entryLink: prepared(
      ({ config, outside }) => outside.kf.entryLink(config.kfId || refuse('kf.not_configured')),
      async (call, { deviceId }, address) => {
        const url = new URL(address)
        if (deviceId) {
          const device = await findDevice(call, deviceId)
          url.searchParams.set('scene_param', sceneParamOf(call.context.signer, device.id))
        }
        return { url: url.href }
      },
    ),
  })
