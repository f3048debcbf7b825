import type { DomainEvent } from '../../shared/events'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE, SECOND } from '../../shared/kernel/time'
import { callAs } from '../call'
import type { Context } from '../context'
import type { Tx } from '../db/database'
import { claimDue, type DeliveryRow, deliveries, listEvents, putBack, removeDone, type TimerRow, timers } from './store'

const LEASE_MS = MINUTE
const MOST_AT_ONCE = 20
const MOST_ATTEMPTS = 8

/** 2 s, 8 s, 18 s ... after the first, second, third failure; about seven minutes until the row is dead. */
const backOffMs = (attempts: number): number => 2 * SECOND * attempts ** 2

/** Does what is due now, timers and deliveries, a bounded number of each. Returns how many rows were taken. */
export const workOnce = async (context: Context): Promise<number> => {
  const claim = <Row extends DeliveryRow | TimerRow>(schema: Parameters<typeof claimDue<Row>>[1]) =>
    context.db.write(tx => {
      const now = context.clock.now()
      const until = new Date(now.getTime() + LEASE_MS)
      return claimDue<Row>(tx, schema, { now, until, lease: context.newId(), most: MOST_AT_ONCE })
    })
  const dueTimers = await claim<TimerRow>(timers)
  const dueDeliveries = await claim<DeliveryRow>(deliveries)
  const events = await listEvents(context.db.reader, [...new Set(dueDeliveries.map(row => row.eventId))])
  const payloads = new Map(events.map(event => [event.id, event.payload as DomainEvent]))
  await Promise.all([
    ...dueTimers.map(row => attempt(context, timers, row, () => fire(context, row))),
    ...dueDeliveries.map(row =>
      attempt(context, deliveries, row, () => deliver(context, row, payloads.get(row.eventId))),
    ),
  ])
  return dueTimers.length + dueDeliveries.length
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
  if (!subscriber || !event) throw new Error(`nobody takes ${event?.type ?? 'a lost event'} as ${row.subscriber}`)
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

const IDLE_MS = 250

/** Works until stopped: at once when nudged by a commit of this process, else every quarter of a second. */
export const startWorker = (context: Context): { stop: () => Promise<void> } => {
  let isStopping = false
  let wake = () => {}
  context.onNudge(() => wake())
  const idle = () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, IDLE_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!isStopping) {
      const taken = await workOnce(context).catch(error => {
        context.log.error({ err: error }, 'worker round failed')
        return 0
      })
      if (taken === 0 && !isStopping) await idle()
    }
  }
  const running = loop()
  return {
    stop: async () => {
      isStopping = true
      wake()
      await running
    },
  }
}
