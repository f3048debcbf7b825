import { clickableKeys } from './cards'
import type { Contacts } from './contacts'
import type { MediaShelf } from './media'
import type { Outbox } from './outbox'
import type { Outgoing } from './plaintext'
import type { ResponseCodes } from './responseCodes'

export type Talk = {
  corpId: string
  agentId: number
  contacts: Contacts
  outbox: Outbox
  media: MediaShelf
  codes: ResponseCodes
  now: () => number
}

/** Above 2^53: a reader that makes numbers of them loses digits. */
const FIRST_MESSAGE_ID = 4_561_255_354_251_345_929n

/** What people do in WeCom, as the fields of the message that follows from it, protocol section 3. */
export const conversation = ({ corpId, agentId, contacts, outbox, media, codes, now }: Talk) => {
  // Not from the same number at every start: an inbox that outlives this process would take the next message for a repeat.
  let messages = BigInt(now())
  const common = (from: string): Outgoing => ({
    ToUserName: corpId,
    FromUserName: from,
    CreateTime: Math.floor(now() / 1000),
    AgentID: agentId,
  })
  const message = (userId: string, kind: string, fields: Outgoing): Outgoing => {
    const MsgId = FIRST_MESSAGE_ID + messages
    messages += 1n
    return { ...common(contacts.member(userId).userId), MsgType: kind, ...fields, MsgId }
  }
  const event = (from: string, name: string, fields: Outgoing = {}): Outgoing => ({
    ...common(from),
    MsgType: 'event',
    Event: name,
    ...fields,
  })

  return {
    memberSays: (userId: string, content: string) => message(userId, 'text', { Content: content }),
    memberSpeaks: (userId: string, mediaId: string) => message(userId, 'voice', { MediaId: mediaId, Format: 'amr' }),
    memberSendsImage: (userId: string, mediaId = media.addPicture()) =>
      message(userId, 'image', { PicUrl: `https://wework.qpic.cn/${mediaId}`, MediaId: mediaId }),
    /** Degrees, GCJ-02. */
    memberSendsPlace: (userId: string, { lat, lng, label }: { lat: number; lng: number; label: string }) =>
      message(userId, 'location', { Location_X: lat, Location_Y: lng, Scale: 15, Label: label, AppType: 'wxwork' }),
    memberEntersApp: (userId: string) => event(contacts.member(userId).userId, 'enter_agent', { EventKey: '' }),
    memberClicksMenu: (userId: string, key: string) =>
      event(contacts.member(userId).userId, 'click', { EventKey: key }),

    /** The card must have reached the member and have that key; a phone may lag behind, so an old card can still be clicked. */
    memberClicksCard: (userId: string, taskId: string, key: string, selected: Record<string, string[]> = {}) => {
      const member = contacts.member(userId).userId
      const line = outbox.cardOf(member, taskId)
      if (!line) throw new Error(`no card ${taskId} has reached ${member}`)
      const keys = clickableKeys(line.content)
      const isMenu = keys.menu.includes(key)
      if (!isMenu && !keys.buttons.includes(key)) throw new Error(`card ${taskId} has no key ${key}`)
      return event(member, isMenu ? 'template_card_menu_event' : 'template_card_event', {
        EventKey: key,
        TaskId: taskId,
        CardType: String(line.content.card_type),
        ResponseCode: codes.issue(line.messageId),
        SelectedItems: {
          SelectedItem: Object.entries(selected).map(([QuestionKey, OptionId]) => ({
            QuestionKey,
            OptionIds: { OptionId },
          })),
        },
      })
    },

    /** Any other event: `Event` and its fields; from `sys` unless said otherwise. */
    sendEvent: ({ Event, FromUserName = 'sys', ...fields }: Outgoing & { Event: string }) =>
      event(String(FromUserName), Event, fields),
  }
}
