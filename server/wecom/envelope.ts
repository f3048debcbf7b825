import { createCipheriv, createDecipheriv, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Fields } from './messages/rules'
import { readXml } from './xml/envelope'

/** What the administrator typed in for one callback address: a self-built app's `receiveId` is the corp id, an AI bot's is ''. */
export type EnvelopeKeys = { token: string; aesKey: string; receiveId: string }

/** One callback as it came: three values of the query and the cipher text of the body (or `echostr`). */
export type SealedMessage = { msgSignature: string; timestamp: string; nonce: string; encrypt: string }

/** Codes of the official libraries, protocol section 2.5. */
const refusals = {
  [-40001]: 'signature does not match',
  [-40002]: 'neither XML nor JSON of the expected form',
  [-40004]: 'EncodingAESKey is not 43 base64 characters',
  [-40005]: 'sealed for another receiver',
  [-40008]: 'illegal buffer',
  [-40010]: 'not base64',
} as const

export class EnvelopeError extends Error {
  constructor(readonly code: keyof typeof refusals) {
    super(`${code} ${refusals[code]}`)
    this.name = 'EnvelopeError'
  }
}

/** Lower-case hex SHA-1 over the four strings, sorted. */
export const signatureOf = (token: string, timestamp: string, nonce: string, encrypt: string): string =>
  hash('sha1', [token, timestamp, nonce, encrypt].sort().join(''))

/** Compares in constant time: how far a forged signature was right must not show. */
export const verifySignature = (token: string, sealed: SealedMessage): boolean => {
  const expected = Buffer.from(signatureOf(token, sealed.timestamp, sealed.nonce, sealed.encrypt))
  const given = Buffer.from(sealed.msgSignature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const keyBytes = (aesKey: string): Buffer => {
  if (!/^[A-Za-z0-9+/]{43}$/.test(aesKey)) throw new EnvelopeError(-40004)
  return Buffer.from(`${aesKey}=`, 'base64')
}

/** Buffer skips what it cannot read, so the only proof of clean base64 is the way back. */
const bytesOf = (base64: string): Buffer => {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64') !== base64) throw new EnvelopeError(-40010)
  return bytes
}

/** PKCS#7 to 32 bytes, where OpenSSL knows only 16: undone by hand. */
const unpadded = (padded: Buffer): Buffer => {
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > 32 || pad > padded.length) throw new EnvelopeError(-40008)
  return padded.subarray(0, padded.length - pad)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** random(16) + length(4, big endian) + message + receiver, protocol section 2.1. */
const messageIn = (plain: Buffer, receiveId: string): string => {
  if (plain.length < 20) throw new EnvelopeError(-40008)
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length) throw new EnvelopeError(-40008)
  if (!plain.subarray(end).equals(Buffer.from(receiveId))) throw new EnvelopeError(-40005)
  try {
    return utf8.decode(plain.subarray(20, end))
  } catch {
    throw new EnvelopeError(-40008)
  }
}

/** Signature, cipher, padding, receiver; gives the message or refuses with an EnvelopeError and nothing else. */
export const openEnvelope = (keys: EnvelopeKeys, sealed: SealedMessage): string => {
  if (!verifySignature(keys.token, sealed)) throw new EnvelopeError(-40001)
  const key = keyBytes(keys.aesKey)
  const cipherText = bytesOf(sealed.encrypt)
  if (cipherText.length === 0 || cipherText.length % 16 !== 0) throw new EnvelopeError(-40008)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return messageIn(unpadded(Buffer.concat([decipher.update(cipherText), decipher.final()])), keys.receiveId)
}

/** Seals a reply (or, in the demo, a callback); `random16` is given only to repeat a known vector. */
export const sealEnvelope = (
  keys: EnvelopeKeys,
  plaintext: string,
  { timestamp, nonce, random16 = randomBytes(16) }: { timestamp: string; nonce: string; random16?: Buffer },
): { encrypt: string; signature: string } => {
  const message = Buffer.from(plaintext)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([random16, length, message, Buffer.from(keys.receiveId)])
  const pad = 32 - (plain.length % 32)
  const key = keyBytes(keys.aesKey)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypt = Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()])
  const base64 = encrypt.toString('base64')
  return { encrypt: base64, signature: signatureOf(keys.token, timestamp, nonce, base64) }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Numbers, true, false and null outside strings become strings: a 64-bit MsgId must keep its digits. */
const scalarsQuoted = (json: string): string =>
  json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null/gs, token =>
    token.startsWith('"') ? token : token === 'null' ? '""' : `"${token}"`,
  )

/** The first parse is the gate: on anything but JSON the pattern above could take quadratic time. */
const stringly = (json: string): unknown => {
  JSON.parse(json)
  return JSON.parse(scalarsQuoted(json))
}

const fieldsOf = (text: string, isJson: boolean): Fields => {
  let parsed: unknown
  try {
    parsed = isJson ? stringly(text) : readXml(text).xml
  } catch {
    throw new EnvelopeError(-40002)
  }
  if (!isFields(parsed)) throw new EnvelopeError(-40002)
  return parsed
}

const looksLikeJson = (text: string): boolean => text.trimStart().startsWith('{')

/** The platform writes three elements. Whoever sends thousands has signed nothing yet and shall not cost a parser's time. */
const MAX_OUTER_TAGS = 50

/** The cipher text in an unread request body, XML (`Encrypt`) or JSON (`encrypt`), whatever the header claims. */
export const readOuter = (rawBody: string, contentType: string): string => {
  const isJson = looksLikeJson(rawBody) || contentType.includes('json')
  if (!isJson && rawBody.split('<', MAX_OUTER_TAGS + 2).length > MAX_OUTER_TAGS + 1) throw new EnvelopeError(-40002)
  const encrypt = fieldsOf(rawBody, isJson)[isJson ? 'encrypt' : 'Encrypt']
  if (typeof encrypt !== 'string' || encrypt === '') throw new EnvelopeError(-40002)
  return encrypt
}

/** The decrypted message as plain fields: names as WeCom spells them, scalars as strings, repeated elements as lists. */
export const parsePlaintext = (text: string): Fields => fieldsOf(text, looksLikeJson(text))

/**
 * What makes two deliveries the same message: MsgId (bots: msgid), else the decrypted text itself.
 * Never the cipher text, which differs in every retry; never sender and second, which two events can share.
 */
export const dedupeKeyOf = (plaintext: string, fields: Fields): string => {
  if (typeof fields.MsgId === 'string' && fields.MsgId !== '') return `msg:${fields.MsgId}`
  if (typeof fields.msgid === 'string' && fields.msgid !== '') return `bot:${fields.msgid}`
  return `sha256:${hash('sha256', plaintext)}`
}
