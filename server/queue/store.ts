import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { affected, appendRows, insertRows, selectRow, selectRows } from '../db/rows'
import { sendSql } from '../db/sql'

export type EventRow = { id: string; type: string; payload: unknown; at: Date }
export const events = new EntitySchema<EventRow>({
  name: 'events',
  columns: { id: columns.id, type: columns.string(64), payload: columns.json, at: columns.instant },
  indices: [{ name: 'ix_events_at', columns: ['at'] }],
})

/** One subscriber's share of one event. It is deleted when done, so what is here is still owed. */
export type DeliveryRow = {
  id: string
  eventId: string
  subscriber: string
  state: 'waiting' | 'dead'
  attempts: number
  /** Not before this instant; while a process works on it, the end of its lease. */
  nextAt: Date
  lease: string | null
  lastError: string | null
}
export const deliveries = new EntitySchema<DeliveryRow>({
  name: 'deliveries',
  columns: {
    id: columns.id,
    eventId: columns.ref,
    subscriber: columns.string(80),
    state: columns.string(10),
    attempts: columns.int,
    nextAt: columns.instant,
    lease: columns.optionalRef,
    lastError: columns.optionalString(500),
  },
  indices: [
    { name: 'ix_deliveries_due', columns: ['state', 'nextAt'] },
    { name: 'ux_deliveries_event_subscriber', columns: ['eventId', 'subscriber'], unique: true },
  ],
})

/** Something to do at an instant, under a name (`ticket.close:<id>`) by which it can be moved or cancelled. */
export type TimerRow = {
  id: string
  job: string
  payload: unknown
  dueAt: Date
  state: 'waiting' | 'dead'
  attempts: number
  nextAt: Date
  lease: string | null
  lastError: string | null
}
export const timers = new EntitySchema<TimerRow>({
  name: 'timers',
  columns: {
    id: { ...columns.id, length: 120 },
    job: columns.string(64),
    payload: columns.json,
    dueAt: columns.instant,
    state: columns.string(10),
    attempts: columns.int,
    nextAt: columns.instant,
    lease: columns.optionalRef,
    lastError: columns.optionalString(500),
  },
  indices: [{ name: 'ix_timers_due', columns: ['state', 'nextAt'] }],
})

type Leased = typeof deliveries | typeof timers
type LeasedRow = DeliveryRow | TimerRow

/** `untilOf`: how long a row stays with whoever took it. */
export type Claim<Row> = { now: Date; lease: string; most: number; untilOf: (row: Row) => Date }

/**
 * Takes up to `most` due rows for this process. On MySQL rows that another process is taking are skipped; the embedded
 * database has one writer at a time anyhow.
 */
export const claimDue = async <Row extends LeasedRow>(
  tx: Tx,
  schema: EntitySchema<Row>,
  { now, lease, most, untilOf }: Claim<Row>,
): Promise<Row[]> => {
  const skip = tx.connection.options.type === 'mariadb' ? 'FOR UPDATE SKIP LOCKED' : ''
  const rest = `WHERE t.state = 'waiting' AND t.next_at <= ? ORDER BY t.next_at, t.id LIMIT ${most} ${skip}`
  const due = await selectRows(tx, schema, rest, [now.getTime()])
  const taken = due.map(row => ({ ...row, attempts: row.attempts + 1, lease, nextAt: untilOf(row) }))
  for (const until of new Set(taken.map(row => row.nextAt.getTime()))) {
    const ids = taken.filter(row => row.nextAt.getTime() === until).map(row => row.id)
    await sendSql(
      tx,
      `UPDATE ${schema.options.name} SET next_at = ?, lease = ?, attempts = attempts + 1 WHERE id IN (${places(ids)})`,
      [until, lease, ...ids],
    )
  }
  return taken
}

const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** Deletes a row that is done. False when the lease was lost: somebody else has it, or it was moved or cancelled. */
export const removeDone = async (tx: Tx, schema: Leased, row: LeasedRow): Promise<boolean> =>
  (await affected(tx, `DELETE FROM ${schema.options.name} WHERE id = ? AND lease = ?`, [row.id, row.lease])) === 1

/** Puts a failed row back for `nextAt`, or aside as dead. */
export const putBack = async (
  tx: Tx,
  schema: Leased,
  row: LeasedRow,
  failure: { state: 'waiting' | 'dead'; nextAt: Date; error: string },
): Promise<void> => {
  await tx.query(
    `UPDATE ${schema.options.name} SET state = ?, next_at = ?, lease = NULL, last_error = ? WHERE id = ? AND lease = ?`,
    [failure.state, failure.nextAt.getTime(), failure.error.slice(0, 500), row.id, row.lease],
  )
}

export const listEvents = (tx: Tx, ids: readonly string[]): Promise<EventRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : selectRows(tx, events, `WHERE t.id IN (${places(ids)})`, ids)

export const saveEvents = (tx: Tx, rows: readonly EventRow[]) => appendRows(tx, events, rows)
export const saveDeliveries = (tx: Tx, rows: readonly DeliveryRow[]) => appendRows(tx, deliveries, rows)

/** Sets a timer, or moves the one of that name; a lease on the old time is void. */
export const saveTimer = async (tx: Tx, row: TimerRow): Promise<void> => {
  await cancelTimer(tx, row.id)
  await insertRows(tx, timers, [row])
}

/** Whether a timer of this name is set; one that died is not. */
export const isTimerSet = async (tx: Tx, id: string): Promise<boolean> =>
  (await selectRow(tx, timers, "WHERE t.id = ? AND t.state = 'waiting'", [id])) !== null

export const cancelTimer = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('DELETE FROM timers WHERE id = ?', [id])
}

export const listDead = async (tx: Tx): Promise<(DeliveryRow & { event: EventRow | null })[]> => {
  const dead = await selectRows(tx, deliveries, "WHERE t.state = 'dead' ORDER BY t.id DESC LIMIT 200")
  const byId = new Map(
    (
      await listEvents(
        tx,
        dead.map(row => row.eventId),
      )
    ).map(event => [event.id, event]),
  )
  return dead.map(row => ({ ...row, event: byId.get(row.eventId) ?? null }))
}

/** Gives a dead delivery a fresh start. False when there is none of that id. */
export const revive = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await affected(
    tx,
    "UPDATE deliveries SET state = 'waiting', attempts = 0, next_at = ?, lease = NULL WHERE id = ? AND state = 'dead'",
    [now.getTime(), id],
  )) === 1
