import type { DomainEvent, EventOf, EventType } from '../../shared/events'
import type { Call } from '../call'
import type { Context } from '../context'

/**
 * `within` works inside the transaction that emits, before its commit: both happen or neither, and a refusal there
 * refuses the whole action. It costs the user's request time, so it is for what may never lag behind.
 * `act` works inside one transaction together with the removal of the delivery: done exactly once.
 * `reach` may call the outside world, so a process that dies in between does it again: it must be harmless to repeat.
 */
export type Subscriber = { name: string; on: readonly EventType[] } & (
  | { within: (call: Call, event: DomainEvent) => Promise<void> }
  | { act: (call: Call, event: DomainEvent) => Promise<void> }
  | { reach: (context: Context, event: DomainEvent, deliveryId: string) => Promise<void> }
)

/** A subscriber that takes part in the transaction of whoever emits. */
export const within = <T extends EventType>(
  name: string,
  on: readonly T[],
  follow: (call: Call, event: EventOf<T>) => Promise<void>,
): Subscriber => ({ name, on, within: (call, event) => follow(call, event as EventOf<T>) })

/** A subscriber that acts in the delivery's own transaction. */
export const acts = <T extends EventType>(
  name: string,
  on: readonly T[],
  act: (call: Call, event: EventOf<T>) => Promise<void>,
): Subscriber => ({ name, on, act: (call, event) => act(call, event as EventOf<T>) })

/** A subscriber that calls the outside world; repeated after a crash or a failure. */
export const reaches = <T extends EventType>(
  name: string,
  on: readonly T[],
  reach: (context: Context, event: EventOf<T>, deliveryId: string) => Promise<void>,
): Subscriber => ({ name, on, reach: (context, event, id) => reach(context, event as EventOf<T>, id) })

/** What to do when a timer of this job is due, in the transaction that removes the timer. */
export type TimerJob = { job: string; act: (call: Call, payload: Record<string, string>) => Promise<void> }
