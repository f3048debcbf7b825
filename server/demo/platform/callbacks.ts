import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type EnvelopeKeys, sealEnvelope } from '../../wecom/envelope'
import { type Outgoing, xmlOf } from './plaintext'

/** What an administrator types in: address, Token, EncodingAESKey. */
export type CallbackTarget = { url: string; token: string; aesKey: string; format?: 'xml' | 'json' }

/** One callback ready to post: may be kept, altered, cut or posted twice. */
export type SealedCallback = { url: string; body: string; contentType: string; receiveId: string; plaintext: string }

/** `status` is null when no answer came. */
export type Attempt = { at: number; status: number | null; failure: 'timeout' | 'network' | null; reply: string }
export type CallbackOutcome = { accepted: boolean; attempts: Attempt[] }

export type CallbackTimes = {
  /** Between attempts; the platform waits about 5 s. */
  retryDelaysMs: number[]
  /** The platform cuts the connection after 5 s. */
  timeoutMs: number
  now: () => number
}

const nonceOf = (): string => String(randomBytes(4).readUInt32BE())

export const seal = (target: CallbackTarget, receiveId: string, plaintext: string, now: number): SealedCallback => {
  const keys: EnvelopeKeys = { token: target.token, aesKey: target.aesKey, receiveId }
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), nonceOf()]
  const { encrypt, signature } = sealEnvelope(keys, plaintext, { timestamp, nonce })
  const url = new URL(target.url)
  url.search = new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString()
  if (target.format === 'json') {
    return { url: url.href, body: JSON.stringify({ encrypt }), contentType: 'application/json', receiveId, plaintext }
  }
  const outer: Outgoing = { ToUserName: receiveId, AgentID: '', Encrypt: encrypt }
  return { url: url.href, body: xmlOf(outer), contentType: 'text/xml', receiveId, plaintext }
}

const request = async (url: string, init: RequestInit, { timeoutMs, now }: CallbackTimes): Promise<Attempt> => {
  const signal = AbortSignal.timeout(timeoutMs)
  const at = now()
  try {
    const answer = await fetch(url, { ...init, signal, redirect: 'manual' })
    return { at, status: answer.status, failure: null, reply: await answer.text() }
  } catch {
    return { at, status: null, failure: signal.aborted ? 'timeout' : 'network', reply: '' }
  }
}

/** One attempt with exactly these bytes. */
export const post = ({ url, body, contentType }: SealedCallback, times: CallbackTimes): Promise<Attempt> =>
  request(url, { method: 'POST', body, headers: { 'content-type': contentType } }, times)

/**
 * Three attempts in all, each sealed anew around the same message. Only silence is repeated: an answer other than 200 is
 * a failure for good, protocol section 2.4.
 */
export const deliver = async (
  sealAnew: () => SealedCallback,
  times: CallbackTimes,
  stopped: AbortSignal,
): Promise<CallbackOutcome> => {
  const attempts: Attempt[] = []
  for (const waitMs of [0, ...times.retryDelaysMs]) {
    if (waitMs > 0) await delay(waitMs, undefined, { signal: stopped }).catch(() => undefined)
    if (stopped.aborted) break
    const attempt = await post(sealAnew(), times)
    attempts.push(attempt)
    if (attempt.failure === null) break
  }
  return { accepted: attempts.at(-1)?.status === 200, attempts }
}

/** What saving the address in the administration page does: true when the server opens `echostr` and answers it bare. */
export const verifyUrl = async (target: CallbackTarget, receiveId: string, times: CallbackTimes): Promise<boolean> => {
  const keys: EnvelopeKeys = { token: target.token, aesKey: target.aesKey, receiveId }
  const [timestamp, nonce, echo] = [String(Math.floor(times.now() / 1000)), nonceOf(), nonceOf()]
  const { encrypt, signature } = sealEnvelope(keys, echo, { timestamp, nonce })
  const url = new URL(target.url)
  url.search = new URLSearchParams({ msg_signature: signature, timestamp, nonce, echostr: encrypt }).toString()
  const attempt = await request(url.href, { method: 'GET' }, times)
  return attempt.status === 200 && attempt.reply === echo
}
