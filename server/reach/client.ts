import * as z from 'zod/mini'
import type { SmsConfig, VoiceCallConfig } from '../../config/reach'
import { type TencentAnswer, tencentCloud } from '../tencentCloud'

/** `taken`: the platform will try, and reports under this serial. The others are those of any call to Tencent Cloud. */
export type Sending = { serial: string } | Exclude<TencentAnswer, { response: unknown }>

/** Text messages and calls to one number, as E.164; the words fill the one variable of the approved template. */
export type ReachClient = {
  text: (phone: string, words: string) => Promise<Sending>
  call: (phone: string, words: string) => Promise<Sending>
}

type Settings = { sms: SmsConfig | null; voiceCalls: VoiceCallConfig | null; timeoutMs: number; now: () => number }

const NOT_SET_UP: Sending = { failed: 'refused', code: 'unavailable', message: '' }

const texted = z.object({
  SendStatusSet: z.array(z.object({ SerialNo: z.string(), Code: z.string(), Message: z.string() })),
})
const called = z.object({ SendStatus: z.object({ CallId: z.string() }) })

/** SendSms 2021-01-11 answers for each number apart: one that is refused is no error of the call. */
const textClient = (config: SmsConfig, common: Pick<Settings, 'timeoutMs' | 'now'>): ReachClient['text'] => {
  const { apiBase: baseUrl, secretId, secretKey, region, appId, sign, templateId } = config
  const ask = tencentCloud({ ...common, baseUrl, secretId, secretKey, region, service: 'sms', version: '2021-01-11' })
  return async (phone, words) => {
    const answer = await ask('SendSms', {
      PhoneNumberSet: [phone],
      SmsSdkAppId: appId,
      SignName: sign,
      TemplateId: templateId,
      TemplateParamSet: [words],
    })
    if ('failed' in answer) return answer
    const [status] = z.safeParse(texted, answer.response).data?.SendStatusSet ?? []
    if (!status) return { failed: 'uncertain' }
    const { SerialNo: serial, Code: code, Message: message } = status
    return code === 'Ok' ? { serial } : { failed: 'refused', code, message }
  }
}

/** SendTtsVoice 2020-09-02: the words are spoken twice. */
const callClient = (config: VoiceCallConfig, common: Pick<Settings, 'timeoutMs' | 'now'>): ReachClient['call'] => {
  const { apiBase: baseUrl, secretId, secretKey, region, appId, templateId } = config
  const ask = tencentCloud({ ...common, baseUrl, secretId, secretKey, region, service: 'vms', version: '2020-09-02' })
  return async (phone, words) => {
    const answer = await ask('SendTtsVoice', {
      CalledNumber: phone,
      VoiceSdkAppid: appId,
      TemplateId: templateId,
      TemplateParamSet: [words],
      PlayTimes: 2,
    })
    if ('failed' in answer) return answer
    const status = z.safeParse(called, answer.response).data?.SendStatus
    return status ? { serial: status.CallId } : { failed: 'uncertain' }
  }
}

export const reachClient = ({ sms, voiceCalls, ...common }: Settings): ReachClient => ({
  text: sms ? textClient(sms, common) : async () => NOT_SET_UP,
  call: voiceCalls ? callClient(voiceCalls, common) : async () => NOT_SET_UP,
})
