import { checkCard } from './cards'
import { type Json, PlatformRefusal } from './wire'

const refuseUnless = (holds: boolean, errcode: number, errmsg: string): void => {
  if (!holds) throw new PlatformRefusal(errcode, errmsg)
}
const words = (content: Json, name: string): string => (typeof content[name] === 'string' ? content[name] : '')
const bytes = (text: string): number => Buffer.byteLength(text)
const characters = (text: string): number => [...text].length

/** The platform cuts what is too long without a word; here it is refused, so that the loss shows. */
const within = (text: string, limit: number, name: string): void =>
  refuseUnless(bytes(text) <= limit, 45002, `${name} is longer than ${limit} bytes`)

const written = (content: Json): void => {
  refuseUnless(words(content, 'content') !== '', 44004, 'content is empty')
  within(words(content, 'content'), 2048, 'content')
}

const media = (content: Json): void => refuseUnless(words(content, 'media_id') !== '', 41006, 'missing media_id')

const textcard = (content: Json): void => {
  refuseUnless(words(content, 'title') !== '', 41016, 'missing title')
  refuseUnless(words(content, 'description') !== '', 41033, 'missing description')
  refuseUnless(words(content, 'url') !== '', 41010, 'missing url')
  refuseUnless(/^https?:\/\//.test(words(content, 'url')), 45034, 'url without http(s)://')
  within(words(content, 'title'), 128, 'title')
  within(words(content, 'description'), 512, 'description')
  within(words(content, 'url'), 2048, 'url')
  refuseUnless(characters(words(content, 'btntxt')) <= 4, 45002, 'btntxt is longer than 4 characters')
}

const miniprogramNotice = (content: Json): void => {
  const items: Json[] = Array.isArray(content.content_item) ? content.content_item : []
  const title = characters(words(content, 'title'))
  const description = characters(words(content, 'description'))
  refuseUnless(words(content, 'appid') !== '', 90200, 'missing appid')
  refuseUnless(!words(content, 'page').includes('.html'), 90204, 'page with a suffix')
  refuseUnless(title >= 4 && title <= 12, 40058, 'title must have 4 to 12 characters')
  refuseUnless(
    description === 0 || (description >= 4 && description <= 12),
    40058,
    'description must have 4 to 12 characters',
  )
  refuseUnless(items.length <= 10, 90201, 'more than 10 items')
  for (const item of items) {
    refuseUnless(words(item, 'key') !== '' && characters(words(item, 'key')) <= 10, 90202, 'key of 1 to 10 characters')
    refuseUnless(
      words(item, 'value') !== '' && characters(words(item, 'value')) <= 30,
      90203,
      'value of 1 to 30 characters',
    )
  }
}

const checks: Record<string, (content: Json) => void> = {
  text: written,
  markdown: written,
  textcard,
  template_card: checkCard,
  miniprogram_notice: miniprogramNotice,
  image: media,
  voice: media,
  video: media,
  file: media,
}

/** The part of a message under its msgtype, after the checks of protocol section 4.1. */
export const contentOf = (message: Json): { kind: string; content: Json } => {
  const kind = words(message, 'msgtype')
  const check = Object.hasOwn(checks, kind) ? checks[kind] : undefined
  if (!check) throw new PlatformRefusal(40008, 'invalid message type')
  const content = message[kind]
  if (typeof content !== 'object' || content === null) throw new PlatformRefusal(40063, `${kind} is empty`)
  check(content as Json)
  return { kind, content: content as Json }
}
