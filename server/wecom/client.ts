import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import * as z from 'zod/mini'

export type Reaction = 'retry' | 'refresh' | 'giveUp' | 'memberGone' | 'alarm'

/** What each errcode asks of us, protocol section 1.1; one that is not listed is given up. */
export const reactions: Record<number, Reaction> = {
  [-1]: 'retry', // busy
  40001: 'alarm', // secret wrong
  40003: 'memberGone',
  40007: 'giveUp', // media expired
  40013: 'giveUp', // corp id wrong
  40014: 'refresh',
  40029: 'giveUp', // login code used or older than 5 min: the client brings a new one
  40056: 'giveUp', // agent id wrong
  40058: 'giveUp',
  40096: 'giveUp', // no such external contact
  41001: 'alarm',
  41051: 'giveUp', // welcome code used
  42001: 'refresh',
  42009: 'alarm', // token of another app
  45009: 'retry', // frequency: blocked for 60 s at least
  45033: 'retry', // too many at once
  48002: 'alarm', // app lacks the permission
  60011: 'alarm', // outside the visible range
  60020: 'alarm', // our address is not trusted; errmsg names it
  60111: 'memberGone',
  81013: 'giveUp', // nobody could be reached: another channel must take over
  84061: 'giveUp', // no follow relationship
  95014: 'alarm', // servicer not activated
  301002: 'alarm',
  830002: 'giveUp', // media above 20 MB
}

/** The platform answered and said no. `errmsg` is for the log only: decisions go by `errcode`. */
export class WecomError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`WeCom answered ${errcode}: ${errmsg}`)
    this.name = 'WecomError'
  }
}

/** No usable answer came. Whether the call took effect is unknown. Holds no request: its address carries the token. */
export class WecomUnreachable extends Error {
  constructor(readonly reason: 'timeout' | 'network' | 'status' | 'unreadable') {
    super(`WeCom gave no usable answer: ${reason}`)
    this.name = 'WecomUnreachable'
  }
}

export const reactionTo = (error: unknown): Reaction => {
  if (error instanceof WecomError) return reactions[error.errcode] ?? 'giveUp'
  return error instanceof WecomUnreachable ? 'retry' : 'giveUp'
}

export type Grant = { value: string; expiresInSeconds: number }

/** Keeps access tokens and tickets. A store shared by several processes can stand in for the one below. */
export type TokenSource = {
  /** The value held under `key`, else a new one; those who ask meanwhile share one fetch. */
  get(key: string, fetchGrant: () => Promise<Grant>): Promise<string>
  /** Forgets `value` only if it is still the one held: a newer one that somebody has just fetched stays. */
  drop(key: string, value: string): Promise<void>
}

const REFRESH_AHEAD_SECONDS = 300
/** Near the end of its life the platform may hand out the same value again: ask at most this often. */
const SHORTEST_HOLD_SECONDS = 30
/** A value that replaced a dropped one is not dropped again within this time, which ends refresh loops. */
const DROP_COOL_DOWN_MS = 10_000

/** A TokenSource for one process. `now` in epoch ms. */
export const inProcessTokens = (now: () => number): TokenSource => {
  const held = new Map<string, { value: string; refreshAt: number; expiresAt: number }>()
  const fetches = new Map<string, Promise<string>>()
  const lastDropAt = new Map<string, number>()

  const fetchOnce = (key: string, fetchGrant: () => Promise<Grant>): Promise<string> => {
    const running = fetches.get(key)
    if (running) return running
    const keep = ({ value, expiresInSeconds }: Grant): string => {
      const hold = Math.max(expiresInSeconds - REFRESH_AHEAD_SECONDS, SHORTEST_HOLD_SECONDS)
      const expiresAt = now() + expiresInSeconds * 1000
      held.set(key, { value, refreshAt: Math.min(now() + hold * 1000, expiresAt), expiresAt })
      return value
    }
    const fetch = fetchGrant()
      .then(keep)
      .finally(() => fetches.delete(key))
    fetches.set(key, fetch)
    return fetch
  }

  return {
    get: async (key, fetchGrant) => {
      const old = held.get(key)
      if (old && now() < old.refreshAt) return old.value
      try {
        return await fetchOnce(key, fetchGrant)
      } catch (error) {
        const stillGood = held.get(key)
        if (stillGood && now() < stillGood.expiresAt) return stillGood.value
        throw error
      }
    },
    drop: async (key, value) => {
      const dropAt = lastDropAt.get(key)
      if (held.get(key)?.value !== value) return
      if (dropAt !== undefined && now() - dropAt < DROP_COOL_DOWN_MS) return
      lastDropAt.set(key, now())
      held.delete(key)
    },
  }
}

/** Any card of protocol section 4.2. */
export type TemplateCard = {
  card_type: 'text_notice' | 'news_notice' | 'button_interaction' | 'vote_interaction' | 'multiple_interaction'
  task_id?: string
  [field: string]: unknown
}

type Recipients = {
  /** userids joined by `|`, at most 1000. */
  touser: string
  /** Makes a repeat after a lost answer safe: the same target and body within the interval (seconds, <= 14400) goes out once. */
  enable_duplicate_check?: 0 | 1
  duplicate_check_interval?: number
}

/** Body of message/send without `agentid`; limits in bytes in protocol section 4.1. */
export type AppMessage = Recipients &
  (
    | { msgtype: 'text'; text: { content: string } }
    | { msgtype: 'markdown'; markdown: { content: string } }
    | { msgtype: 'textcard'; textcard: { title: string; description: string; url: string; btntxt?: string } }
    | { msgtype: 'template_card'; template_card: TemplateCard }
    | {
        msgtype: 'miniprogram_notice'
        miniprogram_notice: {
          appid: string
          page?: string
          title: string
          description?: string
          emphasis_first_item?: boolean
          content_item?: { key: string; value: string }[]
        }
      }
  )

export type CardUpdate = { userids: string[]; response_code: string } & (
  | { button: { replace_name: string } }
  | { template_card: TemplateCard & { replace_text?: string } }
)

export type SendReceipt = {
  messageId: string
  /** Interactive cards only: good for one update within 72 h. */
  responseCode: string | null
  /** As the platform returns them: lower-cased. A message to others has gone out all the same. */
  invalidUserIds: string[]
}

export type Media = { bytes: Buffer; contentType: string; fileName: string | null }
export type MemberSession = { userId: string; sessionKey: string }

export type ExternalContact = {
  externalUserId: string
  name: string
  from: 'wechat' | 'wecom'
  unionId: string | null
  corpName: string | null
  followers: { userId: string; remark: string; mobiles: string[]; tags: string[] }[]
}

/** WeCom as one self-built app sees it. Every call may throw WecomError or WecomUnreachable. */
export type WecomClient = {
  /** An errcode 0 says nothing about reading: above 30/min or 1000/h a member's messages vanish without a word. */
  sendMessage(message: AppMessage): Promise<SendReceipt>
  updateTemplateCard(update: CardUpdate): Promise<{ invalidUserIds: string[] }>
  downloadMedia(mediaId: string): Promise<Media>
  /** The code lives 5 min, once. Refuses a session of another corp. */
  codeToSession(code: string): Promise<MemberSession>
  externalContact(externalUserId: string): Promise<ExternalContact>
  /** For `wx.config` (corp) and `wx.agentConfig` (app). */
  jsapiTicket(): Promise<string>
  agentTicket(): Promise<string>
}

export type WecomSettings = {
  baseUrl: string
  corpId: string
  agentId: number
  secret: string
  tokens: TokenSource
  timeoutMs: number
}

const list = <T extends z.core.SomeType>(item: T) => z._default(z.array(item), [])
const grantAnswer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() })
const ticketAnswer = z.object({ ticket: z.string().check(z.minLength(1)), expires_in: z.number() })
const sentAnswer = z.object({
  msgid: z._default(z.string(), ''),
  response_code: z.optional(z.string()),
  invaliduser: z._default(z.string(), ''),
})
const updatedAnswer = z.object({ invaliduser: list(z.string()) })
const sessionAnswer = z.object({
  corpid: z.string(),
  userid: z.string().check(z.minLength(1)),
  session_key: z.string(),
})
const contactAnswer = z.object({
  external_contact: z.object({
    external_userid: z.string(),
    name: z._default(z.string(), ''),
    type: z.number(),
    unionid: z.optional(z.string()),
    corp_name: z.optional(z.string()),
  }),
  follow_user: list(
    z.object({
      userid: z.string(),
      remark: z._default(z.string(), ''),
      remark_mobiles: list(z.string()),
      tags: list(z.object({ tag_name: z.string() })),
    }),
  ),
  next_cursor: z.optional(z.string()),
})

/** 20 MB is the largest media the platform gives in one piece. */
const MAX_ANSWER_BYTES = 25 * 1024 * 1024
/** Pages of 500 followers each. */
const MAX_FOLLOWER_PAGES = 20

const readAnswer = <T extends z.core.$ZodType>(schema: T, bytes: Buffer): z.output<T> => {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new WecomUnreachable('unreadable')
  }
  const verdict = z.safeParse(
    z.object({ errcode: z._default(z.number(), 0), errmsg: z._default(z.string(), '') }),
    json,
  )
  if (!verdict.success) throw new WecomUnreachable('unreadable')
  if (verdict.data.errcode !== 0) throw new WecomError(verdict.data.errcode, verdict.data.errmsg)
  const answer = z.safeParse(schema, json)
  if (!answer.success) throw new WecomUnreachable('unreadable')
  return answer.data
}

/** Node reads header bytes as latin1; the platform writes the file name in UTF-8. */
const fileNameIn = (disposition: string): string | null => {
  const name = /filename="?([^";]+)"?/i.exec(disposition)?.[1]
  return name ? Buffer.from(name, 'latin1').toString('utf8') : null
}

export const wecomClient = (settings: WecomSettings): WecomClient => {
  const { baseUrl, corpId, agentId, secret, tokens, timeoutMs } = settings
  const tokenKey = `token:${corpId}:${agentId}`

  const ask = async (request: AxiosRequestConfig): Promise<AxiosResponse<Buffer>> => {
    const signal = AbortSignal.timeout(timeoutMs)
    const common = { baseURL: baseUrl, signal, maxRedirects: 0, maxContentLength: MAX_ANSWER_BYTES } as const
    const answer = await axios
      .request<Buffer>({ ...request, ...common, responseType: 'arraybuffer', validateStatus: () => true })
      .catch(() => {
        throw new WecomUnreachable(signal.aborted ? 'timeout' : 'network')
      })
    if (answer.status !== 200) throw new WecomUnreachable('status')
    return answer
  }

  const accessToken = (): Promise<string> =>
    tokens.get(tokenKey, async () => {
      const { data } = await ask({ url: '/cgi-bin/gettoken', params: { corpid: corpId, corpsecret: secret } })
      const grant = readAnswer(grantAnswer, data)
      return { value: grant.access_token, expiresInSeconds: grant.expires_in }
    })

  /** One refresh and one repeat when the platform has let the token die early. */
  const withToken = async <T>(use: (token: string) => Promise<T>): Promise<T> => {
    const token = await accessToken()
    try {
      return await use(token)
    } catch (error) {
      if (reactionTo(error) !== 'refresh') throw error
      await tokens.drop(tokenKey, token)
      return use(await accessToken())
    }
  }

  const get = <T extends z.core.$ZodType>(schema: T, url: string, params: Record<string, string> = {}) =>
    withToken(async token => readAnswer(schema, (await ask({ url, params: { access_token: token, ...params } })).data))

  const post = <T extends z.core.$ZodType>(schema: T, url: string, data: object) =>
    withToken(async token =>
      readAnswer(schema, (await ask({ method: 'post', url, params: { access_token: token }, data })).data),
    )

  const ticket = (kind: string, url: string, params?: Record<string, string>): Promise<string> =>
    tokens.get(`ticket:${kind}:${corpId}:${agentId}`, async () => {
      const grant = await get(ticketAnswer, url, params)
      return { value: grant.ticket, expiresInSeconds: grant.expires_in }
    })

  return {
    sendMessage: async message => {
      const sent = await post(sentAnswer, '/cgi-bin/message/send', { ...message, agentid: agentId })
      return {
        messageId: sent.msgid,
        responseCode: sent.response_code ?? null,
        invalidUserIds: sent.invaliduser.split('|').filter(Boolean),
      }
    },

    updateTemplateCard: async update => {
      const body = { ...update, agentid: agentId }
      return { invalidUserIds: (await post(updatedAnswer, '/cgi-bin/message/update_template_card', body)).invaliduser }
    },

    downloadMedia: mediaId =>
      withToken(async token => {
        const answer = await ask({ url: '/cgi-bin/media/get', params: { access_token: token, media_id: mediaId } })
        const contentType = String(answer.headers['content-type'] ?? 'application/octet-stream')
        const disposition = String(answer.headers['content-disposition'] ?? '')
        if (disposition === '' && /json|text\/plain/.test(contentType)) {
          readAnswer(z.object({}), answer.data)
          throw new WecomUnreachable('unreadable')
        }
        return { bytes: answer.data, contentType, fileName: fileNameIn(disposition) }
      }),

    codeToSession: async code => {
      const params = { js_code: code, grant_type: 'authorization_code' }
      const session = await get(sessionAnswer, '/cgi-bin/miniprogram/jscode2session', params)
      if (session.corpid !== corpId) throw new WecomError(40013, 'the session belongs to another corp')
      return { userId: session.userid, sessionKey: session.session_key }
    },

    externalContact: async externalUserId => {
      const read = (cursor: string) =>
        get(contactAnswer, '/cgi-bin/externalcontact/get', { external_userid: externalUserId, cursor })
      let page = await read('')
      const { external_contact: contact, follow_user: followers } = page
      for (let pages = 1; page.next_cursor && pages < MAX_FOLLOWER_PAGES; pages++) {
        page = await read(page.next_cursor)
        followers.push(...page.follow_user)
      }
      return {
        externalUserId: contact.external_userid,
        name: contact.name,
        from: contact.type === 2 ? 'wecom' : 'wechat',
        unionId: contact.unionid || null,
        corpName: contact.corp_name || null,
        followers: followers.map(({ userid, remark, remark_mobiles, tags }) => ({
          userId: userid,
          remark,
          mobiles: remark_mobiles.filter(Boolean),
          tags: tags.map(tag => tag.tag_name),
        })),
      }
    },

    jsapiTicket: () => ticket('corp', '/cgi-bin/get_jsapi_ticket'),
    agentTicket: () => ticket('app', '/cgi-bin/ticket/get', { type: 'agent_config' }),
  }
}
