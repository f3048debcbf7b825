import { openEnvelope } from '../../wecom/envelope'
import type { CallbackTarget } from './callbacks'
import { checkCard } from './cards'
import { type Json, PlatformRefusal } from './wire'

const MOST_BYTES = 20_480

const part = (body: Json, name: string): Json => {
  const value = body[name]
  if (typeof value !== 'object' || value === null) throw new PlatformRefusal(40063, `${name} is empty`)
  return value as Json
}

const checkText = (value: unknown, name: string): void => {
  if (typeof value !== 'string' || value === '') throw new PlatformRefusal(44004, `${name} is empty`)
  if (Buffer.byteLength(value) > MOST_BYTES) throw new PlatformRefusal(45002, `${name} is too long`)
}

const checkStream = (body: Json): void => {
  const { id, finish, content } = part(body, 'stream')
  if (typeof id !== 'string' || id === '') throw new PlatformRefusal(40058, 'stream.id missing')
  if (typeof finish !== 'boolean') throw new PlatformRefusal(40058, 'stream.finish missing')
  checkText(content, 'stream.content')
}

const checks: Record<string, (body: Json) => void> = {
  text: body => checkText(part(body, 'text').content, 'content'),
  markdown: body => checkText(part(body, 'markdown').content, 'content'),
  stream: checkStream,
  template_card: body => checkCard(part(body, 'template_card')),
  stream_with_template_card: body => {
    checkStream(body)
    checkCard(part(body, 'template_card'))
  },
}

/** Refuses what the platform refuses in a bot's reply, protocol section 9.2. */
export const checkBotReply = (body: Json, kinds: readonly string[]): void => {
  if (body.response_type === 'update_template_card' && kinds.includes('update_template_card')) {
    checkCard(part(body, 'template_card'))
    return
  }
  const kind = String(body.msgtype ?? '')
  if (!kinds.includes(kind)) throw new PlatformRefusal(40008, 'invalid message type')
  checks[kind]?.(body)
}

const inReply = ['text', 'stream', 'template_card', 'stream_with_template_card', 'update_template_card']

/** What the bot answered to a callback, as the platform would open and check it; null for an empty answer. */
export const readBotReply = ({ token, aesKey }: CallbackTarget, reply: string): Json | null => {
  if (reply === '') return null
  const { encrypt, msgsignature, timestamp, nonce } = JSON.parse(reply) as Record<string, string | number>
  if (typeof timestamp !== 'number') throw new PlatformRefusal(40058, 'timestamp must be a number')
  const sealed = { msgSignature: String(msgsignature), timestamp: String(timestamp), nonce: String(nonce) }
  const keys = { token, aesKey, receiveId: '' }
  const body = JSON.parse(openEnvelope(keys, { ...sealed, encrypt: String(encrypt) })) as Json
  checkBotReply(body, inReply)
  return body
}
