import type { DomainEvent } from '../shared/events'
import type { Actor } from '../shared/kernel/roles'
import { auditRows } from './audit/store'
import type { Context } from './context'
import type { Tx } from './db/database'
import { insertRows } from './db/rows'
import { cancelTimer, saveDeliveries, saveEvents, saveTimer } from './queue/store'

/** What a query may use: who asks, when, and the database for reading. */
export type Reading = { tx: Tx; actor: Actor; now: Date; context: Pick<Context, 'signer' | 'config'> }

export type Timer = { key: string; job: string; at: Date; payload: Record<string, string> }

/** One action: its transaction, its actor, its instant, and what it tells the rest of the product. */
export type Call = Reading & {
  requestId: string
  newId: () => string
  /** Written in this transaction, one delivery per subscriber. */
  emit: (event: DomainEvent) => void
  timers: { set: (timer: Timer) => Promise<void>; cancel: (key: string) => Promise<void> }
  audit: (action: string, subjectId: string | null, details?: Record<string, unknown>) => void
}

type Told = { events: DomainEvent[]; audits: { action: string; subjectId: string | null; details: unknown }[] }

/**
 * Runs `action` in one transaction as `actor`; what it emits and audits is written before the commit, so either
 * everything happened or nothing. After a deadlock it runs again from the start.
 */
export const callAs = async <T>(
  context: Context,
  actor: Actor,
  action: (call: Call) => Promise<T>,
  requestId = context.newId(),
): Promise<T> => {
  const result = await context.db.write(async tx => {
    const told: Told = { events: [], audits: [] }
    const call = newCall(context, actor, tx, requestId, told)
    const value = await action(call)
    await writeTold(context, call, told)
    return { value, hasEvents: told.events.length > 0 }
  })
  if (result.hasEvents) context.nudge()
  return result.value
}

/** Runs a query as `actor`, outside any transaction. */
export const readAs = <T>(context: Context, actor: Actor, query: (reading: Reading) => Promise<T>): Promise<T> =>
  query({ tx: context.db.reader, actor, now: context.clock.now(), context })

const newCall = (context: Context, actor: Actor, tx: Tx, requestId: string, told: Told): Call => ({
  tx,
  actor,
  now: context.clock.now(),
  context,
  requestId,
  newId: context.newId,
  emit: event => void told.events.push(event),
  timers: {
    set: ({ key, job, at, payload }) =>
      saveTimer(tx, {
        id: key,
        job,
        payload,
        dueAt: at,
        state: 'waiting',
        attempts: 0,
        nextAt: at,
        lease: null,
        lastError: null,
      }),
    cancel: key => cancelTimer(tx, key),
  },
  audit: (action, subjectId, details = {}) => void told.audits.push({ action, subjectId, details }),
})

const writeTold = async (context: Context, call: Call, told: Told): Promise<void> => {
  const { tx, now, actor, requestId } = call
  const events = told.events.map(event => ({ id: context.newId(), type: event.type, payload: event, at: now }))
  await saveEvents(tx, events)
  await saveDeliveries(
    tx,
    events.flatMap(event =>
      (context.subscribers.get(event.type) ?? []).map(subscriber => ({
        id: context.newId(),
        eventId: event.id,
        subscriber: subscriber.name,
        state: 'waiting' as const,
        attempts: 0,
        nextAt: now,
        lease: null,
        lastError: null,
      })),
    ),
  )
  await insertRows(
    tx,
    auditRows,
    told.audits.map(audit => ({
      id: context.newId(),
      at: now,
      actorId: actor.personId,
      actorName: actor.name,
      requestId,
      ...audit,
    })),
  )
}
