import type { Call, Reading } from '../../call'
import { findTicket } from '../../tickets/actions'
import { awayFromTheHalfHour } from './pace/rules'
import { faultsOf, type Line, type MessageContent, type Priority } from './rules'
import { insertMessages, isQueued, listAwaited, lookMessage, type OutboxRow, settleAck } from './store'

export type { MessageContent } from './rules'
export { digest, markdown, markdownWords, miniprogramNotice, text, textcard, type Words, withoutPhones } from './view'

/** One message to one member. */
export type Message = {
  /** When given, the message is written once whatever happens: `sla:<ticket>:<level>:<person>`, at most 140 characters. */
  key?: string
  /** When the body has to hold it: made by `call.newId()`. */
  id?: string
  to: { userId: string; personId: string | null }
  content: MessageContent
  priority: Priority
  /** How it reads as one line of several; without it, it always stands alone. */
  line?: Line
  /** What it is about, and the version that is meant. */
  ticket?: { id: string; version: number }
  /** By then the ticket must have moved or somebody answered; else `message.unacknowledged`. */
  ackBy?: Date
  notBefore?: Date
}

const ackTimer = (id: string): string => `wecom.ack:${id}`

/** The timer's job: see `ackDue`. */
export const ACK_JOB = 'wecom.ackDue'

/**
 * Writes messages that go out after this transaction, most urgent first and never more than a member can get
 * (30 a minute, 1,000 an hour). A key that is there already is left as it is. Throws on a body that the platform would
 * refuse: build it with the makers of this file, which cut.
 */
export const queueMessages = async (call: Call, messages: readonly Message[]): Promise<void> => {
  const rows: OutboxRow[] = []
  for (const message of messages) {
    const faults = faultsOf(message.content)
    if (faults.length > 0) throw new Error(`a ${message.content.msgtype} has faults: ${faults.join(', ')}`)
    if (message.key && (await isQueued(call.tx, message.key))) continue
    rows.push(rowOf(call, message))
  }
  if (rows.length === 0) return
  await insertMessages(call.tx, rows)
  for (const { id, ackBy } of rows) {
    if (ackBy) await call.timers.set({ key: ackTimer(id), job: ACK_JOB, at: ackBy, payload: { id } })
  }
  call.emit({ type: 'outbox.filled' })
}

export const queueMessage = (call: Call, message: Message): Promise<void> => queueMessages(call, [message])

const rowOf = (call: Call, message: Message): OutboxRow => {
  const { to, content, priority, line = null, ticket, ackBy = null, notBefore = call.now } = message
  const id = message.id ?? call.newId()
  return {
    id,
    key: message.key ?? id,
    toUserId: to.userId.toLowerCase(),
    personId: to.personId,
    ticketId: ticket?.id ?? null,
    ticketVersion: ticket?.version ?? null,
    priority,
    kind: content.msgtype,
    body: content,
    line,
    state: 'waiting',
    notBefore: priority === 3 ? awayFromTheHalfHour(notBefore, id) : notBefore,
    attempts: 0,
    lease: null,
    sentAt: null,
    digestId: null,
    messageId: null,
    errcode: null,
    ackBy,
    ackState: ackBy ? 'awaited' : null,
    createdAt: call.now,
  }
}

/** What became of a message; null when it was never written. */
export const messageState = async ({ tx }: Reading, id: string): Promise<OutboxRow['state'] | null> =>
  (await lookMessage(tx, id))?.state ?? null

/** Somebody has read what they were told of a ticket, and said so. */
export const acknowledge = async (call: Call, seen: { ticketId: string; personId: string }): Promise<void> => {
  for (const { id } of await listAwaited(call.tx, seen.ticketId, seen.personId)) {
    if (await settleAck(call.tx, id, 'given')) await call.timers.cancel(ackTimer(id))
  }
}

/** The deadline of an answer: a ticket that has moved since is answer enough. */
export const ackDue = async (call: Call, { id = '' }: Record<string, string>): Promise<void> => {
  const row = await lookMessage(call.tx, id)
  if (row?.ackState !== 'awaited') return
  const ticket = row.ticketId ? await findTicket(call, row.ticketId) : null
  if (ticket && ticket.version > (row.ticketVersion ?? 0)) await settleAck(call.tx, id, 'given')
  else await missed(call, row, 'silence')
}

/** Another channel must take over, once. */
export const missed = async (call: Call, row: OutboxRow, reason: 'silence' | 'undelivered'): Promise<void> => {
  if (row.ackState !== 'awaited' || !(await settleAck(call.tx, row.id, 'missed'))) return
  await call.timers.cancel(ackTimer(row.id))
  const { id: messageId, ticketId, personId } = row
  call.emit({ type: 'message.unacknowledged', messageId, ticketId, personId, reason })
}
