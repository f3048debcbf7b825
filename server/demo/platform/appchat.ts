import type { Contacts } from './contacts'
import { contentOf } from './content'
import { type Asked, type Handler, type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

export type Chat = { chatId: string; name: string; owner: string; userIds: string[] }

/** One line of a group chat, and the members it reached. */
export type ChatLine = { at: number; chatId: string; kind: string; content: Json; userIds: string[] }

export type ChatDesk = { routes: Routes; chats: () => Chat[]; saidInChat: (chatId: string) => ChatLine[] }

const DAY_MS = 24 * 3_600_000
const CHATS_A_DAY = 1000
const MEMBER_A_MINUTE = 200

const word = (json: Json, name: string): string => (typeof json[name] === 'string' ? json[name] : '')
const refuseUnless = (holds: boolean, errcode: number, errmsg: string): void => {
  if (!holds) throw new PlatformRefusal(errcode, errmsg)
}

/** Group chats that the app has created, protocol section 4.5; more than 200 lines a minute reach nobody. */
export const chatDesk = (contacts: Contacts, guard: (routes: Routes) => Routes, now: () => number): ChatDesk => {
  const chats = new Map<string, Chat>()
  const createdAt: number[] = []
  const linesAt = new Map<string, number[]>()
  const lines: ChatLine[] = []

  const find = (chatId: string): Chat => {
    const chat = chats.get(chatId)
    if (!chat) throw new PlatformRefusal(86003, 'chatid not exist')
    return chat
  }

  const create: Handler = asked => {
    const body = jsonOf(asked)
    const userIds = Array.isArray(body.userlist) ? body.userlist.map(String) : []
    const chatId = word(body, 'chatid') || `CHAT${chats.size + 1}`
    const known = contacts.resolve(userIds.join('|'), '', '')
    refuseUnless([...word(body, 'name')].length <= 50, 86004, 'invalid chat name')
    refuseUnless(/^[0-9A-Za-z]{1,32}$/.test(chatId), 86206, 'invalid chatid')
    refuseUnless(!chats.has(chatId), 86215, 'chatid existed')
    refuseUnless(userIds.length >= 2 && userIds.length <= 2000, 86006, 'userlist has a wrong length')
    refuseUnless(known.invalidUserIds.length === 0, 86007, 'userlist has strangers')
    refuseUnless(userIds.includes(word(body, 'owner')), 86207, 'owner not in userlist')
    refuseUnless(createdAt.filter(at => at > now() - DAY_MS).length < CHATS_A_DAY, 45009, 'too many chats today')
    createdAt.push(now())
    chats.set(chatId, { chatId, name: word(body, 'name'), owner: word(body, 'owner'), userIds: known.userIds })
    return ok({ chatid: chatId })
  }

  const reaches = (userId: string): boolean => {
    const lastMinute = (linesAt.get(userId) ?? []).filter(at => at > now() - 60_000)
    const fits = lastMinute.length < MEMBER_A_MINUTE
    linesAt.set(userId, fits ? [...lastMinute, now()] : lastMinute)
    return fits
  }

  const send: Handler = asked => {
    const body = jsonOf(asked)
    const { chatId, userIds } = find(word(body, 'chatid'))
    const { kind, content } = contentOf(body)
    refuseUnless(!['template_card', 'miniprogram_notice'].includes(kind), 40008, 'invalid message type')
    lines.push({ at: now(), chatId, kind, content, userIds: userIds.filter(reaches) })
    return ok()
  }

  const get = ({ query }: Asked) => {
    const { chatId, name, owner, userIds } = find(query.get('chatid') ?? '')
    return ok({ chat_info: { chatid: chatId, name, owner, userlist: userIds } })
  }

  return {
    routes: guard({
      'POST /cgi-bin/appchat/create': create,
      'GET /cgi-bin/appchat/get': get,
      'POST /cgi-bin/appchat/send': send,
    }),
    chats: () => [...chats.values()],
    saidInChat: chatId => lines.filter(line => line.chatId === chatId),
  }
}
