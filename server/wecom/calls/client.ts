import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios'
import * as z from 'zod/mini'
import { reactionTo, WecomError, WecomUnreachable } from '../errors/rules'
import type { TokenSource } from '../tokens/client'

export type WecomSettings = {
  baseUrl: string
  corpId: string
  agentId: number
  secret: string
  tokens: TokenSource
  timeoutMs: number
  /** Hears every refusal, before whoever made the call does; must not throw. */
  onRefusal?: (refused: WecomError) => Promise<void>
}

const grantAnswer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() })
const ticketAnswer = z.object({ ticket: z.string().check(z.minLength(1)), expires_in: z.number() })

/** 20 MB is the largest media the platform gives in one piece. */
const MAX_ANSWER_BYTES = 25 * 1024 * 1024

/** Decides on `errcode`, never on `errmsg`. */
export const readAnswer = <T extends z.core.$ZodType>(schema: T, bytes: Buffer): z.output<T> => {
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

/** How every call is made: with the app's token, refreshed and repeated once when it died early, its answer read by a schema. */
export const wecomCalls = (settings: WecomSettings) => {
  const { baseUrl, corpId, agentId, secret, tokens, timeoutMs, onRefusal } = settings
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
  const withLivingToken = async <T>(use: (token: string) => Promise<T>): Promise<T> => {
    const token = await accessToken()
    try {
      return await use(token)
    } catch (error) {
      if (reactionTo(error) !== 'refresh') throw error
      await tokens.drop(tokenKey, token)
      return use(await accessToken())
    }
  }

  const withToken = async <T>(use: (token: string) => Promise<T>): Promise<T> => {
    try {
      return await withLivingToken(use)
    } catch (error) {
      if (error instanceof WecomError) await onRefusal?.(error)
      throw error
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

  return { ask, withToken, get, post, ticket }
}

export type WecomCalls = ReturnType<typeof wecomCalls>
