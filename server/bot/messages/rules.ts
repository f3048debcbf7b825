import * as z from 'zod/mini'

/** A picture to fetch: the address lives 5 min; the key stands beside it only on the long connection. */
export type PictureRef = { url: string; aesKey: string | null }

export type BotContent =
  /** Typed, spoken (the platform's own transcript) or shown. */
  | { kind: 'said'; words: string; pictures: PictureRef[] }
  | { kind: 'refresh'; streamId: string }
  | { kind: 'entered' }
  | { kind: 'clicked'; taskId: string; key: string }
  /** Another connection has taken this bot over. */
  | { kind: 'kicked' }
  | { kind: 'other' }

/** What came to the bot, protocol section 9.1, in our words. */
export type BotMessage = {
  /** Null for events that bring none. */
  messageId: string | null
  /** A userid, or an encrypted one. */
  from: string
  /** Null in a single chat. */
  chatId: string | null
  responseUrl: string | null
  /** What the message answers to; empty mostly. */
  quoted: string
  /** As WeCom names it: `text`, `event.enter_chat`. */
  name: string
} & BotContent

const words = z.object({ content: z._default(z.string(), '') })
const picture = z.object({ url: z._default(z.string(), ''), aeskey: z.optional(z.string()) })
const item = z.object({ msgtype: z.string(), text: z.optional(words), image: z.optional(picture) })
const mixed = z.object({ msg_item: z._default(z.array(item), []) })

const incoming = z.object({
  msgid: z.optional(z.string()),
  chatid: z.optional(z.string()),
  from: z.optional(z.object({ userid: z._default(z.string(), '') })),
  response_url: z.optional(z.string()),
  msgtype: z._default(z.string(), ''),
  text: z.optional(words),
  voice: z.optional(words),
  image: z.optional(picture),
  mixed: z.optional(mixed),
  quote: z.optional(z.object({ text: z.optional(words), voice: z.optional(words), mixed: z.optional(mixed) })),
  stream: z.optional(z.object({ id: z.string() })),
  event: z.optional(
    z.object({
      eventtype: z._default(z.string(), ''),
      template_card_event: z.optional(z.object({ task_id: z.string(), event_key: z.string() })),
    }),
  ),
})
type Incoming = z.output<typeof incoming>

const refOf = ({ url, aeskey }: z.output<typeof picture>): PictureRef => ({ url, aesKey: aeskey ?? null })

const textOf = (items: z.output<typeof item>[]): string =>
  items
    .map(({ text }) => text?.content ?? '')
    .filter(Boolean)
    .join('\n')

/** In a group the bot hears only what mentions it: its name is not part of what was said. */
const withoutMention = (said: string): string =>
  said
    .replace(/^(?:\s*@\S+(?:\s+|$))+/, '')
    .replace(/\s+@\S+\s*$/, '')
    .trim()

const said = (message: Incoming, content: string, pictures: PictureRef[] = []): BotContent => ({
  kind: 'said',
  words: message.chatid ? withoutMention(content) : content.trim(),
  pictures: pictures.filter(({ url }) => url !== ''),
})

const readers: Record<string, (message: Incoming) => BotContent> = {
  text: message => said(message, message.text?.content ?? ''),
  voice: message => said(message, message.voice?.content ?? ''),
  image: message => said(message, '', message.image ? [refOf(message.image)] : []),
  mixed: message => {
    const items = message.mixed?.msg_item ?? []
    return said(
      message,
      textOf(items),
      items.flatMap(({ image }) => (image ? [refOf(image)] : [])),
    )
  },
  stream: ({ stream }) => (stream ? { kind: 'refresh', streamId: stream.id } : { kind: 'other' }),
  'event.enter_chat': () => ({ kind: 'entered' }),
  'event.disconnected_event': () => ({ kind: 'kicked' }),
  'event.template_card_event': ({ event }) => {
    const click = event?.template_card_event
    return click ? { kind: 'clicked', taskId: click.task_id, key: click.event_key } : { kind: 'other' }
  },
}

const parsed = (json: string): Incoming | null => {
  try {
    return z.safeParse(incoming, JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** Reads one message of either mode; what it does not know is kept as `other`, never refused. */
export const readBotMessage = (json: string): BotMessage => {
  const message = parsed(json)
  if (!message) {
    return { messageId: null, from: '', chatId: null, responseUrl: null, quoted: '', name: 'unreadable', kind: 'other' }
  }
  const { msgid, from, chatid, response_url, msgtype, event, quote } = message
  const name = event ? `${msgtype}.${event.eventtype}` : msgtype
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
  return {
    messageId: msgid || null,
    from: from?.userid ?? '',
    chatId: chatid || null,
    responseUrl: response_url || null,
    quoted: quote?.text?.content ?? quote?.voice?.content ?? textOf(quote?.mixed?.msg_item ?? []),
    name: name.slice(0, 80),
    ...(reader ? reader(message) : { kind: 'other' }),
  }
}
