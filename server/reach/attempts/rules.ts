import { SECOND } from '../../../shared/kernel/time'
import type { ReachChannel } from '../../../shared/reach'
import type { Outcome } from './actions'

/** After the first and the second try; a third failure is the end. */
const AGAIN_AFTER_MS = [5 * SECOND, 25 * SECOND]

/** What passes by itself within a minute. */
const passing = [
  'RequestLimitExceeded',
  'InternalError',
  'InternalError.AccessUpstreamTimeout',
  'InternalError.UpstreamError',
  'InternalError.SendAndRecvFail',
  'InternalError.Timeout',
  'InternalError.UnknownError',
  'LimitExceeded.PhoneNumberThirtySecondLimit',
]

/** What only whoever runs the account can put right, as the beginning of the code: what to tell them. */
const faultsOfAccount: readonly (readonly [code: string, says: string])[] = [
  ['AuthFailure', '密钥不对或服务器时间不准，请核对 SMS_SECRET_ID、SMS_SECRET_KEY 和服务器时间'],
  ['UnauthorizedOperation', '账号被停用、欠费或应用与密钥不属于同一账号，请在腾讯云控制台处理'],
  ['FailedOperation.InsufficientBalance', '套餐包余量不足，请在腾讯云控制台购买'],
  ['FailedOperation.SignatureIncorrectOrUnapproved', '短信签名未通过审核，请核对 SMS_SIGN'],
  ['FailedOperation.TemplateIncorrectOrUnapproved', '模板未通过审核或变量不符，请核对模板编号，模板应只有一个变量'],
  ['FailedOperation.PhonenumberUnappliedOrExpired', '没有语音号码或号码已过期，请在腾讯云控制台购买'],
  ['InvalidParameterValue.SdkApp', '应用编号不存在，请核对 SMS_APP_ID 或 VMS_APP_ID'],
  ['InvalidParameterValue.TemplateParameterLengthLimit', '模板变量长度受限，请把账号变更为企业认证'],
]

const results: Record<string, string> = {
  'FailedOperation.PhoneNumberInBlacklist': '号码退订或在黑名单里',
  'FailedOperation.ContainSensitiveWord': '内容含敏感词',
  'InvalidParameterValue.IncorrectPhoneNumber': '号码格式不对',
  'InvalidParameterValue.CalledNumberVerifyFail': '号码格式不对',
  'LimitExceeded.PhoneNumberDailyLimit': '该号码今天收到的短信已达上限',
  'LimitExceeded.PhoneNumberOneHourLimit': '该号码一小时内收到的短信已达上限',
  'LimitExceeded.PhoneNumberSameContentDailyLimit': '该号码今天收到的相同短信已达上限',
  'LimitExceeded.DeliveryFrequencyLimit': '呼叫或发送太频繁',
}

/** What an administrator must put right; null when the account is not to blame. */
export const faultOfAccount = (code: string): string | null =>
  faultsOfAccount.find(([start]) => code.startsWith(start))?.[1] ?? null

export type Failure = { failed: 'refused'; code: string } | { failed: 'unreachable' | 'uncertain' }

/** When to try again, ms from now; null when this was the end. What may have gone out is not sent twice. */
export const againAfter = (failure: Failure, tries: number): number | null => {
  const passes = failure.failed === 'unreachable' || (failure.failed === 'refused' && passing.includes(failure.code))
  return passes ? (AGAIN_AFTER_MS[tries - 1] ?? null) : null
}

const platformNames: Record<ReachChannel, string> = { wecom: '企业微信', sms: '短信平台', phone: '语音平台' }

export const outcomeOf = (failure: Failure, channel: ReachChannel): Outcome => {
  if (failure.failed === 'refused') {
    const { code } = failure
    return { isDelivered: false, code, result: results[code] ?? `${platformNames[channel]}没有接受` }
  }
  const result = failure.failed === 'unreachable' ? `连不上${platformNames[channel]}` : '发出时中断，不确定是否送出'
  return { isDelivered: false, code: failure.failed, result }
}
