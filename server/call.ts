import type { DomainEvent } from '../shared/events'
import type { Actor } from '../shared/kernel/roles'
import { auditRows } from './audit/store'
import type { Context } from './context'
import type { Tx } from './db/database'
import { appendRows } from './db/rows'
import { cancelTimer, saveDeliveries, saveEvents, saveTimer } from './queue/store'

/** What a query may use: who asks, when, and the database for reading. */
export type Reading = { tx: Tx; actor: Actor; now: Date; context: Pick<Context, 'signer' | 'config' | 'references'> }

export type Timer = { key: string; job: string; at: Date; payload: Record<string, string> }

/** One action: its transaction, its actor, its instant, and what it tells the rest of the product. */
export type Call = Reading & {
  requestId: string
  newId: () => string
  /** Written in this transaction, one delivery per subscriber. */
  emit: (event: DomainEvent) => void
  /** Lets those who take part in this transaction follow what was emitted so far; at the end it happens anyhow. */
  follow: () => Promise<void>
  timers: { set: (timer: Timer) => Promise<void>; cancel: (key: string) => Promise<void> }
  audit: (action: string, subjectId: string | null, details?: Record<string, unknown>) => void
}

type Told = {
  events: DomainEvent[]
  followed: number
  audits: { action: string; subjectId: string | null; details: unknown }[]
}

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
    const told: Told = { events: [], followed: 0, audits: [] }
    const call = newCall(context, actor, tx, requestId, told)
    const value = await action(call)
    await call.follow()
    await writeTold(context, call, told)
    return { value, hasEvents: told.events.length > 0 }
  })
  if (result.hasEvents) context.nudge()
  return result.value
}

/** Runs a query as `actor`, outside any transaction. */
export const readAs = <T>(context: Context, actor: Actor, query: (reading: Reading) => Promise<T>): Promise<T> =>
  query({ tx: context.db.reader, actor, now: context.clock.now(), context })

const newCall = (context: Context, actor: Actor, tx: Tx, requestId: string, told: Told): Call => {
  const call: Call = {
    tx,
    actor,
    now: context.clock.now(),
    context,
    requestId,
    newId: context.newId,
    emit: event => void told.events.push(event),
    follow: () => followWithin(context, call, told),
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
  }
  return call
}

/** Whoever takes part in this transaction hears what was emitted, and what they emit in turn. */
const followWithin = async (context: Context, call: Call, told: Told): Promise<void> => {
  while (told.followed < told.events.length) {
    const event = told.events[told.followed] as DomainEvent
    told.followed += 1
    for (const subscriber of context.subscribers.get(event.type) ?? []) {
      if ('within' in subscriber) await subscriber.within(call, event)
    }
  }
}

const writeTold = async (context: Context, call: Call, told: Told): Promise<void> => {
  const { tx, now, actor, requestId } = call
  const events = told.events.map(event => ({ id: context.newId(), type: event.type, payload: event, at: now }))
  await saveEvents(tx, events)
  await saveDeliveries(
    tx,
    events.flatMap(event =>
      (context.subscribers.get(event.type) ?? [])
        .filter(subscriber => !('within' in subscriber))
        .map(subscriber => ({
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
  await appendRows(
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
