import * as z from 'zod'

/** Tencent Cloud SMS (短信), or nothing: then text messages are skipped. */
export type SmsConfig = {
  secretId: string
  secretKey: string
  appId: string
  /** The approved signature (签名), without brackets. */
  sign: string
  /** An approved template with one variable, which takes a sentence. */
  templateId: string
  region: string
  apiBase: string
}
/** Tencent Cloud voice messages (语音消息), or nothing: then calls are skipped. */
export type VoiceCallConfig = Omit<SmsConfig, 'sign'>

const number = z.string().regex(/^\d+$/, 'must be a number').optional()
const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })

export const REAL_SMS = 'https://sms.tencentcloudapi.com'
export const REAL_VMS = 'https://vms.tencentcloudapi.com'

/** What the environment says of text messages and calls; both use the same key of the same account. */
export const reachNames = {
  SMS_SECRET_ID: z.string().optional(),
  SMS_SECRET_KEY: z.string().optional(),
  SMS_REGION: z.string().default('ap-guangzhou'),
  SMS_APP_ID: number,
  SMS_SIGN: z.string().max(20, 'must be the signature alone, at most 20 characters').optional(),
  SMS_TEMPLATE_ESCALATION: number,
  SMS_API_BASE: address.default(REAL_SMS),
  VMS_APP_ID: number,
  VMS_TEMPLATE_ESCALATION: number,
  VMS_API_BASE: address.default(REAL_VMS),
}

type Named<Name extends string> = { [key in Name]?: string | undefined }
type Said = Named<Exclude<keyof typeof reachNames, 'SMS_REGION' | 'SMS_API_BASE' | 'VMS_API_BASE'>> &
  Record<'SMS_REGION' | 'SMS_API_BASE' | 'VMS_API_BASE', string>

const keyNames = ['SMS_SECRET_ID', 'SMS_SECRET_KEY'] as const
const smsNames = ['SMS_APP_ID', 'SMS_SIGN', 'SMS_TEMPLATE_ESCALATION'] as const
const voiceNames = ['VMS_APP_ID', 'VMS_TEMPLATE_ESCALATION'] as const

/** All of a kind or none of it. */
export const reachMistakes = (env: Said): string[] => {
  const has = (name: keyof Said) => Boolean(env[name])
  const wants = (names: readonly (keyof Said)[], what: string) =>
    names.some(has) ? [...keyNames, ...names].filter(name => !has(name)).map(name => `${name} is missing: ${what}`) : []
  const lonelyKey = keyNames.some(has) && ![...smsNames, ...voiceNames].some(has)
  return [
    ...new Set([
      ...wants(smsNames, 'text messages need the key, the app, the signature and a template'),
      ...wants(voiceNames, 'calls need the key, the app and a template'),
    ]),
    ...(lonelyKey ? ['SMS_SECRET_ID and SMS_SECRET_KEY are for nothing: give SMS_APP_ID or VMS_APP_ID too'] : []),
  ]
}

export const reachOf = (env: Said): { sms: SmsConfig | null; voiceCalls: VoiceCallConfig | null } => {
  const { SMS_SECRET_ID: secretId, SMS_SECRET_KEY: secretKey, SMS_REGION: region } = env
  const { SMS_APP_ID, SMS_SIGN: sign, SMS_TEMPLATE_ESCALATION, VMS_APP_ID, VMS_TEMPLATE_ESCALATION } = env
  if (!secretId || !secretKey) return { sms: null, voiceCalls: null }
  const key = { secretId, secretKey, region }
  return {
    sms:
      SMS_APP_ID && sign && SMS_TEMPLATE_ESCALATION
        ? { ...key, appId: SMS_APP_ID, sign, templateId: SMS_TEMPLATE_ESCALATION, apiBase: env.SMS_API_BASE }
        : null,
    voiceCalls:
      VMS_APP_ID && VMS_TEMPLATE_ESCALATION
        ? { ...key, appId: VMS_APP_ID, templateId: VMS_TEMPLATE_ESCALATION, apiBase: env.VMS_API_BASE }
        : null,
  }
}
