import type { Context } from '../../server/context'
import { acts, reaches, type Subscriber } from '../../server/queue/subscribers'

/** What the counting subscribers do, so that a test can look afterwards: one row for each time they ran. */
export const countTable = 'CREATE TABLE work_done (subscriber VARCHAR(40), event_id VARCHAR(64), pid INT)'

const counting: Subscriber[] = [
  acts('counts.inside', ['person.left'], async (call, event) => {
    await call.tx.query('INSERT INTO work_done VALUES (?, ?, ?)', ['inside', event.personId, process.pid])
  }),
  reaches('counts.outside', ['person.left'], async (context, event) => {
    await context.db.write(tx =>
      tx.query('INSERT INTO work_done VALUES (?, ?, ?)', ['outside', event.personId, process.pid]),
    )
  }),
]

/** The same context, whose only subscribers count. */
export const countsWork = (context: Context): Context => ({ ...context, ...only(counting) })

/** These subscribers and no others. */
export const only = (subscribers: readonly Subscriber[]): Pick<Context, 'subscribers' | 'subscribersByName'> => ({
  subscribers: new Map(
    [...new Set(subscribers.flatMap(one => one.on))].map(type => [
      type,
      subscribers.filter(one => one.on.includes(type)),
    ]),
  ),
  subscribersByName: new Map(subscribers.map(one => [one.name, one])),
})
