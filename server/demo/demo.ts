import type Koa from 'koa'
import { REAL_SMS, REAL_VMS } from '../../config/reach'
import type { ServerConfig } from '../../config/server'
import { type Context, openContext } from '../context'
import { reportPath } from '../reach/channels/actions'
import { introduceCompany } from './company/contacts'
import { loadCompany } from './company/load'
import { publishRates } from './company/rates'
import { playTickets } from './company/tickets'
import { welcomeText } from './pages/welcome'
import { demoPhones, type PhoneLine } from './platform/phones'
import { type Platform, startPlatform } from './platform/platform'
import { demoPages } from './routes'

/** Hosts that a demo must never call. */
const realHosts = [
  'qyapi.weixin.qq.com',
  'api.weixin.qq.com',
  'asr.tencentcloudapi.com',
  ...[REAL_SMS, REAL_VMS].map(base => new URL(base).hostname),
]

const isReal = (base: string): boolean => realHosts.includes(new URL(base).hostname)

/** What recognises speech in the demo: the fake knows what was said in the recordings it made itself. */
const demoAsr = { provider: 'tencent', secretId: 'demo', secretKey: 'demo' } as const
const demoWechat = { appId: 'wx0000000000000000', secret: 'demo' }

const { secretId, secretKey, sms: smsApp, voice: voiceApp } = demoPhones
const demoKey = { secretId, secretKey, region: 'ap-guangzhou' }

/** Where the outside is meant to be real, it is the fake platform; an address that points elsewhere stays. */
const withFakes = (config: ServerConfig, apiBase: string): ServerConfig => ({
  ...config,
  wecom: isReal(config.wecom.apiBase) ? { ...config.wecom, apiBase } : config.wecom,
  wechat: isReal(config.wechat.apiBase) ? { ...demoWechat, apiBase } : config.wechat,
  asr: isReal(config.asr.apiBase) ? { ...config.asr, ...demoAsr, apiBase } : config.asr,
  sms: !config.sms || isReal(config.sms.apiBase) ? { ...demoKey, ...smsApp, apiBase } : config.sms,
  voiceCalls:
    !config.voiceCalls || isReal(config.voiceCalls.apiBase) ? { ...demoKey, ...voiceApp, apiBase } : config.voiceCalls,
})

/** A text message arrives after a moment; a call that nobody takes at the demo page rings out. */
const ARRIVES_MS = 1000
const RINGS_MS = 25_000

const ringOut = ({ phones }: Platform): NodeJS.Timeout =>
  setInterval(() => {
    const isOver = ({ kind, at }: PhoneLine): boolean => Date.now() - at > (kind === 'sms' ? ARRIVES_MS : RINGS_MS)
    void phones.settle(isOver, 'unanswered').catch(() => undefined) // a report that is not taken is not sent again
  }, ARRIVES_MS).unref()

/** The address at which this machine reaches the server. */
export const addressOf = ({ host, port }: ServerConfig): string =>
  `http://${['0.0.0.0', '::', '127.0.0.1', 'localhost'].includes(host) ? '127.0.0.1' : host}:${port}`

const startFakes = ({ wecom, ...config }: ServerConfig): Promise<Platform> =>
  startPlatform({
    corpId: wecom.corpId,
    agentId: wecom.agentId,
    secret: wecom.secret,
    callback: { url: `${addressOf({ wecom, ...config })}/wecom/callback`, token: wecom.token, aesKey: wecom.aesKey },
    wechat: demoWechat,
    asr: demoAsr,
  })

/**
 * The embedded default: a fake WeCom, WeChat and speech recogniser on a free loopback port, a context that talks to
 * them, and the demo company in its database. The fakes forget at every start; the database does not.
 */
export const openDemo = async (given: ServerConfig) => {
  const platform = await startFakes(given)
  introduceCompany(platform)
  const config = withFakes(given, platform.baseUrl)
  const context: Context = await openContext(config)
  await loadCompany(context, [publishRates, playTickets])
  const text = await welcomeText(context, addressOf(config))
  platform.phones.setReports(`${addressOf(config)}${reportPath(context.signer)}`)
  const ringing = ringOut(platform)
  const wecomIsElsewhere = config.wecom.apiBase !== platform.baseUrl
  return {
    context,
    /** Before everything else: the mini-program's page answers every address that nobody else takes. */
    mount: (app: Koa): void => {
      app.middleware.unshift(demoPages(context, wecomIsElsewhere ? null : platform))
    },
    welcome: (): void => void process.stdout.write(text),
    stop: async () => {
      clearInterval(ringing)
      await platform.stop()
    },
  }
}
