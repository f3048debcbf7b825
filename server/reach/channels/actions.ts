import type { OutputOf } from '../../../shared/kernel/endpoint'
import { type ReachChannel, type reachApi, reachChannels } from '../../../shared/reach'
import type { Reading } from '../../call'
import type { Signer } from '../../signer'
import { availableChannels } from '../attempts/actions'

const REPORTS = 'reports'

/** Where both platforms report to. They sign nothing, so the address is a secret; a query is not logged. */
export const reportPath = (signer: Signer): string => `/reach/reports?key=${signer.sign('report', REPORTS)}`

export const isReporter = (signer: Signer, key: unknown): boolean =>
  typeof key === 'string' && signer.isSigned('report', REPORTS, key)

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
    reportUrl: `${config.publicUrl}${reportPath(signer)}`,
  }
}
