import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { reaches, type Subscriber } from '../queue/subscribers'
import { offerMessage, wordsMessage } from '../wecom/actions'
import { keepNotice, listOwed, type Owed } from './actions'
import { sendByWecom } from './client'
import { ticketLink } from './rules'

const robot = systemActor('notify')

export const notifySubscribers: readonly Subscriber[] = [
  reaches('notify.tell', ['ticket.created', 'ticket.moved', 'ticket.commented'], async (context, event, deliveryId) => {
    const owed = await readAs(context, robot, reading => listOwed(reading, event, deliveryId))
    for (const one of owed) await tell(context, one)
  }),
]

/** A process that dies between sending and keeping sends again: WeCom drops the same message, as the link holds the key. */
const tell = async (context: Context, owed: Owed): Promise<void> => {
  const { key, ticket, userId, telling } = owed
  const url = ticketLink(context.config.publicUrl, ticket.id)
  const message =
    telling.kind === 'offer'
      ? offerMessage(userId, { ...ticket, url })
      : wordsMessage(userId, { says: telling.says, link: { url: `${url}&notice=${key}`, says: telling.linkSays } })
  const sent = await sendByWecom(context.outside.wecom, message)
  if (sent.state === 'failed') context.log.warn({ err: sent.error, ticketId: ticket.id }, 'a notice was refused')
  await callAs(context, robot, call => keepNotice(call, owed, sent))
}
