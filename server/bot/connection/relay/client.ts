import { DAY, HOUR, MINUTE } from '../../../../shared/kernel/time'
import { callAs } from '../../../call'
import type { Context } from '../../../context'
import { giveUp, noteTold, robot } from '../../actions'
import { readBotMessage } from '../../messages/rules'
import { mayTell } from '../../rules'
import { type BotMessageRow, countTold, listWaiting } from '../../store'
import { lateReplyOf, replyOf } from '../../stream/rules'
import type { Link } from '../link/client'
import { isReplyOver } from '../rules'

const MOST_AT_ONCE = 100
/** After a message the bot may speak to its sender for so long. */
const WINDOW_MS = DAY

/** Says what the worker has answered, oldest first; what a conversation cannot take now waits. */
export const relay = async (context: Context, link: Link): Promise<void> => {
  for (const row of await listWaiting(context.db.reader, MOST_AT_ONCE)) {
    const outcome = await say(context, link, row).catch(error => {
      context.log.warn({ err: error }, 'an answer of the bot was not acknowledged')
      return 'waits' as const
    })
    if (outcome === 'waits') continue
    await callAs(context, robot, call => (outcome === 'told' ? noteTold(call, row.id) : giveUp(call, row.id)))
  }
}

type Outcome = 'told' | 'lost' | 'waits'

const say = async (context: Context, link: Link, row: BotMessageRow): Promise<Outcome> => {
  const now = context.clock.now()
  if (now.getTime() > row.receivedAt.getTime() + WINDOW_MS) return 'lost'
  const answer = { says: row.says ?? '', card: row.card }
  const errcode = await link.tell('aibot_respond_msg', row.requestId, replyOf(row.id, answer))
  if (errcode === 0) return 'told'
  if (!isReplyOver(errcode)) return refused(context, errcode)
  return sayUnasked(context, link, row)
}

/** The request is over, but its sender still waits for an answer. */
const sayUnasked = async (context: Context, link: Link, row: BotMessageRow): Promise<Outcome> => {
  const now = context.clock.now().getTime()
  const told = await countTold(context.db.reader, row.conversation, new Date(now - MINUTE), new Date(now - HOUR))
  if (!mayTell(told)) return 'waits'
  const { chatId } = readBotMessage(row.raw)
  const to = chatId === null ? { chatid: row.fromId, chat_type: 1 } : { chatid: chatId, chat_type: 2 }
  const body = lateReplyOf({ says: row.says ?? '', card: row.card })
  const errcode = await link.tell('aibot_send_msg', null, { ...to, ...body })
  return errcode === 0 ? 'told' : refused(context, errcode)
}

const refused = (context: Context, errcode: number): Outcome => {
  context.log.warn({ errcode }, 'an answer of the bot was refused')
  return 'lost'
}
