import { createHash } from 'node:crypto'
import { systemActor } from '../../shared/kernel/roles'
import { type Call, callAs } from '../call'
import type { Context } from '../context'
import { isDuplicate } from '../db/rows'
import type { BotMessage } from './messages/rules'
import { type BotMessageRow, lookMessage, markLost, markTold, saveAnswer, saveMessage } from './store'
import { type Answer, LATE_MS, STREAM_MS } from './stream/rules'

export const robot = systemActor('bot')

/** One message as it came in, read. `requestId` on the long connection alone. */
export type Arrival = {
  raw: string
  message: BotMessage
  transport: BotMessageRow['transport']
  requestId: string | null
}

/**
 * The same for every delivery of one message. Ids may differ in case alone, which MySQL takes for equal, so hashed.
 * What brings no id is its own text; on the long connection, where nothing is delivered twice, with its request.
 */
export const idOf = ({ message, raw, requestId }: Arrival): string =>
  createHash('sha256')
    .update(message.messageId ? `bot:${message.messageId}` : `${requestId ?? ''}\n${raw}`)
    .digest('hex')

export const conversationOf = ({ chatId, from }: BotMessage): string =>
  chatId === null ? `single:${from.toLowerCase()}` : `group:${chatId}`

export const newRow = (arrival: Arrival, state: BotMessageRow['state'], now: Date): BotMessageRow => {
  const { raw, message, transport, requestId } = arrival
  return {
    id: idOf(arrival),
    transport,
    kind: message.name,
    raw,
    fromId: message.from,
    conversation: conversationOf(message),
    requestId,
    state,
    says: null,
    card: null,
    receivedAt: now,
    toldAt: state === 'told' ? now : null,
  }
}

const lateTimer = (id: string): string => `bot.late:${id}`

/** Keeps a message for good, once, and lets the worker answer it. The row as it now stands, with its answer if it has one. */
export const keepMessage = async (context: Context, arrival: Arrival): Promise<BotMessageRow> => {
  try {
    return await callAs(context, robot, async call => {
      const row = newRow(arrival, 'received', call.now)
      await saveMessage(call.tx, row)
      call.emit({ type: 'bot.received', messageId: row.id })
      return row
    })
  } catch (error) {
    const known = isDuplicate(error) ? await lookMessage(context.db.reader, idOf(arrival)) : null
    if (!known) throw error
    return known
  }
}

/** Keeps a message that nothing follows from. */
export const keepAside = (context: Context, arrival: Arrival): Promise<void> =>
  callAs(context, robot, call => saveMessage(call.tx, newRow(arrival, 'ignored', call.now))).catch(error => {
    if (!isDuplicate(error)) throw error
  })

const endOfStream = ({ receivedAt }: BotMessageRow): Date => new Date(receivedAt.getTime() + STREAM_MS)

/**
 * Keeps what the bot answers. In callback mode the platform fetches it while the stream is polled; a timer looks whether
 * it did, and what comes later than that goes to the late address at once.
 */
export const keepAnswer = async (call: Call, row: BotMessageRow, answer: Answer): Promise<void> => {
  if (!(await saveAnswer(call.tx, row.id, answer)) || row.transport === 'socket') return
  if (call.now >= endOfStream(row)) call.emit({ type: 'bot.unheard', messageId: row.id })
  else {
    const at = endOfStream(row)
    await call.timers.set({ key: lateTimer(row.id), job: 'bot.late', at, payload: { messageId: row.id } })
  }
}

/** The stream is over: an answer that was never fetched takes the other way. */
export const endStream = async (call: Call, messageId: string): Promise<void> => {
  const row = await lookMessage(call.tx, messageId)
  if (row?.state === 'answered') call.emit({ type: 'bot.unheard', messageId })
}

/** The answer has reached the platform. */
export const noteTold = async (call: Call, id: string): Promise<void> => {
  if (await markTold(call.tx, id, call.now)) await call.timers.cancel(lateTimer(id))
}

/** Nobody could be told, and nobody will be. */
export const giveUp = async (call: Call, id: string): Promise<void> => {
  await markLost(call.tx, id)
  call.audit('bot.lost', id)
}

export const mayStillTellLate = ({ receivedAt }: BotMessageRow, now: Date): boolean =>
  now.getTime() < receivedAt.getTime() + LATE_MS
