import { createHash, createHmac } from 'node:crypto'
import axios, { isAxiosError } from 'axios'
import * as z from 'zod/mini'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

export type Tc3Request = {
  secretId: string
  secretKey: string
  /** `asr`, `sms`, `vms` ...; the first label of the public host. */
  service: string
  host: string
  /** Exactly the bytes that are sent. */
  body: string
  /** Epoch seconds; the platform takes 5 min either side. */
  timestamp: number
}

/** The `Authorization` of a Tencent Cloud call, TC3-HMAC-SHA256 over content-type and host, protocol section 14.1. */
export const tc3Authorization = ({ secretId, secretKey, service, host, body, timestamp }: Tc3Request): string => {
  const contentType = 'application/json; charset=utf-8'
  const canonical = `POST\n/\n\ncontent-type:${contentType}\nhost:${host}\n\ncontent-type;host\n${sha256(body)}`
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
}

export type TencentAccount = {
  baseUrl: string
  secretId: string
  secretKey: string
  service: string
  /** `2021-01-11`. */
  version: string
  /** `ap-guangzhou`, for the services that have regions. */
  region?: string
  timeoutMs: number
  /** Epoch ms. */
  now: () => number
}

/**
 * What came of a call. `refused`: the platform said no, with its code. `unreachable`: it never got the call.
 * `uncertain`: the call went out and no readable answer came back, so it may have had its effect.
 */
export type TencentAnswer =
  | { response: Record<string, unknown> }
  | { failed: 'refused'; code: string; message: string }
  | { failed: 'unreachable' | 'uncertain' }

const answerSchema = z.object({
  Response: z.looseObject({ Error: z.optional(z.object({ Code: z.string(), Message: z._default(z.string(), '') })) }),
})

/** Failures to connect at all, as Node names them. */
const NEVER_ARRIVED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/** Calls one service of Tencent Cloud. Never throws. */
export const tencentCloud = (account: TencentAccount) => {
  const { baseUrl, secretId, secretKey, service, version, region, timeoutMs, now } = account
  const { host } = new URL(baseUrl)
  return async (action: string, content: Record<string, unknown>): Promise<TencentAnswer> => {
    const timestamp = Math.floor(now() / 1000)
    const body = JSON.stringify(content)
    try {
      const { data } = await axios.post<unknown>(baseUrl, Buffer.from(body), {
        signal: AbortSignal.timeout(timeoutMs),
        maxRedirects: 0,
        // A Buffer passes through unchanged: the signature holds for these bytes only.
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'X-TC-Action': action,
          'X-TC-Version': version,
          'X-TC-Timestamp': String(timestamp),
          ...(region && { 'X-TC-Region': region }),
          Authorization: tc3Authorization({ secretId, secretKey, service, host, body, timestamp }),
        },
      })
      return read(data)
    } catch (error) {
      const hasArrived = !isAxiosError(error) || !NEVER_ARRIVED.includes(error.code ?? '')
      return { failed: hasArrived ? 'uncertain' : 'unreachable' }
    }
  }
}

const read = (data: unknown): TencentAnswer => {
  const parsed = z.safeParse(answerSchema, data)
  if (!parsed.success) return { failed: 'uncertain' }
  const { Error: error, ...response } = parsed.data.Response
  return error ? { failed: 'refused', code: error.Code, message: error.Message } : { response }
}
