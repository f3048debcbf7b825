import type { TemplateCard } from '../../wecom/client'
import type { BotMessageRow } from '../store'

/** The platform polls a stream for so long after the message. */
export const STREAM_MS = 6 * 60_000
/** The late address takes one answer within this time. */
export const LATE_MS = 60 * 60_000

/** Bytes; the platform takes no more in one answer. */
const MOST_BYTES = 20_480

export type Answer = { says: string; card: TemplateCard | null }

/** Cut at a character, not inside one. */
export const cutToBytes = (text: string, most = MOST_BYTES): string => {
  if (Buffer.byteLength(text) <= most) return text
  const bytes = Buffer.from(text).subarray(0, most - 3)
  return `${bytes.toString('utf8').replace(/\uFFFD+$/, '')}…`
}

const streamOf = (id: string, finish: boolean, content: string) => ({ id, finish, content: cutToBytes(content) })

type Turn = Pick<BotMessageRow, 'id' | 'says' | 'card' | 'state' | 'receivedAt'>

/** What a stream shows at `now`, protocol section 9.2: each frame replaces the one before. */
export const frameOf = ({ id, says, card, state, receivedAt }: Turn, now: Date) => {
  if (says !== null) {
    const stream = streamOf(id, true, says)
    return card ? { msgtype: 'stream_with_template_card', stream, template_card: card } : { msgtype: 'stream', stream }
  }
  const isOver = state === 'ignored' || now.getTime() - receivedAt.getTime() >= STREAM_MS
  const content = isOver ? '这次处理得有点慢，办好后再告诉您' : '收到，正在处理'
  return { msgtype: 'stream', stream: streamOf(id, isOver, content) }
}

/** A stream that nobody knows: ends it, so that the platform asks no more. */
export const lostFrame = (id: string) => ({
  msgtype: 'stream',
  stream: streamOf(id, true, '这条消息已经过期，请再发一次'),
})

/** The one reply of the long connection: a card alone, or the whole of a stream at once. */
export const replyOf = (id: string, { says, card }: Answer) =>
  card ? { msgtype: 'template_card', template_card: card } : { msgtype: 'stream', stream: streamOf(id, true, says) }

/** Said outside the reply: to the late address, or of the bot's own accord. */
export const lateReplyOf = ({ says, card }: Answer) =>
  card
    ? { msgtype: 'template_card', template_card: card }
    : { msgtype: 'markdown', markdown: { content: cutToBytes(says) } }
