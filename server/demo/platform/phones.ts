import { type CloudAccount, CloudRefusal, type CloudService } from './tencentCloud'
import type { Json } from './wire'

/** One account of Tencent Cloud with an SMS application and a voice application. */
export type PhoneAccount = CloudAccount & {
  sms: { appId: string; sign: string; templateId: string }
  voice: { appId: string; templateId: string }
}

export const demoPhones: PhoneAccount = {
  secretId: 'demo',
  secretKey: 'demo',
  sms: { appId: '1400000001', sign: '云栖家电', templateId: '1001' },
  voice: { appId: '1400000002', templateId: '2001' },
}

/** How a phone behaves. `off`: switched off or dead. `blocked`: the platform will not send there at all. */
export type PhoneMood = 'reachable' | 'unanswered' | 'busy' | 'off' | 'blocked'

/** A text message or a call as the phone has it. `ringing` and `underway` end with `settle`, or by what the person does. */
export type PhoneLine = {
  serial: string
  /** Epoch ms. */
  at: number
  kind: 'sms' | 'call'
  /** Eleven digits. */
  phone: string
  words: string
  outcome: 'underway' | 'delivered' | 'undelivered' | 'ringing' | 'answered' | 'unanswered'
  pressed: string | null
}

const REPEAT_MS = 30_000
const SMS_CHARACTERS = 500
const VOICE_CHARACTERS = 350

const smsFailure = { errmsg: 'MK:0001', description: '用户关机或停机' }
const callFailures: Partial<Record<PhoneMood, Json>> = {
  busy: { failure_code: 4, failure_reason: '用户正忙' },
  off: { failure_code: 8, failure_reason: '空号或关机' },
}

const first = (value: unknown): string => String(Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const refuseIf = (isWrong: boolean, code: string): void => {
  if (isWrong) throw new CloudRefusal(code, code)
}

/** Everybody's phone, behind Tencent Cloud SMS (2021-01-11) and voice messages (2020-09-02). */
export const phoneNetwork = (account: PhoneAccount, now: () => number) => {
  const lines: PhoneLine[] = []
  const moods = new Map<string, PhoneMood>()
  let reportUrl: string | null = null
  let refusals: string[] = []

  const add = (kind: PhoneLine['kind'], number: string, words: string): PhoneLine => {
    const serial = `${kind}:${lines.length + 1}`
    const outcome = kind === 'sms' ? ('underway' as const) : ('ringing' as const)
    const line = { serial, at: now(), kind, phone: number.slice(3), words, outcome, pressed: null }
    lines.push(line)
    return line
  }
  const moodOf = (phone: string): PhoneMood => moods.get(phone) ?? 'reachable'

  /** What the test has told it to say instead, each once. */
  const refuseAsTold = (): void => {
    const code = refusals.shift()
    if (code) throw new CloudRefusal(code, code)
  }

  const sendSms = (asked: Json): Json => {
    refuseAsTold()
    const [number, words] = [first(asked.PhoneNumberSet), first(asked.TemplateParamSet)]
    refuseIf(asked.SmsSdkAppId !== account.sms.appId, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail')
    refuseIf(asked.SignName !== account.sms.sign, 'FailedOperation.SignatureIncorrectOrUnapproved')
    refuseIf(asked.TemplateId !== account.sms.templateId, 'FailedOperation.TemplateIncorrectOrUnapproved')
    refuseIf(/https?:\/\//.test(words), 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter')
    refuseIf(words.length > SMS_CHARACTERS, 'InvalidParameterValue.ContentLengthLimit')
    const code = smsFault(number, words)
    const SerialNo = code === 'Ok' ? add('sms', number, words).serial : ''
    const Message = code === 'Ok' ? 'send success' : code
    return { SendStatusSet: [{ SerialNo, PhoneNumber: number, Fee: 1, SessionContext: '', Code: code, Message }] }
  }
  const smsFault = (number: string, words: string): string => {
    if (!/^\+86\d{11}$/.test(number)) return 'InvalidParameterValue.IncorrectPhoneNumber'
    if (moodOf(number.slice(3)) === 'blocked') return 'FailedOperation.PhoneNumberInBlacklist'
    const isRepeat = lines.some(
      line => line.kind === 'sms' && number.endsWith(line.phone) && line.words === words && now() - line.at < REPEAT_MS,
    )
    return isRepeat ? 'LimitExceeded.PhoneNumberThirtySecondLimit' : 'Ok'
  }

  const sendVoice = (asked: Json): Json => {
    refuseAsTold()
    const [number, words] = [String(asked.CalledNumber ?? ''), first(asked.TemplateParamSet)]
    refuseIf(asked.VoiceSdkAppid !== account.voice.appId, 'UnauthorizedOperation.VoiceSdkAppidVerifyFail')
    refuseIf(asked.TemplateId !== account.voice.templateId, 'FailedOperation.TemplateIncorrectOrUnapproved')
    refuseIf(!/^\+86\d{11}$/.test(number), 'InvalidParameterValue.CalledNumberVerifyFail')
    refuseIf(words.length > VOICE_CHARACTERS, 'InvalidParameterValue.ContentLengthLimit')
    refuseIf(moodOf(number.slice(3)) === 'blocked', 'LimitExceeded.DeliveryFrequencyLimit')
    return { SendStatus: { CallId: add('call', number, words).serial, SessionContext: '' } }
  }

  const tell = async (report: Json | Json[]): Promise<void> => {
    if (!reportUrl) return
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(reportUrl, { method: 'POST', headers, body: JSON.stringify(report) })
    if (!answer.ok) throw new Error(`a report was answered with ${answer.status}`)
  }
  const about = ({ phone: mobile }: PhoneLine): Json => ({ mobile, nationcode: '86' })
  const seconds = (): string => String(Math.floor(now() / 1000))

  const endSms = async (line: PhoneLine): Promise<void> => {
    const isDelivered = moodOf(line.phone) !== 'off'
    line.outcome = isDelivered ? 'delivered' : 'undelivered'
    const status = isDelivered
      ? { report_status: 'SUCCESS', errmsg: 'DELIVRD', description: '用户短信送达成功' }
      : { report_status: 'FAIL', ...smsFailure }
    await tell([{ ...about(line), sid: line.serial, user_receive_time: '2026-01-01 00:00:00', ...status }])
  }
  const endCall = async (line: PhoneLine, mood: PhoneMood, key?: string): Promise<void> => {
    line.outcome = mood === 'reachable' ? 'answered' : 'unanswered'
    line.pressed = key ?? null
    const callid = line.serial
    const failure = callFailures[mood]
    if (failure) return tell({ voice_failure_callback: { ...about(line), callid, call_from: '', ...failure } })
    if (key) await tell({ voicekey_callback: { ...about(line), callid, call_from: '', keypress: key } })
    const result = mood === 'reachable' ? '0' : '1'
    const times = { start_calltime: seconds(), accept_time: seconds(), end_calltime: seconds(), fee: '1' }
    await tell({ voiceprompt_callback: { ...about(line), callid, call_from: '', result, ...times } })
  }
  const ringing = (serial: string): PhoneLine => {
    const line = lines.find(one => one.serial === serial && one.outcome === 'ringing')
    if (!line) throw new Error(`no call ${serial} is ringing`)
    return line
  }

  const common = { account, needsRegion: true }
  return {
    services: {
      sms: { ...common, version: '2021-01-11', actions: { SendSms: sendSms } },
      vms: { ...common, version: '2020-09-02', actions: { SendTtsVoice: sendVoice } },
    } satisfies Record<string, CloudService>,
    drivers: {
      /** How often anything has come or ended. */
      changes: (): number =>
        lines.length + lines.filter(({ outcome }) => !['underway', 'ringing'].includes(outcome)).length,
      /** Everything that was sent to anybody, oldest first. */
      lines: lines as readonly PhoneLine[],
      of: (phone: string): PhoneLine[] => lines.filter(line => line.phone === phone),
      behave: (phone: string, mood: PhoneMood): void => void moods.set(phone, mood),
      /** The next calls are refused with these codes, one each. */
      refuseNext: (...codes: string[]): void => {
        refusals = codes
      },
      /** Where results are reported to; before it is set they are not. */
      setReports: (url: string): void => {
        reportUrl = url
      },
      /** The person takes the call, and presses a key while the words are spoken. */
      answer: (serial: string, key?: string): Promise<void> => endCall(ringing(serial), 'reachable', key),
      reject: (serial: string): Promise<void> => endCall(ringing(serial), 'busy'),
      /** Ends what is under way, as the phones behave, and reports it; `usual` is what a phone does that was told nothing. */
      settle: async (
        isOld: (line: PhoneLine) => boolean = () => true,
        usual: PhoneMood = 'reachable',
      ): Promise<void> => {
        for (const line of lines.filter(isOld)) {
          if (line.outcome === 'underway') await endSms(line)
          if (line.outcome === 'ringing') await endCall(line, moods.get(line.phone) ?? usual)
        }
      },
    },
  }
}
