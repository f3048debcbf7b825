import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { acts, reaches, type Subscriber } from '../queue/subscribers'
import { letGo, type News, newsOf, type Ready, readyTelling, settleTelling, tellOtherwise } from './tellings/actions'
import { isTold } from './tellings/rules'
import { markUnreachable } from './tellings/store'

const robot = systemActor('wechat')

export const wechatSubscribers: readonly Subscriber[] = [
  reaches('wechat.tellCustomer', ['ticket.moved'], async (context, event, deliveryId) => {
    if (!isTold(event.move)) return
    const news = await readAs(context, robot, reading => newsOf(reading, event, deliveryId))
    if (news) await tell(context, news)
  }),
  acts('wechat.noteUndelivered', ['kf.undelivered'], (call, { replyId }) => markUnreachable(call.tx, replyId)),
]

const tell = async (context: Context, news: News): Promise<void> => {
  const ready = await callAs(context, robot, call => readyTelling(call, news))
  if (ready === 'busy') throw new Error('another message is on its way to this person')
  if (typeof ready === 'string') {
    await callAs(context, robot, call => tellOtherwise(call, news, ready))
    return
  }
  const outcome = await send(context, ready)
  if (outcome.state === 'refused') {
    // For 47003 the errmsg names the key whose value WeChat did not take.
    context.log.warn({ ticketId: news.ticket.id, ...outcome }, 'a subscribe message was refused')
  }
  await callAs(context, robot, call => settleTelling(call, news, ready, outcome))
}

/** Nobody knows whether a message without an answer has gone out: it is sent again, better twice than not at all. */
const send = async (context: Context, ready: Ready) => {
  try {
    return await context.outside.wechat.sendSubscribeMessage(ready.message)
  } catch (error) {
    await callAs(context, robot, call => letGo(call, ready))
    throw error
  }
}
