import type Router from '@koa/router'
import { wecomApi } from '../../../shared/wecom'
import type { Context } from '../../context'
import { prepared, serve } from '../../http/serve'
import { sdkSignature } from './rules'

/** What an H5 page inside WeCom needs before it may ask who the chat is with. */
export const sdkRoutes = (router: Router, context: Context): void =>
  serve(router, context, wecomApi, {
    signature: prepared(
      async ({ outside: { wecom } }) => ({ corp: await wecom.jsapiTicket(), app: await wecom.agentTicket() }),
      async (call, { url }, tickets) => {
        const { corpId, agentId } = call.context.config.wecom
        const timestamp = Math.floor(call.now.getTime() / 1000)
        const stamp = (ticket: string) => {
          const nonceStr = call.context.signer.randomToken()
          return { timestamp, nonceStr, signature: sdkSignature({ ticket, nonceStr, timestamp, url }) }
        }
        return { corpId, agentId, config: stamp(tickets.corp), agentConfig: stamp(tickets.app) }
      },
    ),
  })
