import * as z from 'zod/mini'
import { readAnswer, type WecomCalls, type WecomSettings, wecomCalls } from './calls/client'
import type { TemplateCard } from './cards/kinds/rules'
import { reactionTo, WecomError, WecomUnreachable } from './errors/rules'
import type { MessageContent } from './outbox/rules'

export type { TemplateCard } from './cards/kinds/rules'

type Recipients = {
  /** userids joined by `|`, at most 1000. */
  touser: string
  /** Makes a repeat after a lost answer safe: the same target and body within the interval (seconds, <= 14400) goes out once. */
  enable_duplicate_check?: 0 | 1
  duplicate_check_interval?: number
}

/** Body of message/send without `agentid`; limits in bytes in protocol section 4.1. */
export type AppMessage = Recipients & MessageContent

export type CardUpdate = { userids: string[]; response_code: string } & (
  | { button: { replace_name: string } }
  | { template_card: TemplateCard & { replace_text?: string } }
)

/** Internal members only; protocol section 4.5. */
export type Chat = {
  /** At most 32 letters and digits. */
  chatId: string
  /** At most 50 characters. */
  name: string
  ownerUserId: string
  /** 2 to 2000, the owner among them. */
  userIds: string[]
}

/** A group chat takes no cards. */
export type ChatContent = Exclude<MessageContent, { msgtype: 'template_card' | 'miniprogram_notice' }>

export type SendReceipt = {
  messageId: string
  /** Interactive cards only: good for one update within 72 h. */
  responseCode: string | null
  /** As the platform returns them: lower-cased. A message to others has gone out all the same. */
  invalidUserIds: string[]
}

export type Media = { bytes: Buffer; contentType: string; fileName: string | null }
export type MemberSession = { userId: string; sessionKey: string }

export type ExternalContact = {
  externalUserId: string
  name: string
  from: 'wechat' | 'wecom'
  unionId: string | null
  corpName: string | null
  followers: { userId: string; remark: string; mobiles: string[]; tags: string[] }[]
}

/** WeCom as one self-built app sees it. Every call may throw WecomError or WecomUnreachable. */
export type WecomClient = {
  /** An errcode 0 says nothing about reading: above 30/min or 1000/h a member's messages vanish without a word. */
  sendMessage(message: AppMessage): Promise<SendReceipt>
  updateTemplateCard(update: CardUpdate): Promise<{ invalidUserIds: string[] }>
  /** Takes a message back within 24 h, in WeCom itself only. */
  recallMessage(messageId: string): Promise<void>
  /** Opens a group chat of this app; the root department must be in its visible range. Refused when the id is taken. */
  createChat(chat: Chat): Promise<void>
  chatExists(chatId: string): Promise<boolean>
  sendToChat(chatId: string, content: ChatContent): Promise<void>
  downloadMedia(mediaId: string): Promise<Media>
  /** The code lives 5 min, once. Refuses a session of another corp. */
  codeToSession(code: string): Promise<MemberSession>
  externalContact(externalUserId: string): Promise<ExternalContact>
  /** Encrypted userids (AI bots are given them) -> userids; one that is plain already, or unknown, is absent. At most 1000. */
  userIdsOf(openUserIds: readonly string[]): Promise<Map<string, string>>
  /** For `wx.config` (corp) and `wx.agentConfig` (app). */
  jsapiTicket(): Promise<string>
  agentTicket(): Promise<string>
  /** For a part of the product that alone makes a call: the same token, its own address and answer. */
  calls: WecomCalls
}

const list = <T extends z.core.SomeType>(item: T) => z._default(z.array(item), [])
const sentAnswer = z.object({
  msgid: z._default(z.string(), ''),
  response_code: z.optional(z.string()),
  invaliduser: z._default(z.string(), ''),
})
const nothingMore = z.object({})
const updatedAnswer = z.object({ invaliduser: list(z.string()) })
const sessionAnswer = z.object({
  corpid: z.string(),
  userid: z.string().check(z.minLength(1)),
  session_key: z.string(),
})
const contactAnswer = z.object({
  external_contact: z.object({
    external_userid: z.string(),
    name: z._default(z.string(), ''),
    type: z.number(),
    unionid: z.optional(z.string()),
    corp_name: z.optional(z.string()),
  }),
  follow_user: list(
    z.object({
      userid: z.string(),
      remark: z._default(z.string(), ''),
      remark_mobiles: list(z.string()),
      tags: list(z.object({ tag_name: z.string() })),
    }),
  ),
  next_cursor: z.optional(z.string()),
})

const memberIdsAnswer = z.object({ userid_list: list(z.object({ open_userid: z.string(), userid: z.string() })) })

/** Pages of 500 followers each. */
const MAX_FOLLOWER_PAGES = 20

/** Node reads header bytes as latin1; the platform writes the file name in UTF-8. */
const fileNameIn = (disposition: string): string | null => {
  const name = /filename="?([^";]+)"?/i.exec(disposition)?.[1]
  return name ? Buffer.from(name, 'latin1').toString('utf8') : null
}

export const wecomClient = (settings: WecomSettings): WecomClient => {
  const { corpId, agentId } = settings
  const calls = wecomCalls(settings)
  const { ask, withToken, get, post, ticket } = calls

  return {
    calls,

    sendMessage: async message => {
      const sent = await post(sentAnswer, '/cgi-bin/message/send', { ...message, agentid: agentId })
      return {
        messageId: sent.msgid,
        responseCode: sent.response_code ?? null,
        invalidUserIds: sent.invaliduser.split('|').filter(Boolean),
      }
    },

    updateTemplateCard: async update => {
      const body = { ...update, agentid: agentId }
      return { invalidUserIds: (await post(updatedAnswer, '/cgi-bin/message/update_template_card', body)).invaliduser }
    },

    recallMessage: async messageId => {
      await post(nothingMore, '/cgi-bin/message/recall', { msgid: messageId })
    },

    createChat: async ({ chatId, name, ownerUserId, userIds }) => {
      await post(nothingMore, '/cgi-bin/appchat/create', {
        chatid: chatId,
        name,
        owner: ownerUserId,
        userlist: userIds,
      })
    },

    chatExists: async chatId => {
      try {
        await get(nothingMore, '/cgi-bin/appchat/get', { chatid: chatId })
        return true
      } catch (error) {
        if (error instanceof WecomError && reactionTo(error) === 'giveUp') return false
        throw error
      }
    },

    sendToChat: async (chatId, content) => {
      await post(nothingMore, '/cgi-bin/appchat/send', { chatid: chatId, ...content })
    },

    downloadMedia: mediaId =>
      withToken(async token => {
        const answer = await ask({ url: '/cgi-bin/media/get', params: { access_token: token, media_id: mediaId } })
        const contentType = String(answer.headers['content-type'] ?? 'application/octet-stream')
        const disposition = String(answer.headers['content-disposition'] ?? '')
        if (disposition === '' && /json|text\/plain/.test(contentType)) {
          readAnswer(z.object({}), answer.data)
          throw new WecomUnreachable('unreadable')
        }
        return { bytes: answer.data, contentType, fileName: fileNameIn(disposition) }
      }),

    codeToSession: async code => {
      const params = { js_code: code, grant_type: 'authorization_code' }
      const session = await get(sessionAnswer, '/cgi-bin/miniprogram/jscode2session', params)
      if (session.corpid !== corpId) throw new WecomError(40013, 'the session belongs to another corp')
      return { userId: session.userid, sessionKey: session.session_key }
    },

    externalContact: async externalUserId => {
      const read = (cursor: string) =>
        get(contactAnswer, '/cgi-bin/externalcontact/get', { external_userid: externalUserId, cursor })
      let page = await read('')
      const { external_contact: contact, follow_user: followers } = page
      for (let pages = 1; page.next_cursor && pages < MAX_FOLLOWER_PAGES; pages++) {
        page = await read(page.next_cursor)
        followers.push(...page.follow_user)
      }
      return {
        externalUserId: contact.external_userid,
        name: contact.name,
        from: contact.type === 2 ? 'wecom' : 'wechat',
        unionId: contact.unionid || null,
        corpName: contact.corp_name || null,
        followers: followers.map(({ userid, remark, remark_mobiles, tags }) => ({
          userId: userid,
          remark,
          mobiles: remark_mobiles.filter(Boolean),
          tags: tags.map(tag => tag.tag_name),
        })),
      }
    },

    userIdsOf: async openUserIds => {
      const asked = { open_userid_list: openUserIds }
      const { userid_list } = await post(memberIdsAnswer, '/cgi-bin/batch/openuserid_to_userid', asked)
      return new Map(userid_list.map(({ open_userid, userid }) => [open_userid, userid]))
    },

    jsapiTicket: () => ticket('corp', '/cgi-bin/get_jsapi_ticket'),
    agentTicket: () => ticket('app', '/cgi-bin/ticket/get', { type: 'agent_config' }),
  }
}
