import { type Json, PlatformRefusal } from './wire'

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const bytes = (value: unknown): number => Buffer.byteLength(String(value ?? ''))

const refuseUnless = (holds: boolean, what: string): void => {
  if (!holds) throw new PlatformRefusal(40058, `invalid ${what}`)
}

const checkItem = (item: unknown): void => {
  refuseUnless(isJson(item), 'list')
  const { type, ...rest } = item as Json
  const content = rest[String(type)]
  refuseUnless(isJson(content), 'list')
  const { id, content: words, url, pagepath, appid } = content as Json
  if (type === 'click') refuseUnless(bytes(id) <= 128 && bytes(words) >= 1 && bytes(words) <= 128, 'click')
  else if (type === 'view') refuseUnless(bytes(url) >= 1 && bytes(url) <= 2048 && bytes(words) <= 1024, 'view')
  else if (type === 'miniprogram') {
    refuseUnless(
      bytes(appid) >= 1 && bytes(appid) <= 32 && bytes(pagepath) >= 1 && bytes(pagepath) <= 1024,
      'miniprogram',
    )
  } else refuseUnless(type === 'text', 'type')
}

const checkMenu = ({ head_content, list = [], tail_content }: Json): void => {
  refuseUnless(bytes(head_content) <= 1024 && bytes(tail_content) <= 1024, 'msgmenu')
  refuseUnless(Array.isArray(list) && list.length <= 10, 'list')
  for (const item of list as unknown[]) checkItem(item)
}

/** The content of a message of ours, within the platform's limits in bytes; text is cut, a menu refused. */
export const kfBody = (body: Json, kinds: string[]): Json => {
  const msgtype = String(body.msgtype)
  const content = body[msgtype]
  if (!kinds.includes(msgtype) || !isJson(content)) throw new PlatformRefusal(40008, 'invalid message type')
  if (msgtype === 'text') refuseUnless(bytes(content.content) >= 1, 'content')
  if (msgtype === 'msgmenu') checkMenu(content)
  return { msgtype, ...content }
}
