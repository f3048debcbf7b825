import { systemActor } from '../../shared/kernel/roles'
import { raiseAlarm } from '../alarms/actions'
import { callAs } from '../call'
import type { Context } from '../context'
import { keepLastPlace } from '../people/places/actions'
import { acts, reaches, type Subscriber } from '../queue/subscribers'
import { showOutcome } from './cards/jobs'
import { contactsSubscribers } from './contacts/jobs'
import { parsePlaintext } from './envelope'
import { keepChatChange } from './events/chats/actions'
import { handleCustomerChange } from './events/customers/jobs'
import { greet } from './events/greetings/actions'
import { answers, type Hear, keeps, notes, reads } from './events/jobs'
import { handleContactChange } from './events/members/jobs'
import { joined } from './events/members/rules'
import { answerMenu } from './events/menu/actions'
import { isMenuKey } from './events/menu/rules'
import { tellDispatchers } from './events/releases/actions'
import { handleClick, handlePicture, handleText, handleVoice } from './events/talk/jobs'
import { noteUnknown } from './events/unknown/actions'
import { lookCallback, markCallback } from './inbox/store'
import { readMessage, type WecomMessage } from './messages/rules'

const robot = systemActor('wecom')

export const wecomSubscribers: readonly Subscriber[] = [
  reaches('wecom.handle', ['wecom.received'], async (context, { inboxId }) => {
    const row = await lookCallback(context.db.reader, inboxId)
    if (row?.state !== 'received') return
    const fields = parsePlaintext(row.raw)
    await hear(context, readMessage(fields), { inboxId, fields })
  }),
  reaches('wecom.showOutcome', ['ticket.moved'], (context, { ticketId }) => showOutcome(context, ticketId)),
  acts('wecom.tellReleased', ['tickets.released'], tellDispatchers),
  ...contactsSubscribers,
]

/**
 * What follows from each kind of callback. Kinds that are not here are another capability's (it reads the inbox itself)
 * or mean nothing to us; what nobody understands is kept and counted.
 */
const heard: { [K in WecomMessage['kind']]?: Hear<Extract<WecomMessage, { kind: K }>> } = {
  text: answers(handleText),
  voice: answers(handleVoice),
  image: answers(handlePicture),
  cardClick: answers(handleClick),
  menuClick: answers(async (context, from, { key }, id) => {
    if (!isMenuKey(key)) return 'ignored'
    await callAs(context, robot, call => answerMenu(call, from, key, id))
    return 'handled'
  }),
  enterAgent: notes(greet),
  placeReported: notes((call, from, { lat, lng, sentAt }) =>
    keepLastPlace(call, from.id, { lat, lng }, sentAt === null ? call.now : new Date(sentAt)),
  ),
  subscribed: reads((context, message, fields) => handleContactChange(context, joined(message), fields)),
  contactChanged: reads(handleContactChange),
  externalContactChanged: reads(handleCustomerChange),
  externalChatChanged: keeps('handled', (call, { memberIds, chatId, change, detail, ...chat }, id) =>
    keepChatChange(call, {
      id,
      chatId,
      change,
      detail,
      memberIds,
      fromVersion: chat.fromVersion,
      toVersion: chat.toVersion,
      at: chat.sentAt === null ? call.now : new Date(chat.sentAt),
    }),
  ),
  approvalChanged: keeps('handled', async (call, { engine, number, status }, inboxId) =>
    call.emit({ type: 'approval.changed', engine, number, status, inboxId }),
  ),
  platformNotice: keeps('handled', (call, { name }) =>
    raiseAlarm(call, {
      key: `wecom.${name}`,
      kind: `wecom.${name}`,
      says: `企业微信对本应用发来通知「${name}」，长期不使用的应用可能被停用：请在 管理后台→应用管理→本应用 查看`,
      details: {},
    }),
  ),
  unknown: keeps('ignored', (call, { name }, id) => noteUnknown(call, name, id)),
}

const hear: Hear<WecomMessage> = async (context: Context, message, received) => {
  const handler = heard[message.kind] as Hear<WecomMessage> | undefined
  if (handler) return handler(context, message, received)
  await context.db.write(tx => markCallback(tx, received.inboxId, 'ignored'))
}
