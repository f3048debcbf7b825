import * as ww from '@wecom/jssdk'
import * as z from 'zod/mini'
import { query } from '../../../shared/kernel/endpoint'
import { staffRoles } from '../../../shared/kernel/roles'
import { call } from '../api'

const stamp = z.object({ timestamp: z.int(), nonceStr: z.string(), signature: z.string() })

/** Both identities are signed: functions about customers want the app's (protocol section 8.5). */
const signature = query('wecom.signature', {
  summary: 'JS-SDK 签名：企业身份和应用身份',
  allow: staffRoles,
  input: z.object({ url: z.string() }),
  output: z.object({ corpId: z.string(), agentId: z.string(), config: stamp, agentConfig: stamp }),
})

/** iOS keeps signing the address the app was entered by. */
const entryUrl = window.location.href.split('#')[0] ?? ''

const register = async (): Promise<typeof ww> => {
  const signed = await call(signature, { url: entryUrl })
  ww.register({
    corpId: signed.corpId,
    agentId: signed.agentId,
    jsApiList: ['getContext', 'getCurExternalContact', 'sendChatMessage', 'scanQRCode'],
    getConfigSignature: async () => signed.config,
    getAgentConfigSignature: async () => signed.agentConfig,
  })
  return ww
}

let registering: Promise<typeof ww> | null = null

/** The SDK, registered once; a failed registration is tried again by the next caller. */
export const wecom = (): Promise<typeof ww> => {
  registering ??= register().catch(problem => {
    registering = null
    throw problem
  })
  return registering
}
