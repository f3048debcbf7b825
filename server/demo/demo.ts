import type Koa from 'koa'
import type { ServerConfig } from '../../config/server'
import { type Context, openContext } from '../context'
import { introduceCompany } from './company/contacts'
import { loadCompany } from './company/load'
import { publishRates } from './company/rates'
import { playTickets } from './company/tickets'
import { welcomeText } from './pages/welcome'
import { type Platform, startPlatform } from './platform/platform'
import { demoPages } from './routes'

/** Hosts that a demo must never call. */
const realHosts = ['qyapi.weixin.qq.com', 'api.weixin.qq.com', 'asr.tencentcloudapi.com']

const isReal = (base: string): boolean => realHosts.includes(new URL(base).hostname)

/** What recognises speech in the demo: the fake knows what was said in the recordings it made itself. */
const demoAsr = { provider: 'tencent', secretId: 'demo', secretKey: 'demo' } as const
const demoWechat = { appId: 'wx0000000000000000', secret: 'demo' }

/** Where the outside is meant to be real, it is the fake platform; an address that points elsewhere stays. */
const withFakes = (config: ServerConfig, apiBase: string): ServerConfig => ({
  ...config,
  wecom: isReal(config.wecom.apiBase) ? { ...config.wecom, apiBase } : config.wecom,
  wechat: isReal(config.wechat.apiBase) ? { ...demoWechat, apiBase } : config.wechat,
  asr: isReal(config.asr.apiBase) ? { ...config.asr, ...demoAsr, apiBase } : config.asr,
})

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
  const wecomIsElsewhere = config.wecom.apiBase !== platform.baseUrl
  return {
    context,
    /** Before everything else: the mini-program's page answers every address that nobody else takes. */
    mount: (app: Koa): void => {
      app.middleware.unshift(demoPages(context, wecomIsElsewhere ? null : platform))
    },
    welcome: (): void => void process.stdout.write(text),
    stop: platform.stop,
  }
}
