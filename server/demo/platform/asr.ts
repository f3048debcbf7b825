import { createHash, createHmac } from 'node:crypto'
import type { MediaShelf } from './media'
import { type Answer, type Asked, type Handler, jsonOf, type Routes } from './wire'

export type AsrAccount = { secretId: string; secretKey: string }

const WINDOW_SECONDS = 300
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

const refuse = (Code: string, Message: string): Answer => ({
  json: { Response: { Error: { Code, Message }, RequestId: '00000000-0000-4000-8000-000000000000' } },
})

const header = ({ headers }: Asked, name: string): string => String(headers[name] ?? '')

/** The signature, worked out again from what arrived; null when it holds. */
const signatureFault = (asked: Asked, { secretId, secretKey }: AsrAccount, nowSeconds: number): Answer | null => {
  const form =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/asr\/tc3_request, SignedHeaders=content-type;host, Signature=([0-9a-f]{64})$/
  const [, id, date = '', signature] = form.exec(header(asked, 'authorization')) ?? []
  const timestamp = header(asked, 'x-tc-timestamp')
  if (!signature) return refuse('AuthFailure.SignatureFailure', 'malformed authorization')
  if (id !== secretId) return refuse('AuthFailure.SecretIdNotFound', 'unknown secret id')
  if (Math.abs(Number(timestamp) - nowSeconds) > WINDOW_SECONDS) return refuse('AuthFailure.SignatureExpire', 'expired')
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== date) {
    return refuse('AuthFailure.SignatureFailure', 'the date must be in UTC')
  }
  const signedHeaders = `content-type:${header(asked, 'content-type')}\nhost:${header(asked, 'host')}\n`
  const canonical = `POST\n/\n\n${signedHeaders}\ncontent-type;host\n${sha256(asked.body)}`
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/asr/tc3_request\n${sha256(canonical)}`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), 'asr'), 'tc3_request')
  const isRight = hmac(key, toSign).toString('hex') === signature
  return isRight ? null : refuse('AuthFailure.SignatureFailure', 'the signature does not match')
}

/** SentenceRecognition of Tencent Cloud for audio whose words are known, protocol section 14.1; errors come inside 200. */
export const asr = (account: AsrAccount, media: MediaShelf, now: () => number): Routes => {
  const recognise: Handler = asked => {
    const fault = signatureFault(asked, account, Math.floor(now() / 1000))
    if (fault) return fault
    if (header(asked, 'x-tc-action') !== 'SentenceRecognition') return refuse('InvalidAction', 'unknown action')
    if (header(asked, 'x-tc-version') !== '2019-06-14') return refuse('NoSuchVersion', 'unknown version')
    const { Data, DataLen, SourceType, VoiceFormat, EngSerViceType } = jsonOf(asked)
    const audio = Buffer.from(String(Data ?? ''), 'base64')
    if (SourceType !== 1 || !EngSerViceType) return refuse('MissingParameter', 'SourceType, EngSerViceType')
    if (audio.length !== DataLen) return refuse('InvalidParameterValue.ErrorInvalidVoiceData', 'DataLen is wrong')
    const isAmr = audio.subarray(0, 6).toString('latin1') === '#!AMR\n'
    const text = media.heard(audio)
    if (text === undefined || isAmr !== (VoiceFormat === 'amr')) {
      return refuse('FailedOperation.ErrorRecognize', 'cannot recognise')
    }
    return { json: { Response: { Result: text, AudioDuration: 1000, WordSize: 0, WordList: null, RequestId: 'r' } } }
  }
  return { 'POST /': recognise }
}
