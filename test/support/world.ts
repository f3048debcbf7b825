import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readServerConfig } from '../../config/server'
import { newApp } from '../../server/app'
import { type Context, openContext } from '../../server/context'
import { introduceCompany } from '../../server/demo/company/contacts'
import { loadCompany } from '../../server/demo/company/load'
import { demoPhones } from '../../server/demo/platform/phones'
import { type Platform, startPlatform } from '../../server/demo/platform/platform'
import { workOnce } from '../../server/queue/worker'
import { reportPath } from '../../server/reach/channels/actions'
import { startCapabilities } from '../../server/start'
import { type Client, clientOf } from './client'
import { type DatabaseKind, testedKinds } from './databases'
import { newMigrated } from './migrated'
import { shared } from './shared'

/**
 * The whole product on a database of its own, with a clock that only the test moves, the fake outside world and the
 * demo company's people, customers and templates. No worker runs by itself: `drain` does what is due.
 */
export type World = {
  context: Context
  platform: Platform
  url: string
  /** A client logged in as a person of the company by id, or as the first person of a role. */
  as: (who: string) => Promise<Client>
  /** A client without a login. */
  anyone: Client
  now: () => Date
  /** Moves the clock, then does what has become due. */
  pass: (ms: number) => Promise<void>
  /** Does everything that is due now, until nothing is. Refuses to go on for ever. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

/** Monday morning in Hangzhou. */
const START = new Date('2026-11-23T09:00:00+08:00')

export const openWorld = async (kind: DatabaseKind = 'embedded', startAt: Date = START): Promise<World> => {
  const database = await newMigrated(kind)
  let instant = startAt
  const clock = { now: () => instant }
  const wecom = { token: 'testtoken', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
  const app = { corpId: 'wwtest', agentId: 1000002, secret: 'test-secret' }
  const platform = await startPlatform({ ...app, now: () => instant.getTime(), retryDelaysMs: [10, 10] })
  const config = readServerConfig({
    DATA_DIR: database.dataDir,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PAIDAN_MODE: 'demo',
    APP_SECRET: 'a secret of forty characters for the test',
    WECOM_CORP_ID: app.corpId,
    WECOM_AGENT_ID: String(app.agentId),
    WECOM_SECRET: app.secret,
    WECOM_TOKEN: wecom.token,
    WECOM_AES_KEY: wecom.aesKey,
    WECOM_API_BASE: platform.baseUrl,
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'demo',
    WECHAT_API_BASE: platform.baseUrl,
    WECOM_KF_ID: 'wkDemoAccount01',
    WECHAT_TEMPLATE_PROGRESS: 'template-progress',
    ASR_PROVIDER: 'tencent',
    ASR_SECRET_ID: 'demo',
    ASR_SECRET_KEY: 'demo',
    ASR_API_BASE: platform.baseUrl,
    SMS_SECRET_ID: demoPhones.secretId,
    SMS_SECRET_KEY: demoPhones.secretKey,
    SMS_APP_ID: demoPhones.sms.appId,
    SMS_SIGN: demoPhones.sms.sign,
    SMS_TEMPLATE_ESCALATION: demoPhones.sms.templateId,
    SMS_API_BASE: platform.baseUrl,
    VMS_APP_ID: demoPhones.voice.appId,
    VMS_TEMPLATE_ESCALATION: demoPhones.voice.templateId,
    VMS_API_BASE: platform.baseUrl,
    ...(kind === 'mysql' && { DATABASE_URL: database.url }),
  })
  const context = await openContext(config, clock)
  await loadCompany(context)
  await startCapabilities(context)
  introduceCompany(platform)
  const server = newApp(context).listen(0, '127.0.0.1')
  const url = await addressOf(server)
  platform.setCallback({ url: `${url}/wecom/callback`, ...wecom })
  platform.phones.setReports(`${url}${reportPath(context.signer)}`)

  const drain = async () => {
    for (let round = 0; round < 1000; round++) if ((await workOnce(context)) === 0) return
    throw new Error('the queue does not come to rest')
  }
  const anyone = clientOf(url, null)
  return {
    context,
    platform,
    url,
    anyone,
    as: async who => clientOf(url, (await anyone.demoLogin(who)).token),
    now: () => instant,
    pass: async ms => {
      instant = new Date(instant.getTime() + ms)
      await drain()
    },
    drain,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await platform.stop()
      await context.close()
      await database.drop()
    },
  }
}

const addressOf = async (server: Server): Promise<string> => {
  if (!server.listening) await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const sharedWorld = (kind?: DatabaseKind): (() => World) =>
  shared(
    () => openWorld(kind),
    world => world.close(),
  )

/** Runs a suite once per database. `world()` is the suite's own world; its tests share it and its clock. */
export const everyDatabase = (subject: string, suite: (world: () => World) => void): void => {
  for (const kind of testedKinds()) describe(`${subject} [${kind}]`, () => suite(sharedWorld(kind)))
}
