import type { OutputOf } from '../../../shared/kernel/endpoint'
import { type ReachChannel, type reachApi, reachChannels } from '../../../shared/reach'
import type { Reading } from '../../call'
import { availableChannels } from '../attempts/actions'

/** What the secret part of the report address signs. */
export const REPORTS = 'reports'

const says: Record<ReachChannel, { yes: string; no: string }> = {
  wecom: { yes: '已接入', no: '未接入' },
  sms: { yes: '已接入腾讯云短信', no: '没有接入短信，催办会跳过这一步：请设置 SMS_APP_ID、SMS_SIGN 和模板' },
  phone: { yes: '已接入腾讯云语音消息', no: '没有接入语音电话，催办会跳过这一步：请设置 VMS_APP_ID 和模板' },
}

/** Which channels are set up, and the address that both platforms report to. */
export const showChannels = async (reading: Reading): Promise<OutputOf<typeof reachApi.channels>> => {
  const available = availableChannels(reading)
  const { signer, config } = reading.context
  return {
    items: reachChannels.map(channel => {
      const isAvailable = available.includes(channel)
      return { channel, isAvailable, says: isAvailable ? says[channel].yes : says[channel].no }
    }),
    reportUrl: `${config.publicUrl}/reach/reports/${signer.sign('report', REPORTS)}`,
  }
}
