import * as ww from '@wecom/jssdk'
import { wecomApi } from '../../../shared/wecom'
import { call } from '../api'

/** iOS keeps signing the address the app was entered by. */
const entryUrl = window.location.href.split('#')[0] ?? ''

const register = async (): Promise<typeof ww> => {
  const signed = await call(wecomApi.signature, { url: entryUrl })
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
