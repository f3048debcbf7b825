import { randomInt } from 'node:crypto'
import axios, { type AxiosRequestConfig } from 'axios'
import type { ServerConfig } from '../../../config/server'
import { wecomCalls } from '../../wecom/calls/client'
import { sealEnvelope } from '../../wecom/envelope'
import { WecomUnreachable } from '../../wecom/errors/rules'
import { inProcessTokens } from '../../wecom/tokens/client'
import type { Answer, Reply } from './rules'

const TIMEOUT_MS = 8000
const CALLBACK_TIMEOUT_MS = 5000

/** What the looks share: the settings, the instant, and answers that are asked for once. */
export type Examination = {
  config: ServerConfig
  now: () => Date
  token: () => Promise<Answer>
  /** agent/get of the configured agent id. */
  agent: () => Promise<Answer>
  /** A userid in the visible range; null when none can be found. */
  member: () => Promise<string | null>
  /** A call with the app's token. */
  ask: (request: AxiosRequestConfig) => Promise<Answer>
  /** WeChat, for the customers' mini-program: a login with a code that nobody was given. */
  wechatLogin: () => Promise<Answer>
  /** Our own callback address, asked as WeCom asks it. */
  callback: (form: { isForged: boolean }) => Promise<{ reply: Reply; expected: string }>
}

const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const answerIn = (data: Buffer, date: unknown): Answer => {
  const json = record(JSON.parse(data.toString('utf8')))
  const serverAt = typeof date === 'string' ? new Date(date) : null
  return { kind: 'answered', errcode: Number(json.errcode ?? 0), errmsg: String(json.errmsg ?? ''), json, serverAt }
}

/** `elapsedMs` measures an answer: ms since some fixed instant. */
export const examine = (config: ServerConfig, now: () => Date, elapsedMs: () => number): Examination => {
  const { corpId, agentId, secret, apiBase } = config.wecom
  const asking = (baseUrl: string) => {
    const tokens = inProcessTokens(() => now().getTime())
    const { ask } = wecomCalls({ baseUrl, corpId, agentId, secret, tokens, timeoutMs: TIMEOUT_MS })
    return async (request: AxiosRequestConfig): Promise<Answer> => {
      try {
        const { data, headers } = await ask(request)
        return answerIn(data, headers.date)
      } catch (error) {
        return { kind: 'silent', reason: error instanceof WecomUnreachable ? error.reason : 'unreadable' }
      }
    }
  }
  const raw = asking(apiBase)
  const token = once(() => raw({ url: '/cgi-bin/gettoken', params: { corpid: corpId, corpsecret: secret } }))

  const ask: Examination['ask'] = async request => {
    const granted = await token()
    if (granted.kind !== 'answered' || granted.errcode !== 0) return { kind: 'blocked' }
    return raw({ ...request, params: { access_token: granted.json.access_token, ...request.params } })
  }
  const agent = once(() => ask({ url: '/cgi-bin/agent/get', params: { agentid: agentId } }))

  return {
    config,
    now,
    token,
    agent,
    ask,
    member: once(async () => {
      const seen = await agent()
      return seen.kind === 'answered' ? memberIn(seen.json, ask) : null
    }),
    wechatLogin: () => {
      const { appId, secret: wechatSecret, apiBase: base } = config.wechat
      const params = { appid: appId, secret: wechatSecret, js_code: NONSENSE, grant_type: 'authorization_code' }
      return asking(base)({ url: '/sns/jscode2session', params })
    },
    callback: form => askCallback(config, { now: now(), elapsedMs, ...form }),
  }
}

/** A login code that no client was ever given. */
export const NONSENSE = 'paidan-doctor-0000000000000000'

/** The visible range names members, or departments whose members are asked for. */
const memberIn = async (agent: Record<string, unknown>, ask: Examination['ask']): Promise<string | null> => {
  const [named] = list(record(agent.allow_userinfos).user)
  if (named) return String(record(named).userid)
  const [department] = list(record(agent.allow_partys).partyid)
  if (department === undefined) return null
  const answer = await ask({ url: '/cgi-bin/user/simplelist', params: { department_id: department } })
  const [first] = answer.kind === 'answered' ? list(answer.json.userlist) : []
  return first ? String(record(first).userid) : null
}

type Asking = { now: Date; elapsedMs: () => number; isForged: boolean }

/** As in protocol section 2.2; a forged one has another signature. */
const askCallback = async ({ wecom, publicUrl }: ServerConfig, { now, elapsedMs, isForged }: Asking) => {
  const keys = { token: isForged ? 'forged' : wecom.token, aesKey: wecom.aesKey, receiveId: wecom.corpId }
  const [timestamp, nonce] = [String(Math.floor(now.getTime() / 1000)), String(randomInt(1e9))]
  const expected = String(randomInt(1e12, 2e12))
  const { encrypt, signature } = sealEnvelope(keys, expected, { timestamp, nonce })
  const params = { msg_signature: signature, timestamp, nonce, echostr: encrypt }
  const query = new URLSearchParams(params).toString()
  const startedAt = elapsedMs()
  const reply = await axios
    .get<string>(`${publicUrl.replace(/\/$/, '')}/wecom/callback?${query}`, {
      responseType: 'text',
      transformResponse: text => text,
      validateStatus: () => true,
      maxRedirects: 0,
      timeout: CALLBACK_TIMEOUT_MS,
    })
    .then(({ status, data }): Reply => ({ kind: 'replied', status, body: data, elapsedMs: elapsedMs() - startedAt }))
    .catch((error: { code?: string }): Reply => {
      const isLate = error.code === 'ECONNABORTED' || error.code === 'ETIMEDOUT'
      return { kind: 'silent', reason: isLate ? 'timeout' : 'network' }
    })
  return { reply, expected }
}
