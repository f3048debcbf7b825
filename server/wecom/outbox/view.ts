import { maskPhone } from '../../../shared/kernel/privacy'
import { type Line, limits, type MessageContent, type Pair } from './rules'
import { cutBytes, cutCharacters } from './words/rules'

type Of<K extends MessageContent['msgtype']> = Extract<MessageContent, { msgtype: K }>

/** Numbers stay in the product, where it is known who may read them; a chat can be looked over and forwarded. */
export const withoutPhones = (words: string): string => words.replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, maskPhone)

/** Angle brackets are markup in a message, and people type them. */
const plain = (words: string): string => withoutPhones(words.replaceAll('<', '＜').replaceAll('>', '＞'))

/** What people type must not become markup either. */
const unmarked = (words: string): string =>
  plain(words)
    .replace(/[[\]()*`_#]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    .replace(/\s+/g, ' ')

export type Words = { says: string; link?: { url: string; says: string } | undefined }

/** A line of text with a link behind it; the words give way, the link stays whole. */
export const text = ({ says, link }: Words): Of<'text'> => {
  const tail = link ? `\n<a href="${link.url}">${plain(link.says)}</a>` : ''
  return {
    msgtype: 'text',
    text: { content: `${cutBytes(plain(says), limits.words - Buffer.byteLength(tail))}${tail}` },
  }
}

/** Markdown written by us; words that people typed go through `markdownWords` first. */
export const markdown = (content: string): Of<'markdown'> => ({
  msgtype: 'markdown',
  markdown: { content: cutBytes(content, limits.words) },
})

export const markdownWords = unmarked

export const textcard = (card: { title: string; says: string; url: string; button?: string }): Of<'textcard'> => ({
  msgtype: 'textcard',
  textcard: {
    title: cutBytes(plain(card.title), limits.title),
    description: cutBytes(plain(card.says), limits.description),
    url: card.url,
    ...(card.button && { btntxt: cutCharacters(card.button, limits.buttonCharacters) }),
  },
})

type Notice = { appId: string; page: string; title: string; description?: string; items: Pair[] }

/** Too short a title is filled up: the platform wants four characters. */
const noticeLine = (words: string): string =>
  cutCharacters(words, limits.noticeCharacters.most).padEnd(limits.noticeCharacters.least, '　')

export const miniprogramNotice = ({ appId, page, title, description, items }: Notice): Of<'miniprogram_notice'> => ({
  msgtype: 'miniprogram_notice',
  miniprogram_notice: {
    appid: appId,
    page,
    title: noticeLine(title),
    ...(description && { description: noticeLine(description) }),
    content_item: items.slice(0, limits.items).map(({ key, value }) => ({
      key: cutCharacters(key, limits.itemKeyCharacters),
      value: cutCharacters(withoutPhones(value), limits.itemValueCharacters),
    })),
  },
})

/** A line of a digest is cut to this, so that about ten share a message. */
const LINE_SAYS_BYTES = 110

const digestLine = ({ says, url }: Line): string => `> [${cutBytes(unmarked(says), LINE_SAYS_BYTES)}](${url})`

const head = (count: number): string => `**${count} 条工单消息**`

/** Tells two digests of the same lines apart, so that neither is taken for a repeat of the other. */
const foot = (id: string): string => `<font color="comment">#${id.slice(-10)}</font>`

const FRAME_BYTES = Buffer.byteLength(`${head(9999)}\n\n${foot('0123456789')}`)

/** Items in order, in as few groups as hold them; each group's lines fit into one message. */
export const packed = <T extends { line: Line }>(items: readonly T[]): T[][] => {
  const groups: T[][] = []
  let room = 0
  for (const item of items) {
    const bytes = Buffer.byteLength(digestLine(item.line)) + 1
    if (bytes > room) {
      groups.push([])
      room = limits.words - FRAME_BYTES
    }
    groups.at(-1)?.push(item)
    room -= bytes
  }
  return groups
}

/** Several messages as one, each with its link; the lines of one group of `packed`. */
export const digest = (id: string, lines: readonly Line[]): Of<'markdown'> => ({
  msgtype: 'markdown',
  markdown: { content: [head(lines.length), ...lines.map(digestLine), foot(id)].join('\n') },
})
