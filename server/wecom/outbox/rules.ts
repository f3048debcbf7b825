import { faultsOfCard, type TemplateCard } from '../cards/kinds/rules'

export type Pair = { key: string; value: string }

/** What a message says, in the platform's own spelling; limits in protocol section 4.1. */
export type MessageContent =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'textcard'; textcard: { title: string; description: string; url: string; btntxt?: string } }
  | { msgtype: 'template_card'; template_card: TemplateCard }
  | {
      msgtype: 'miniprogram_notice'
      miniprogram_notice: {
        appid: string
        page?: string
        title: string
        description?: string
        emphasis_first_item?: boolean
        content_item?: Pair[]
      }
    }

export type MessageKind = MessageContent['msgtype']

/** Bytes of UTF-8 unless it says characters. */
export const limits = {
  words: 2048,
  title: 128,
  description: 512,
  url: 2048,
  buttonCharacters: 4,
  noticeCharacters: { least: 4, most: 12 },
  items: 10,
  itemKeyCharacters: 10,
  itemValueCharacters: 30,
} as const

const bytes = (words: string): number => Buffer.byteLength(words)
const characters = (words: string): number => [...words].length
const within = (words: string, mostBytes: number): boolean => words !== '' && bytes(words) <= mostBytes

const isNoticeLine = (words: string): boolean =>
  characters(words) >= limits.noticeCharacters.least && characters(words) <= limits.noticeCharacters.most

const checks: { [K in MessageKind]: (content: Extract<MessageContent, { msgtype: K }>) => string[] } = {
  text: ({ text }) => (within(text.content, limits.words) ? [] : ['content']),
  markdown: ({ markdown }) => (within(markdown.content, limits.words) ? [] : ['content']),
  textcard: ({ textcard: { title, description, url, btntxt = '' } }) => [
    ...(within(title, limits.title) ? [] : ['title']),
    ...(within(description, limits.description) ? [] : ['description']),
    ...(within(url, limits.url) && /^https?:\/\//.test(url) ? [] : ['url']),
    ...(characters(btntxt) <= limits.buttonCharacters ? [] : ['btntxt']),
  ],
  template_card: ({ template_card }) => faultsOfCard(template_card),
  miniprogram_notice: ({ miniprogram_notice: notice }) => [
    ...(notice.appid ? [] : ['appid']),
    ...(notice.page?.includes('.html') ? ['page'] : []),
    ...(isNoticeLine(notice.title) ? [] : ['title']),
    ...(notice.description === undefined || isNoticeLine(notice.description) ? [] : ['description']),
    ...((notice.content_item?.length ?? 0) <= limits.items ? [] : ['content_item']),
    ...(notice.content_item ?? []).flatMap(({ key, value }) =>
      key && characters(key) <= limits.itemKeyCharacters && value && characters(value) <= limits.itemValueCharacters
        ? []
        : ['content_item'],
    ),
  ],
}

/** What the platform would refuse or cut without a word, as field names; none for a message that may go. */
export const faultsOf = (content: MessageContent): string[] =>
  (checks[content.msgtype] as (content: MessageContent) => string[])(content)

/** How a message reads when it is one line of several. */
export type Line = { says: string; url: string }

/** 1: alone, at once, such as an offer or an escalation. 2: news of a ticket. 3: a reminder that can wait. */
export type Priority = 1 | 2 | 3
