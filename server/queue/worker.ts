import type { DomainEvent } from '../../shared/events'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import { callAs } from '../call'
import type { Context } from '../context'
import type { Tx } from '../db/database'
import { startLine, type Work } from './line'
import { claimDue, type DeliveryRow, deliveries, listEvents, putBack, removeDone, type TimerRow, timers } from './store'

/**
 * What a process that died had taken is free again after this, early enough to be in time. The act itself locks its
 * row, so a lease that ends before a slow act does costs nothing.
 */
const ACT_LEASE_MS = 2 * SECOND
/** A call to the outside holds no lock: nobody else may begin before it has surely ended. */
const REACH_LEASE_MS = MINUTE
const MOST_AT_ONCE = 20
const MOST_ATTEMPTS = 8

/** 2 s, 8 s, 18 s ... after the first, second, third failure; about seven minutes until the row is dead. */
const backOffMs = (attempts: number): number => 2 * SECOND * attempts ** 2

/** Takes up to `most` timers that are due; each does itself when called and never fails. */
const takeTimers = async (context: Context, most: number): Promise<Work[]> => {
  const due = await context.db.write(tx => {
    const now = context.clock.now()
    const until = new Date(now.getTime() + ACT_LEASE_MS)
    return claimDue<TimerRow>(tx, timers, { now, lease: context.newId(), most, untilOf: () => until })
  })
  return due.map(row => () => attempt(context, timers, row, () => fire(context, row)))
}

/** Takes up to `most` deliveries likewise. */
const takeDeliveries = async (context: Context, most: number): Promise<Work[]> => {
  const due = await context.db.write(tx => {
    const now = context.clock.now()
    const [act, reach] = [ACT_LEASE_MS, REACH_LEASE_MS].map(ms => new Date(now.getTime() + ms)) as [Date, Date]
    const untilOf = ({ subscriber }: DeliveryRow) => (isReaching(context, subscriber) ? reach : act)
    return claimDue<DeliveryRow>(tx, deliveries, { now, lease: context.newId(), most, untilOf })
  })
  const events = await listEvents(context.db.reader, [...new Set(due.map(row => row.eventId))])
  const payloads = new Map(events.map(event => [event.id, event.payload as DomainEvent]))
  return due.map(row => () => attempt(context, deliveries, row, () => deliver(context, row, payloads.get(row.eventId))))
}

const isReaching = ({ subscribersByName }: Context, name: string): boolean => {
  const subscriber = subscribersByName.get(name)
  return subscriber !== undefined && 'reach' in subscriber
}

/** Does what is due now, timers and deliveries, a bounded number of each. Returns how many rows were taken. */
export const workOnce = async (context: Context): Promise<number> => {
  const taken = [...(await takeTimers(context, MOST_AT_ONCE)), ...(await takeDeliveries(context, MOST_AT_ONCE))]
  await Promise.all(taken.map(work => work()))
  return taken.length
}

const fire = (context: Context, row: TimerRow): Promise<void> => {
  const job = context.timerJobs.get(row.job)
  if (!job) throw new Error(`no job named ${row.job}`)
  return callAs(context, systemActor(row.job), async call => {
    if (await removeDone(call.tx, timers, row)) await job.act(call, row.payload as Record<string, string>)
  })
}

const deliver = async (context: Context, row: DeliveryRow, event: DomainEvent | undefined): Promise<void> => {
  const subscriber = context.subscribersByName.get(row.subscriber)
  if (!subscriber || 'within' in subscriber || !event)
    throw new Error(`nobody takes ${event?.type ?? 'a lost event'} as ${row.subscriber}`)
  if ('act' in subscriber) {
    await callAs(context, systemActor(row.subscriber), async call => {
      if (await removeDone(call.tx, deliveries, row)) await subscriber.act(call, event)
    })
    return
  }
  await subscriber.reach(context, event, row.id)
  await context.db.write(tx => removeDone(tx, deliveries, row))
}

/** A failure is put back with its reason, or aside as dead after the last attempt; it never stops the worker. */
const attempt = async (
  context: Context,
  schema: typeof deliveries | typeof timers,
  row: DeliveryRow | TimerRow,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work()
  } catch (error) {
    const isLast = row.attempts >= MOST_ATTEMPTS
    const reason = error instanceof Error ? error.message : String(error)
    context.log[isLast ? 'error' : 'warn']({ err: error, row: row.id, attempts: row.attempts }, 'job failed')
    const nextAt = new Date(context.clock.now().getTime() + backOffMs(row.attempts))
    await context.db.write((tx: Tx) =>
      putBack(tx, schema, row, { state: isLast ? 'dead' : 'waiting', nextAt, error: reason }),
    )
  }
}

/**
 * Works until stopped. Timers and deliveries have hands of their own, so that an outside world that is slow makes no
 * timer late.
 */
export const startWorker = (context: Context): { stop: () => Promise<void> } => {
  const lines = [takeTimers, takeDeliveries].map(take =>
    startLine({
      take: most => take(context, most),
      onFailure: error => context.log.error({ err: error }, 'worker round failed'),
      atOnce: MOST_AT_ONCE,
    }),
  )
  context.onNudge(() => {
    for (const { wake } of lines) wake()
  })
  return { stop: async () => void (await Promise.all(lines.map(line => line.stop()))) }
}
