import { MINUTE, SECOND } from '../../../shared/kernel/time'
import type { Call, Reading } from '../../call'
import { lookReceivedMessage } from '../../wecom/actions'
import { lookConversation, noteCustomerWrote, saveConversation } from '../conversations/store'
import { type Json, keyOf, readKfMessage } from '../messages/rules'
import {
  advanceCursor,
  askAgain,
  insertCursor,
  type KfMessageRow,
  listKnownKeys,
  lookCursor,
  recallMessage,
  releaseCursor,
  saveMessages,
  seizeCursor,
} from './store'

/** Shorter than the lease of a delivery, so that whoever takes over a dead process's work finds the account free. */
const LEASE_MS = 50 * SECOND
const TOKEN_LIFE_MS = 10 * MINUTE
/** The first event may be told late; what was said well before it was said to somebody else. */
const BEFORE_START_MS = 10 * MINUTE

/** Somebody said something to the account; `token` eases reading for ten minutes from `at`. */
export type Told = { openKfId: string; token: string | null; at: Date }

/** What a callback tells; null when it is about something else. */
export const readTold = async (reading: Reading, inboxId: string): Promise<Told | null> => {
  const message = await lookReceivedMessage(reading, inboxId)
  if (message?.kind !== 'kfMessages') return null
  const at = message.sentAt === null ? reading.now : new Date(message.sentAt)
  return { openKfId: message.openKfId, token: message.token || null, at }
}

export const noteTold = async (call: Call, { openKfId, token, at }: Told): Promise<void> => {
  if (await askAgain(call.tx, { openKfId, token, tokenAt: at })) return
  const start = { readTo: null, startedAt: at, asked: 1, lease: null, leaseUntil: null }
  await insertCursor(call.tx, { id: openKfId, token, tokenAt: at, ...start })
}

/** The right to read an account, alone. */
export type Turn = { openKfId: string; lease: string; cursor: string | null; token: string | null; asked: number }

const timerKey = (openKfId: string): string => `kf.pull:${openKfId}`

/** Whoever dies while reading is followed by the timer. */
const armTimer = (call: Call, openKfId: string): Promise<void> => {
  const at = new Date(call.now.getTime() + LEASE_MS + SECOND)
  return call.timers.set({ key: timerKey(openKfId), job: 'kf.pullAgain', at, payload: { openKfId } })
}

const leaseEnd = (now: Date): Date => new Date(now.getTime() + LEASE_MS)

/** Null while somebody else reads: they will see that there is more. */
export const takeTurn = async (call: Call, openKfId: string): Promise<Turn | null> => {
  const { tx, now } = call
  const lease = call.newId()
  if (!(await seizeCursor(tx, { openKfId, lease, until: leaseEnd(now) }, now))) return null
  const row = await lookCursor(tx, openKfId)
  if (!row) return null
  await armTimer(call, openKfId)
  const isFresh = row.tokenAt !== null && now.getTime() < row.tokenAt.getTime() + TOKEN_LIFE_MS
  return { openKfId, lease, cursor: row.readTo, token: isFresh ? row.token : null, asked: row.asked }
}

/**
 * Messages and the place to read on in one transaction: a crash loses neither and repeats nothing. Null when the
 * lease was lost, in which case nothing is kept.
 */
export const keepPage = async (
  call: Call,
  turn: Turn,
  page: { messages: readonly Json[]; nextCursor: string },
): Promise<Turn | null> => {
  const { openKfId, lease } = turn
  const nextCursor = page.nextCursor || (turn.cursor ?? '')
  if (!(await advanceCursor(call.tx, { openKfId, lease, until: leaseEnd(call.now) }, nextCursor))) return null
  const startedAt = (await lookCursor(call.tx, openKfId))?.startedAt ?? call.now
  await keepMessages(call, openKfId, page.messages, new Date(startedAt.getTime() - BEFORE_START_MS))
  await armTimer(call, openKfId)
  return { ...turn, cursor: nextCursor }
}

const keepMessages = async (call: Call, openKfId: string, page: readonly Json[], since: Date): Promise<void> => {
  const read = new Map(page.map(raw => [raw, readKfMessage(raw)] as const))
  const keyed = new Map([...read].map(([raw, message]) => [keyOf(openKfId, message.messageId), { raw, message }]))
  const known = await listKnownKeys(call.tx, [...keyed.keys()])
  const rows: KfMessageRow[] = []
  const met = new Set<string>()
  for (const [dedupeKey, { raw, message }] of keyed) {
    if (known.has(dedupeKey) || message.externalUserId === '') continue
    const isOld = message.sentAt < since
    const conversationId = keyOf(openKfId, message.externalUserId)
    if (!met.has(conversationId)) await meet(call, conversationId, { openKfId, externalUserId: message.externalUserId })
    met.add(conversationId)
    if (message.isFromCustomer) await noteCustomerWrote(call.tx, conversationId, message.sentAt)
    rows.push({
      id: call.newId(),
      dedupeKey,
      conversationId,
      kind: message.content.kind,
      raw,
      state: isOld || message.content.kind === 'unknown' ? 'ignored' : 'kept',
      sentAt: message.sentAt,
    })
  }
  await saveMessages(call.tx, rows)
  for (const { message } of keyed.values()) {
    // At once: what was taken back before anybody has read it was never said.
    if (message.content.kind === 'recalled') await recallMessage(call.tx, keyOf(openKfId, message.content.messageId))
  }
  const concerned = new Set(rows.filter(row => row.state === 'kept').map(row => row.conversationId))
  for (const conversationId of concerned) call.emit({ type: 'kf.kept', conversationId })
}

/** Makes the chat if it is new. */
const meet = async (call: Call, id: string, who: { openKfId: string; externalUserId: string }): Promise<void> => {
  if (await lookConversation(call.tx, id)) return
  const blank = { deviceId: null, ticketId: null, ticketAt: null, lastCustomerAt: null, withPersonAt: null }
  await saveConversation(call.tx, { id, ...who, ...blank, sentCount: 0, turns: 0 })
}

/** Whether all is read: false when somebody was told of more meanwhile. */
export const endTurn = async (call: Call, { openKfId, lease, asked }: Turn): Promise<boolean> => {
  const isOurs = (await releaseCursor(call.tx, { openKfId, lease })) === 1
  if (!isOurs) return true
  await call.timers.cancel(timerKey(openKfId))
  return (await lookCursor(call.tx, openKfId))?.asked === asked
}
