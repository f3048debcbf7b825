import { createHash, createHmac } from 'node:crypto'
import { type Answer, type Asked, type Json, jsonOf, type Routes } from './wire'

export type CloudAccount = { secretId: string; secretKey: string }

/** One service as its API document has it; an action answers with what stands in `Response`, or a `CloudRefusal`. */
export type CloudService = {
  account: CloudAccount
  version: string
  needsRegion?: boolean
  actions: Record<string, (content: Json) => Json>
}

/** An error of Tencent Cloud: it comes inside HTTP 200. */
export class CloudRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

const WINDOW_SECONDS = 300
const REQUEST_ID = '00000000-0000-4000-8000-000000000000'
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

const header = ({ headers }: Asked, name: string): string => String(headers[name] ?? '')

const FORM =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/([a-z]+)\/tc3_request, SignedHeaders=content-type;host, Signature=([0-9a-f]{64})$/

/** The signature, worked out again from what arrived. Refuses when it does not hold; returns the service of its scope. */
const verifiedService = (asked: Asked, services: Record<string, CloudService>, nowSeconds: number): CloudService => {
  const [, id, date = '', name = '', signature] = FORM.exec(header(asked, 'authorization')) ?? []
  const timestamp = header(asked, 'x-tc-timestamp')
  if (!signature) throw new CloudRefusal('AuthFailure.SignatureFailure', 'malformed authorization')
  const service = services[name]
  if (!service) throw new CloudRefusal('AuthFailure.SignatureFailure', 'the credential scope is of another service')
  if (id !== service.account.secretId) throw new CloudRefusal('AuthFailure.SecretIdNotFound', 'unknown secret id')
  if (!(Math.abs(Number(timestamp) - nowSeconds) <= WINDOW_SECONDS))
    throw new CloudRefusal('AuthFailure.SignatureExpire', 'expired')
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== date)
    throw new CloudRefusal('AuthFailure.SignatureFailure', 'the date must be in UTC')
  const signedHeaders = `content-type:${header(asked, 'content-type')}\nhost:${header(asked, 'host')}\n`
  const canonical = `POST\n/\n\n${signedHeaders}\ncontent-type;host\n${sha256(asked.body)}`
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/${name}/tc3_request\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${service.account.secretKey}`, date), name), 'tc3_request')
  if (hmac(key, toSign).toString('hex') !== signature)
    throw new CloudRefusal('AuthFailure.SignatureFailure', 'the signature does not match')
  return service
}

/** Every service stands at the root of its host: which one is meant, the credential scope says. */
export const tencentCloud = (services: Record<string, CloudService>, now: () => number): Routes => {
  const respond = (asked: Asked): Json => {
    const { version, needsRegion, actions } = verifiedService(asked, services, Math.floor(now() / 1000))
    const action = actions[header(asked, 'x-tc-action')]
    if (!action) throw new CloudRefusal('InvalidAction', 'unknown action')
    if (header(asked, 'x-tc-version') !== version) throw new CloudRefusal('NoSuchVersion', 'unknown version')
    if (needsRegion && !header(asked, 'x-tc-region')) throw new CloudRefusal('MissingParameter', 'X-TC-Region')
    return action(jsonOf(asked))
  }
  const answer = (asked: Asked): Answer => {
    try {
      return { json: { Response: { ...respond(asked), RequestId: REQUEST_ID } } }
    } catch (error) {
      if (!(error instanceof CloudRefusal)) throw error
      const { code: Code, message: Message } = error
      return { json: { Response: { Error: { Code, Message }, RequestId: REQUEST_ID } } }
    }
  }
  return { 'POST /': answer }
}
