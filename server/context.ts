import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import type { ServerConfig } from '../config/server'
import type { EventType } from '../shared/events'
import type { Actor } from '../shared/kernel/roles'
import { type WebhookClient, webhookClient } from './automation/webhooks/client'
import { capabilities } from './capabilities'
import type { Expiring, References } from './capability'
import { type Clock, idsOf, systemClock } from './clock'
import { type Numbers, numbersOf } from './db/counters'
import { type Database, openDatabase } from './db/database'
import { type FileStore, fileStoreIn } from './files/client'
import { kernelEntities, kernelExpiring, kernelMigrations } from './kernel'
import { type KfClient, kfClient } from './kf/client'
import type { Subscriber, TimerJob } from './queue/subscribers'
import { type ReachClient, reachClient } from './reach/client'
import { identify } from './session/actions'
import { type Signer, signerOf } from './signer'
import { noRecogniser, type SpeechRecogniser, tencentRecogniser } from './voice/client'
import { type WechatClient, wechatClient } from './wechat/client'
import { type WecomClient, wecomClient } from './wecom/client'
import { type ContactsClient, contactsClient } from './wecom/contacts/client'
import { hearRefusal } from './wecom/errors/jobs'
import type { WecomError } from './wecom/errors/rules'
import { storedTokens } from './wecom/tokens/stored/client'

/** What a process has. Built once by `openContext`; tests build one with their own clock. */
export type Context = {
  config: ServerConfig
  log: Logger
  db: Database
  clock: Clock
  newId: () => string
  numbers: Numbers
  signer: Signer
  files: FileStore
  outside: {
    wecom: WecomClient
    contacts: ContactsClient
    kf: KfClient
    wechat: WechatClient
    reach: ReachClient
    speech: SpeechRecogniser
    webhooks: WebhookClient
  }
  /** The actor of a session token; refuses when it is expired or revoked. */
  identify: (token: string) => Promise<Actor>
  subscribers: ReadonlyMap<EventType, readonly Subscriber[]>
  subscribersByName: ReadonlyMap<string, Subscriber>
  timerJobs: ReadonlyMap<string, TimerJob>
  references: References
  expiring: readonly Expiring[]
  /** Tells this process's worker that there is something to do. */
  nudge: () => void
  onNudge: (listener: () => void) => void
  close: () => Promise<void>
}

const allSubscribers = capabilities.flatMap(capability => capability.subscribers ?? [])

const byEventType = (): Map<EventType, Subscriber[]> => {
  const map = new Map<EventType, Subscriber[]>()
  for (const subscriber of allSubscribers) {
    for (const type of subscriber.on) map.set(type, [...(map.get(type) ?? []), subscriber])
  }
  return map
}

export const openContext = async (config: ServerConfig, clock: Clock = systemClock): Promise<Context> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    entities: [...kernelEntities, ...capabilities.flatMap(capability => capability.entities ?? [])],
    migrations: [...kernelMigrations, ...capabilities.flatMap(capability => capability.migrations ?? [])],
  })
  let nudged = () => {}
  const newId = idsOf(clock)
  const context: Context = {
    config,
    log: logOf(config),
    db,
    clock,
    newId,
    numbers: numbersOf(db),
    signer: signerOf(config.appSecret),
    files: fileStoreIn(join(config.dataDir, 'files')),
    outside: outsideOf({ config, clock, db, newId }, refused => hearRefusal(context, refused)),
    identify: token => identify(context, token),
    subscribers: byEventType(),
    subscribersByName: new Map(allSubscribers.map(subscriber => [subscriber.name, subscriber])),
    timerJobs: new Map(capabilities.flatMap(({ timerJobs = [] }) => timerJobs.map(job => [job.job, job] as const))),
    references: Object.assign({}, ...capabilities.map(({ references }) => references)),
    expiring: [...kernelExpiring, ...capabilities.flatMap(({ expiring = [] }) => expiring)],
    nudge: () => nudged(),
    onNudge: listener => {
      nudged = listener
    },
    close: db.close,
  }
  return context
}

const outsideOf = (
  { config, clock, db, newId }: Pick<Context, 'config' | 'clock' | 'db' | 'newId'>,
  onRefusal: (refused: WecomError) => Promise<void>,
): Context['outside'] => {
  const now = () => clock.now().getTime()
  const tokens = storedTokens({ db, now, newId, secret: config.appSecret })
  const { apiBase: baseUrl, corpId, agentId, secret } = config.wecom
  return {
    wecom: wecomClient({ baseUrl, corpId, agentId, secret, tokens, timeoutMs: 8000, onRefusal }),
    contacts: contactsClient({ baseUrl, corpId, agentId, secret, tokens, timeoutMs: 8000, onRefusal }),
    kf: kfClient({ baseUrl, corpId, agentId, secret, tokens, timeoutMs: 8000, onRefusal }),
    wechat: wechatClient({
      baseUrl: config.wechat.apiBase,
      appId: config.wechat.appId,
      secret: config.wechat.secret,
      tokens,
      timeoutMs: 8000,
    }),
    webhooks: webhookClient({
      secret: signerOf(config.appSecret).sign('webhook', 'secret'),
      isPrivateAllowed: config.mode === 'demo',
      timeoutMs: 8000,
      now,
    }),
    reach: reachClient({ sms: config.sms, voiceCalls: config.voiceCalls, timeoutMs: 8000, now }),
    speech:
      config.asr.provider === 'none'
        ? noRecogniser
        : tencentRecogniser({ ...config.asr, baseUrl: config.asr.apiBase, hotwords: [], now, timeoutMs: 15_000 }),
  }
}

const logOf = (config: ServerConfig): Logger =>
  pino({
    level: config.logLevel,
    redact: ['*.phone', '*.token', '*.secret', 'headers.authorization', 'err.config', 'err.request'],
  })
