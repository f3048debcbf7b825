import { createHash } from 'node:crypto'
import { SECOND } from '../../../shared/kernel/time'

/** A message as `kf/sync_msg` gives it, protocol section 10. */
export type Json = Record<string, unknown>

export type Medium = 'image' | 'voice' | 'video' | 'file'

export type KfContent =
  /** `menuId`: the customer pressed an item of one of our menus. */
  | { kind: 'text'; words: string; menuId: string | null }
  | { kind: 'media'; medium: Medium; mediaId: string }
  /** Degrees, GCJ-02. */
  | { kind: 'place'; lat: number; lng: number; label: string }
  /** A link, a card, a video channel: what can be said of it. */
  | { kind: 'other'; says: string }
  | { kind: 'entered'; sceneParam: string; welcomeCode: string | null }
  | { kind: 'sendFailed'; messageId: string; failType: number }
  | { kind: 'sessionEnded' }
  | { kind: 'servicerTookOver' }
  | { kind: 'recalled'; messageId: string }
  /** Nothing follows from it: what a servicer wrote, and what we do not know. */
  | { kind: 'unknown'; name: string }

export type KfMessage = {
  messageId: string
  openKfId: string
  /** Empty for what concerns no customer. */
  externalUserId: string
  sentAt: Date
  isFromCustomer: boolean
  content: KfContent
}

const child = (of: Json, name: string): Json => {
  const value = of[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}
const text = (of: Json, name: string): string => {
  const value = of[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
const number = (of: Json, name: string): number => {
  const value = Number(of[name])
  return Number.isFinite(value) ? value : 0
}

/** A key of 64 characters for ids that differ only by case, which MySQL takes for the same. */
export const keyOf = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex')

const FROM_CUSTOMER = 3
const FROM_SERVICER = 5

const media =
  (medium: Medium) =>
  (json: Json): KfContent => ({ kind: 'media', medium, mediaId: text(child(json, medium), 'media_id') })

const titled = (name: string, words: string): KfContent => ({ kind: 'other', says: words ? `${name}：${words}` : name })

const readers: Record<string, (json: Json) => KfContent> = {
  text: json => ({
    kind: 'text',
    words: text(child(json, 'text'), 'content'),
    menuId: text(child(json, 'text'), 'menu_id') || null,
  }),
  image: media('image'),
  voice: media('voice'),
  video: media('video'),
  file: media('file'),
  location: json => {
    const place = child(json, 'location')
    const label = [text(place, 'name'), text(place, 'address')].filter(Boolean).join(' ')
    return { kind: 'place', lat: number(place, 'latitude'), lng: number(place, 'longitude'), label }
  },
  link: json => titled('链接', [text(child(json, 'link'), 'title'), text(child(json, 'link'), 'url')].join(' ').trim()),
  miniprogram: json => titled('小程序', text(child(json, 'miniprogram'), 'title')),
  channels_shop_product: json => titled('商品', text(child(json, 'channels_shop_product'), 'title')),
  channels_shop_order: json => titled('订单', text(child(json, 'channels_shop_order'), 'order_id')),
  channels: json => titled('视频号', text(child(json, 'channels'), 'title')),
  merged_msg: json => titled('聊天记录', text(child(json, 'merged_msg'), 'title')),
  event: json => readEvent(child(json, 'event')),
}

/** 1 taken from the pool, 2 passed on, 3 ended, 4 taken up again; all by a servicer in WeCom. */
const SESSION_ENDED = 3

const readEvent = (event: Json): KfContent => {
  const name = text(event, 'event_type')
  switch (name) {
    case 'enter_session':
      return {
        kind: 'entered',
        sceneParam: text(event, 'scene_param'),
        welcomeCode: text(event, 'welcome_code') || null,
      }
    case 'msg_send_fail':
      return { kind: 'sendFailed', messageId: text(event, 'fail_msgid'), failType: number(event, 'fail_type') }
    case 'session_status_change':
      return { kind: number(event, 'change_type') === SESSION_ENDED ? 'sessionEnded' : 'servicerTookOver' }
    case 'user_recall_msg':
      return { kind: 'recalled', messageId: text(event, 'recall_msgid') }
    default:
      return { kind: 'unknown', name: `event.${name}` }
  }
}

/** What a message says; what we do not know is kept by name, never refused. Events carry their ids inside. */
export const readKfMessage = (json: Json): KfMessage => {
  const event = child(json, 'event')
  const origin = number(json, 'origin')
  const name = text(json, 'msgtype')
  const reader = origin === FROM_SERVICER ? undefined : readers[name]
  return {
    messageId: text(json, 'msgid') || keyOf(JSON.stringify(json)),
    openKfId: text(json, 'open_kfid') || text(event, 'open_kfid'),
    externalUserId: text(json, 'external_userid') || text(event, 'external_userid'),
    sentAt: new Date(number(json, 'send_time') * SECOND),
    isFromCustomer: origin === FROM_CUSTOMER,
    content: reader?.(json) ?? { kind: 'unknown', name: origin === FROM_SERVICER ? `servicer.${name}` : name },
  }
}
