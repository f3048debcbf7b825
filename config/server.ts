import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { demoSecrets } from './dataDir'
import { ConfigError } from './mistakes'
import { type ProgressMessage, progressMessageOf, progressNames } from './progressMessage'
import { reachMistakes, reachNames, reachOf, type SmsConfig, type VoiceCallConfig } from './reach'
import { type UpkeepConfig, upkeepNames, upkeepOf } from './upkeep'

/** Everything a process is told from outside. This file is the only reader of the environment. */
export type ServerConfig = {
  mode: 'demo' | 'production'
  role: 'all' | 'web' | 'worker'
  port: number
  host: string
  dataDir: string
  /** `mysql://…`, or the path of the embedded database file. */
  databaseUrl: string
  redisUrl: string | null
  appSecret: string
  /** The address people reach this server at; signed links and cards start with it. */
  publicUrl: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  wecom: { corpId: string; agentId: number; secret: string; token: string; aesKey: string; apiBase: string }
  /** Whether the tile on the workbench shows each member's open tickets. */
  hasTile: boolean
  /** The group robot's key of a team, by the team's id. Whoever has a key can post. */
  robotKeys: Readonly<Record<string, string>>
  bot: BotConfig
  /** The customer service account (微信客服) that printed links open; empty while there is none. */
  kfId: string
  progressMessage: ProgressMessage | null
  wechat: { appId: string; secret: string; apiBase: string }
  asr: { provider: 'none' | 'tencent'; secretId: string; secretKey: string; engine: string; apiBase: string }
  /** Null: nobody is reached by text message. */
  sms: SmsConfig | null
  /** Null: nobody is called. */
  voiceCalls: VoiceCallConfig | null
  upkeep: UpkeepConfig
}

/** The AI bot (智能机器人): its two modes exclude each other. */
export type BotConfig =
  | { mode: 'off' }
  | { mode: 'callback'; token: string; aesKey: string }
  | { mode: 'socket'; botId: string; secret: string; wsBase: string }

const wecomNames = ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_TOKEN', 'WECOM_AES_KEY'] as const

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })

const REAL_WECOM = 'https://qyapi.weixin.qq.com'
const REAL_BOT_SOCKET = 'wss://openws.work.weixin.qq.com'

const tokenText = z.string().regex(/^[0-9A-Za-z]{1,32}$/, 'must be 1 to 32 letters and digits')
const aesKeyText = z.string().regex(/^[0-9A-Za-z+/]{43}$/, 'must have 43 characters')

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^mysql:\/\/[^/]+\/[\w-]+$/, 'must look like mysql://user:password@host:port/name')
    .optional(),
  REDIS_URL: z.string().startsWith('redis', 'must look like redis://host:port').optional(),
  PAIDAN_MODE: z.enum(['demo', 'production'], 'must be demo or production').optional(),
  PAIDAN_ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  PUBLIC_URL: address.optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent')
    .default('info'),
  APP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_AGENT_ID: z.string().regex(/^\d+$/, 'must be the number of the app').optional(),
  WECOM_SECRET: z.string().optional(),
  WECOM_TOKEN: tokenText.optional(),
  WECOM_AES_KEY: aesKeyText.optional(),
  WECOM_API_BASE: address.default(REAL_WECOM),
  WECOM_BOT_TOKEN: tokenText.optional(),
  WECOM_BOT_AES_KEY: aesKeyText.optional(),
  WECOM_BOT_ID: z.string().optional(),
  WECOM_BOT_SECRET: z.string().optional(),
  WECOM_BOT_WS_BASE: z.url({ protocol: /^wss?$/, error: 'must be a ws(s) address' }).default(REAL_BOT_SOCKET),
  WECOM_TILE: z.enum(['on', 'off'], 'must be on or off').default('off'),
  WECOM_ROBOT_KEYS: z
    .string()
    .regex(/^[^=,\s]+=[\w-]+(,[^=,\s]+=[\w-]+)*$/, 'must look like team-id=key,team-id=key')
    .optional(),
  WECOM_KF_ID: z.string().default(''),
  ...progressNames,
  WECHAT_APP_ID: z.string().default(''),
  WECHAT_APP_SECRET: z.string().default(''),
  WECHAT_API_BASE: address.default('https://api.weixin.qq.com'),
  ASR_PROVIDER: z.enum(['none', 'tencent'], 'must be none or tencent').default('none'),
  ASR_SECRET_ID: z.string().default(''),
  ASR_SECRET_KEY: z.string().default(''),
  ASR_ENGINE: z.string().default('16k_zh'),
  ASR_API_BASE: address.default('https://asr.tencentcloudapi.com'),
  ...reachNames,
  ...upkeepNames,
})
type Environment = z.output<typeof environment>

/**
 * Environment (and the file that `PAIDAN_ENV_FILE` names, which the environment overrides) to configuration.
 * Throws a `ConfigError` with a sentence per mistake. Without any WeCom secret the mode is `demo`; a production
 * start in which demo identity would be possible is refused.
 */
export const readServerConfig = (given: Record<string, string | undefined> = process.env): ServerConfig => {
  const parsed = environment.safeParse(withoutBlanks({ ...fromFile(given.PAIDAN_ENV_FILE), ...given }))
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`))
  }
  const env = parsed.data
  const mode = env.PAIDAN_MODE ?? (env.WECOM_SECRET || env.NODE_ENV === 'production' ? 'production' : 'demo')
  const ofMode = mode === 'production' ? productionMistakes(env) : demoMistakes(env)
  const mistakes = [...ofMode, ...botMistakes(env), ...reachMistakes(env)]
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return toConfig(env, mode)
}

const productionMistakes = (env: Environment): string[] => [
  ...wecomNames
    .filter(name => !env[name])
    .map(
      name => `${name} is missing: in production mode the real WeCom app must be given, demo identity is never used`,
    ),
  ...(env.APP_SECRET ? [] : ['APP_SECRET is missing: it signs sessions and codes, give at least 32 random characters']),
  ...(env.PUBLIC_URL ? [] : ['PUBLIC_URL is missing: the https address of this server, used in links and cards']),
  ...(env.ASR_PROVIDER === 'tencent' && !(env.ASR_SECRET_ID && env.ASR_SECRET_KEY)
    ? ['ASR_SECRET_ID and ASR_SECRET_KEY are missing: ASR_PROVIDER=tencent needs both']
    : []),
]

/** Demo identity lets anybody be anybody: never where real people or a real company are behind it. */
const demoMistakes = (env: Environment): string[] => [
  ...(env.NODE_ENV === 'production'
    ? ['PAIDAN_MODE is demo while NODE_ENV is production: demo identity must not be possible there, choose one']
    : []),
  ...(env.WECOM_SECRET && env.WECOM_API_BASE === REAL_WECOM
    ? ['PAIDAN_MODE is demo while WECOM_SECRET is for the real WeCom: remove the secret, or set PAIDAN_MODE=production']
    : []),
  ...(env.WECOM_BOT_SECRET && env.WECOM_BOT_WS_BASE === REAL_BOT_SOCKET
    ? ['PAIDAN_MODE is demo while WECOM_BOT_SECRET is for the real bot: remove it, or set PAIDAN_MODE=production']
    : []),
]

/** Both values of one mode, or none of either. */
const botMistakes = (env: Environment): string[] => {
  const callback = [env.WECOM_BOT_TOKEN, env.WECOM_BOT_AES_KEY].filter(Boolean).length
  const socket = [env.WECOM_BOT_ID, env.WECOM_BOT_SECRET].filter(Boolean).length
  if (callback > 0 && socket > 0) {
    return [
      'WECOM_BOT_TOKEN/WECOM_BOT_AES_KEY and WECOM_BOT_ID/WECOM_BOT_SECRET exclude each other: a bot has one mode',
    ]
  }
  return [
    ...(callback === 1 ? ['WECOM_BOT_TOKEN and WECOM_BOT_AES_KEY belong together: give both'] : []),
    ...(socket === 1 ? ['WECOM_BOT_ID and WECOM_BOT_SECRET belong together: give both'] : []),
  ]
}

const botOf = (env: Environment): BotConfig => {
  const { WECOM_BOT_TOKEN: token, WECOM_BOT_AES_KEY: aesKey, WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret } = env
  if (token && aesKey) return { mode: 'callback', token, aesKey }
  return botId && secret ? { mode: 'socket', botId, secret, wsBase: env.WECOM_BOT_WS_BASE } : { mode: 'off' }
}

const toConfig = (env: Environment, mode: ServerConfig['mode']): ServerConfig => {
  const dataDir = resolve(env.DATA_DIR)
  const demo = mode === 'demo' ? demoSecrets(dataDir) : null
  return {
    mode,
    role: env.PAIDAN_ROLE,
    port: env.PORT,
    host: env.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    dataDir,
    databaseUrl: env.DATABASE_URL ?? resolve(dataDir, 'paidan.db'),
    redisUrl: env.REDIS_URL ?? null,
    appSecret: env.APP_SECRET ?? demo?.appSecret ?? '',
    publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    logLevel: env.LOG_LEVEL,
    wecom: {
      corpId: env.WECOM_CORP_ID ?? 'wwdemo0000000000',
      agentId: Number(env.WECOM_AGENT_ID ?? 1000002),
      secret: env.WECOM_SECRET ?? demo?.wecomSecret ?? '',
      token: env.WECOM_TOKEN ?? demo?.wecomToken ?? '',
      aesKey: env.WECOM_AES_KEY ?? demo?.wecomAesKey ?? '',
      apiBase: env.WECOM_API_BASE,
    },
    hasTile: env.WECOM_TILE === 'on',
    robotKeys: Object.fromEntries((env.WECOM_ROBOT_KEYS?.split(',') ?? []).map(pair => pair.split('='))),
    bot: botOf(env),
    kfId: env.WECOM_KF_ID,
    progressMessage: progressMessageOf(env),
    wechat: { appId: env.WECHAT_APP_ID, secret: env.WECHAT_APP_SECRET, apiBase: env.WECHAT_API_BASE },
    asr: {
      provider: env.ASR_PROVIDER,
      secretId: env.ASR_SECRET_ID,
      secretKey: env.ASR_SECRET_KEY,
      engine: env.ASR_ENGINE,
      apiBase: env.ASR_API_BASE,
    },
    upkeep: upkeepOf(env),
    ...reachOf(env),
  }
}

const fromFile = (path: string | undefined): Record<string, string> => {
  if (!path) return {}
  if (!existsSync(path)) throw new ConfigError([`PAIDAN_ENV_FILE names ${path}, which does not exist`])
  const pairs = readFileSync(path, 'utf8').matchAll(/^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/gm)
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, value?.replace(/^(["'])(.*)\1$/, '$2')]))
}

const withoutBlanks = (given: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
