import type { Call, Reading } from '../../call'
import { noteOnTicket } from '../../tickets/actions'
import { type ConversationRow, countSent, takeConversation } from '../conversations/store'
import { isToBeCounted, undeliveredSays, withheldBecause } from './rules'
import { listOwedReplies, lookReply, markReply, markSending, type ReplyRow, saveReply } from './store'
import type { ReplyBody } from './view'

export type NewReply = {
  conversationId: string
  ticketId: string | null
  body: ReplyBody
  code?: string | null
  goodUntil?: Date | null
}

/** Writes a message to a customer; it goes out after the commit. Returns its id. */
export const oweReply = async (call: Call, reply: NewReply): Promise<string> => {
  const { conversationId, ticketId, body, code = null, goodUntil = null } = reply
  const id = call.newId()
  await saveReply(call.tx, {
    id,
    conversationId,
    ticketId,
    body,
    code,
    goodUntil,
    state: 'owed',
    countedFor: null,
    reason: null,
    at: call.now,
  })
  call.emit({ type: 'kf.owed', replyId: id })
  return id
}

export const listOwed = async ({ tx }: Reading, conversationId: string): Promise<string[]> =>
  (await listOwedReplies(tx, conversationId)).map(({ id }) => id)

/** A message on its way. `isRepeat`: it may be out already. */
export type Ready = Pick<ConversationRow, 'openKfId' | 'externalUserId'> &
  Pick<ReplyRow, 'id' | 'body' | 'code'> & { isRepeat: boolean }

/**
 * Takes one of the five messages for this reply, in the database, before it is sent: two processes together never send
 * a sixth. Null when it has gone out, or is withheld because the platform would not deliver it.
 */
export const readyReply = async (call: Call, replyId: string): Promise<Ready | null> => {
  const known = await lookReply(call.tx, replyId)
  if (!known) return null
  const conversation = await takeConversation(call.tx, known.conversationId)
  const reply = await lookReply(call.tx, replyId)
  if (reply?.state !== 'owed' && reply?.state !== 'sending') return null
  const counts = isToBeCounted(reply, conversation)
  const reason = isPast(reply, call.now) ? 'expired' : counts ? withheldBecause(conversation, call.now) : null
  if (reason) {
    await giveUp(call, reply, { state: 'withheld', reason })
    return null
  }
  if (counts) await countSent(call.tx, conversation.id)
  await markSending(call.tx, reply.id, reply.code === null ? conversation.lastCustomerAt : null)
  const { openKfId, externalUserId } = conversation
  const { id, body, code, state } = reply
  return { id, body, code, openKfId, externalUserId, isRepeat: state === 'sending' }
}

const isPast = ({ goodUntil }: ReplyRow, now: Date): boolean => goodUntil !== null && now >= goodUntil

/** What came of sending. */
export const settleReply = async (
  call: Call,
  id: string,
  outcome: { state: 'sent' } | { state: 'failed'; reason: string },
): Promise<void> => {
  const reply = await lookReply(call.tx, id)
  if (reply?.state !== 'sending') return
  if (outcome.state === 'sent') await markReply(call.tx, id, { state: 'sent', reason: null })
  else await giveUp(call, reply, outcome)
}

/** The platform took a message and tells later that it did not arrive. */
export const failReply = async (call: Call, messageId: string, failType: number): Promise<void> => {
  const reply = await lookReply(call.tx, messageId)
  if (reply && reply.state !== 'failed') await giveUp(call, reply, { state: 'failed', reason: `fail.${failType}` })
}

/** Those who look after the ticket read that its customer was not reached. */
const giveUp = async (
  call: Call,
  reply: ReplyRow,
  outcome: { state: 'failed' | 'withheld'; reason: string },
): Promise<void> => {
  await markReply(call.tx, reply.id, outcome)
  call.emit({ type: 'kf.undelivered', replyId: reply.id })
  if (!reply.ticketId) return
  await noteOnTicket(call, {
    ticketId: reply.ticketId,
    body: undeliveredSays(outcome.reason),
    audience: 'internal',
  })
}
