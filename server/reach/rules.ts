import { maskPhone } from '../../shared/kernel/privacy'
import { type ReachChannel, type ReachReport, reachChannelNames } from '../../shared/reach'

/** Why an attempt ended without having reached anybody, before any platform was asked. */
export type Obstacle = { code: 'left' | 'no_account' | 'no_phone' | 'unavailable'; result: string }

export type Reachable = { status: 'active' | 'left'; wecomUserId: string | null; phone: string | null }

const obstacle = (code: Obstacle['code'], result: string): Obstacle => ({ code, result })

/** What stands in the way of reaching this person by this channel; null when nothing does. */
export const obstacleTo = (
  person: Reachable | null,
  channel: ReachChannel,
  available: readonly ReachChannel[],
): Obstacle | null => {
  if (person?.status !== 'active') return obstacle('left', '已离职')
  if (channel === 'wecom') return person.wecomUserId ? null : obstacle('no_account', '没有企业微信账号')
  if (!available.includes(channel)) return obstacle('unavailable', `没有开通${reachChannelNames[channel]}`)
  return person.phone ? null : obstacle('no_phone', '没有填写手机号')
}

/** A mainland number as E.164; others are kept as they were given. */
export const e164 = (phone: string): string => (/^1\d{10}$/.test(phone) ? `+86${phone}` : `+${phone}`)

/** For the log. */
export const masked = (phone: string): string => maskPhone(phone.replace(/^\+86/, ''))

/** The task id of the card that an attempt sends. It is none of a dispatch card: those have an underscore and a number. */
export const taskIdOf = (attemptId: string): string => `reach-${attemptId}`
export const attemptIdIn = (taskId: string): string | null => /^reach-([0-9A-Za-z]{1,64})$/.exec(taskId)?.[1] ?? null

/** What the person presses on the phone to say that they take it on, protocol: `keypress` of a voice notice. */
export const ACKNOWLEDGE_KEY = '1'

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

const smsReport = (value: unknown): ReachReport => {
  const { sid, report_status, errmsg, description } = fieldsOf(value)
  return {
    serial: textOf(sid),
    isDelivered: report_status === 'SUCCESS',
    code: textOf(errmsg),
    result: textOf(description),
  }
}

/** 0 answered, 1 not answered, 2 the call went wrong. */
const callResults: Record<string, string> = { 0: '已接听', 1: '无人接听', 2: '呼叫异常' }

const voiceReport = (body: Fields): ReachReport[] => {
  const { callid: called, result } = fieldsOf(body.voiceprompt_callback)
  const { callid: pressed, keypress } = fieldsOf(body.voicekey_callback)
  const { callid: failed, failure_code, failure_reason } = fieldsOf(body.voice_failure_callback)
  const code = textOf(result)
  return [
    ...(called
      ? [{ serial: textOf(called), isDelivered: code === '0', code, result: callResults[code] ?? '呼叫异常' }]
      : []),
    ...(pressed ? [{ serial: textOf(pressed), key: textOf(keypress) }] : []),
    ...(failed
      ? [{ serial: textOf(failed), isDelivered: false, code: textOf(failure_code), result: textOf(failure_reason) }]
      : []),
  ]
}

/** The reports in the body of a call from the SMS platform (a list) or the voice platform (one of three kinds). */
export const reportsIn = (body: unknown): ReachReport[] =>
  (Array.isArray(body) ? body.map(smsReport) : voiceReport(fieldsOf(body))).filter(({ serial }) => serial !== '')
