import type { EventOf } from '../../../shared/events'
import type { OutputOf } from '../../../shared/kernel/endpoint'
import { SECOND, toWire } from '../../../shared/kernel/time'
import type { ToldMove, wechatApi } from '../../../shared/wechat'
import type { Call, Reading } from '../../call'
import { lookCustomer } from '../../customers/actions'
import { tellByKf } from '../../kf/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import type { Subscribed, SubscribeMessage } from '../client'
import { emptyQuota, giveBackQuota, releaseRecipient, seizeRecipient, useQuota } from '../subscriptions/store'
import { dataOf, isTold, saysOf } from './rules'
import { changeTelling, listTellings, lookTelling, saveTelling } from './store'

/** Longer than WeChat may take to answer. */
const LEASE_MS = 30 * SECOND
const CONSENT_GONE = 43101

/** One step that a customer has still to hear of. */
export type News = { id: string; move: ToldMove; ticket: TicketRow; says: string; openid: string | null }

/** Null when it was told, when the ticket has gone on meanwhile, or when it is nobody's. */
export const newsOf = async (
  reading: Reading,
  { ticketId, move, to }: EventOf<'ticket.moved'>,
  deliveryId: string,
): Promise<News | null> => {
  if (!isTold(move)) return null
  const known = await lookTelling(reading.tx, deliveryId)
  if (known && known.state !== 'sending') return null
  const ticket = await findTicket(reading, ticketId)
  if (ticket.status !== to || !ticket.customerId) return null
  const customer = await lookCustomer(reading, ticket.customerId)
  return { id: deliveryId, move, ticket, says: saysOf(move, ticket), openid: customer?.openid ?? null }
}

/** Why a subscribe message is not the way. */
export type NoWay = 'noTemplate' | 'noOpenid' | 'noQuota'
export type Ready = { message: SubscribeMessage; lease: string }

/**
 * Takes one consent and the right to send to this person, alone, before anything is sent. `busy` while another message
 * goes to them. A repeat takes no second consent.
 */
export const readyTelling = async (call: Call, news: News): Promise<Ready | NoWay | 'busy'> => {
  const template = call.context.config.progressMessage
  const { id, openid, ticket, move, says } = news
  if (!template) return 'noTemplate'
  if (!openid) return 'noOpenid'
  const { templateId, fields, version } = template
  const lease = call.newId()
  const until = new Date(call.now.getTime() + LEASE_MS)
  if (!(await seizeRecipient(call.tx, openid, { lease, now: call.now, until }))) return 'busy'
  const isRepeat = (await lookTelling(call.tx, id)) !== null
  if (!isRepeat && !(await useQuota(call.tx, { openid, templateId }))) {
    await releaseRecipient(call.tx, openid, lease)
    return 'noQuota'
  }
  const blank = { channel: 'subscribe', state: 'sending', reason: null, kfReplyId: null } as const
  if (!isRepeat) await saveTelling(call.tx, { id, ticketId: ticket.id, says, ...blank, at: call.now })
  const page = { path: 'pages/track/index', query: `t=${ticket.trackToken}`, version }
  const message = { openId: openid, templateId, page, data: dataOf(fields, move, ticket, call.now) }
  return { message, lease }
}

/** Nothing is known of what became of it: the next try may send to this person again. */
export const letGo = (call: Call, { message, lease }: Ready): Promise<void> =>
  releaseRecipient(call.tx, message.openId, lease)

/** What came of it. A message that WeChat did not take goes another way, and its consent is still there. */
export const settleTelling = async (call: Call, news: News, ready: Ready, outcome: Subscribed): Promise<void> => {
  await letGo(call, ready)
  if (outcome.state === 'sent') {
    await changeTelling(call.tx, news.id, { channel: 'subscribe', state: 'sent', reason: null, kfReplyId: null })
    return
  }
  const consent = { openid: ready.message.openId, templateId: ready.message.templateId }
  await (outcome.errcode === CONSENT_GONE ? emptyQuota : giveBackQuota)(call.tx, consent)
  await tellOtherwise(call, news, `errcode.${outcome.errcode}`)
}

/** By customer service if it would be delivered; else it stands on record that the customer was not reached. */
export const tellOtherwise = async (call: Call, news: News, reason: string): Promise<void> => {
  const { id, ticket, says } = news
  const known = await lookTelling(call.tx, id)
  if (known && known.state !== 'sending') return
  const kfReplyId = await tellByKf(call, ticket, says)
  const way = kfReplyId
    ? ({ channel: 'kf', state: 'sent', reason, kfReplyId } as const)
    : ({ channel: 'none', state: 'unreachable', reason, kfReplyId: null } as const)
  if (known) await changeTelling(call.tx, id, way)
  else await saveTelling(call.tx, { id, ticketId: ticket.id, says, ...way, at: call.now })
}

/** How the customer was told of the steps of a ticket that this actor sees. */
export const listTold = async (
  reading: Reading,
  { ticketId }: { ticketId: string },
): Promise<OutputOf<typeof wechatApi.told>> => {
  await findTicket(reading, ticketId)
  const rows = await listTellings(reading.tx, ticketId)
  return { items: rows.map(({ at, says, channel, state }) => ({ at: toWire(at), says, channel, state })) }
}
