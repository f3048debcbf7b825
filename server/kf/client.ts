import * as z from 'zod/mini'
import { fileKinds } from '../../shared/files'
import type { Upload } from '../files/actions'
import { type WecomSettings, wecomCalls } from '../wecom/calls/client'
import type { WecomClient } from '../wecom/client'
import { reactionTo, WecomError } from '../wecom/errors/rules'
import { handOverTarget } from './handover/rules'
import type { Json } from './messages/rules'
import type { ReplyBody } from './replies/view'

export { fetchVoice } from '../wecom/media/client'

export type KfPage = { messages: Json[]; nextCursor: string; hasMore: boolean }

export type KfChat = { openKfId: string; externalUserId: string }

/** `failed`: the platform will never take it. */
export type KfSent = { state: 'sent' } | { state: 'failed'; reason: string }

/** What is known of somebody in WeChat; `unionId` only when the company has bound its open-platform account. */
export type KfProfile = { nickname: string; unionId: string | null }

/**
 * `servicerRefused`: the errcode for which the person meant could not take the chat. `code` allows one answer to the
 * change of state.
 */
export type HandedOver =
  | { state: 'pool' | 'person'; code: string | null; servicerRefused: number | null }
  | { state: 'already' }
  | { state: 'refused'; errcode: number }

/** WeChat customer service, protocol section 10. Throws what may pass, so that the queue tries again with a back-off. */
export type KfClient = {
  /** Up to 1000 messages after `cursor`, voice as AMR. The event's token lifts the limit on how often. */
  sync(from: { openKfId: string; cursor: string | null; token: string | null }): Promise<KfPage>
  /** `id` is the message's own: a repeat of it goes out once. */
  send(message: KfChat & { id: string; body: ReplyBody; code: string | null; isRepeat: boolean }): Promise<KfSent>
  /** To the servicer if there is one who may take it, else into the pool. */
  handOver(chat: KfChat & { servicerUserId: string | null }): Promise<HandedOver>
  /** Null when the platform does not know them. */
  profileOf(externalUserId: string): Promise<KfProfile | null>
  /** The address that opens the chat. */
  entryLink(openKfId: string): Promise<string>
}

const list = <T extends z.core.SomeType>(item: T) => z._default(z.array(item), [])
const pageAnswer = z.object({
  next_cursor: z._default(z.string(), ''),
  has_more: z._default(z.number(), 0),
  msg_list: list(z.record(z.string(), z.unknown())),
})
const stateAnswer = z.object({ service_state: z.number() })
const transferAnswer = z.object({ msg_code: z.optional(z.string()) })
const profilesAnswer = z.object({
  customer_list: list(z.object({ nickname: z._default(z.string(), ''), unionid: z.optional(z.string()) })),
})
const linkAnswer = z.object({ url: z.url() })

const TOKEN_INVALID = 95007
/** Also what a place is refused with that the platform no longer knows. */
const PARAMETER_INVALID = 40058
/** A repeat of an id that went out, and of a code that was used. */
const USED_BEFORE = [PARAMETER_INVALID, 41051]

const mayPass = (error: unknown): boolean =>
  !(error instanceof WecomError) || ['retry', 'refresh'].includes(reactionTo(error))

const PAGE = 1000

export const kfClient = (settings: WecomSettings): KfClient => {
  const { post } = wecomCalls(settings)

  const sync: KfClient['sync'] = async ({ openKfId, cursor, token }) => {
    const body = { open_kfid: openKfId, cursor: cursor ?? '', limit: PAGE, voice_format: 0, ...(token && { token }) }
    try {
      const page = await post(pageAnswer, '/cgi-bin/kf/sync_msg', body)
      return { messages: page.msg_list, nextCursor: page.next_cursor, hasMore: page.has_more === 1 }
    } catch (error) {
      if (!(error instanceof WecomError)) throw error
      if (token && error.errcode === TOKEN_INVALID) return sync({ openKfId, cursor, token: null })
      // From the earliest message of three days: what is known already is left out.
      if (cursor && error.errcode === PARAMETER_INVALID) return sync({ openKfId, cursor: null, token })
      throw error
    }
  }

  const transfer = async ({ openKfId, externalUserId }: KfChat, state: number, servicerUserId: string | null) => {
    const body = { open_kfid: openKfId, external_userid: externalUserId, service_state: state }
    const servicer = servicerUserId === null ? {} : { servicer_userid: servicerUserId }
    const { msg_code: code } = await post(transferAnswer, '/cgi-bin/kf/service_state/trans', { ...body, ...servicer })
    return code ?? null
  }

  const toPool = async (chat: KfChat, servicerRefused: number | null): Promise<HandedOver> => {
    try {
      return { state: 'pool', code: await transfer(chat, 2, null), servicerRefused }
    } catch (error) {
      if (!(error instanceof WecomError) || mayPass(error)) throw error
      return { state: 'refused', errcode: servicerRefused ?? error.errcode }
    }
  }

  return {
    sync,

    send: async ({ id, openKfId, externalUserId, body, code, isRepeat }) => {
      try {
        if (code === null) {
          const to = { touser: externalUserId, open_kfid: openKfId }
          await post(z.object({}), '/cgi-bin/kf/send_msg', { ...to, msgid: id, ...body })
        } else {
          await post(z.object({}), '/cgi-bin/kf/send_msg_on_event', { code, msgid: id, ...body })
        }
        return { state: 'sent' }
      } catch (error) {
        if (!(error instanceof WecomError) || mayPass(error)) throw error
        if (isRepeat && USED_BEFORE.includes(error.errcode)) return { state: 'sent' }
        return { state: 'failed', reason: `errcode.${error.errcode}` }
      }
    },

    handOver: async ({ servicerUserId, ...chat }) => {
      const body = { open_kfid: chat.openKfId, external_userid: chat.externalUserId }
      const { service_state: now } = await post(stateAnswer, '/cgi-bin/kf/service_state/get', body)
      const target = handOverTarget(now, servicerUserId !== null)
      if (target === 'already') return { state: 'already' }
      if (target === 'over') return { state: 'refused', errcode: 0 }
      if (target === 2) return toPool(chat, null)
      try {
        return { state: 'person', code: await transfer(chat, 3, servicerUserId), servicerRefused: null }
      } catch (error) {
        if (!(error instanceof WecomError) || mayPass(error)) throw error
        const isInPool = handOverTarget(now, false) === 'already'
        return isInPool ? { state: 'pool', code: null, servicerRefused: error.errcode } : toPool(chat, error.errcode)
      }
    },

    profileOf: async externalUserId => {
      const body = { external_userid_list: [externalUserId], need_enter_session_context: 0 }
      const [found] = (await post(profilesAnswer, '/cgi-bin/kf/customer/batchget', body)).customer_list
      return found ? { nickname: found.nickname, unionId: found.unionid || null } : null
    },

    entryLink: async openKfId =>
      (await post(linkAnswer, '/cgi-bin/kf/add_contact_way', { open_kfid: openKfId, scene: 'device' })).url,
  }
}

/** A picture, video or file that a customer sent: null when the platform no longer has it or we cannot keep its kind. */
export const fetchUpload = async (wecom: WecomClient, mediaId: string): Promise<Upload | null> => {
  try {
    const { bytes, contentType, fileName } = await wecom.downloadMedia(mediaId)
    const mime = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
    if (bytes.length === 0 || !(mime in fileKinds)) return null
    return { name: fileName ?? `客户发来.${fileKinds[mime]}`, mime, bytes }
  } catch (error) {
    if (mayPass(error)) throw error
    return null
  }
}
