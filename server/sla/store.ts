import { EntitySchema } from 'typeorm'
import type { Target } from '../../shared/sla/policy'
import type { ClockState, intervalEvents } from '../../shared/sla/views'
import type { DueClock } from '../../shared/tickets/views'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, insertRows, selectRows, updateFields } from '../db/rows'

/** Stored as JSON, so in epoch ms. */
export type Interval = {
  event: (typeof intervalEvents)[number]
  at: number
  /** In people's words: 等配件, 接单. */
  reason: string | null
  actorId: string
  actorName: string
}
/** When a share of the time is used up; null while that never comes. */
export type Level = { percent: number; at: number | null }

/** One clock of a ticket, in one round of its life or for one stay in a node. */
export type ClockRow = {
  id: string
  ticketId: string
  clock: DueClock
  /** Empty for the clocks that every ticket has: a unique key takes no null. */
  nodeKey: string
  /** How often the ticket had been reopened, or the node entered, before. */
  round: number
  name: string
  startedAt: Date
  stoppedAt: Date | null
  targetMinutes: number
  /** What the flow asked for itself; null: the policy's word counts. */
  ownTargetMinutes: number | null
  runs: Target['runs']
  policyCode: string
  calendarCode: string
  intervals: Interval[]
  levels: Level[]
  dueAt: Date | null
  dueSoonAt: Date | null
  state: ClockState
  /** When it stopped; 0 until then. */
  elapsedMinutes: number
  /** Why it stands still, or has no due time. */
  pausedFor: string | null
  /** The highest level that went out, 0 for none. */
  reachedPercent: number
  /** The level that a timer is set for. */
  nextPercent: number | null
  nextAt: Date | null
}

export const clocks = new EntitySchema<ClockRow>({
  name: 'sla_clocks',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    clock: columns.string(12),
    nodeKey: columns.string(64),
    round: columns.int,
    name: columns.string(40),
    startedAt: columns.instant,
    stoppedAt: columns.optionalInstant,
    targetMinutes: columns.int,
    ownTargetMinutes: columns.optionalInt,
    runs: columns.string(10),
    policyCode: columns.ref,
    calendarCode: columns.ref,
    intervals: columns.json,
    levels: columns.json,
    dueAt: columns.optionalInstant,
    dueSoonAt: columns.optionalInstant,
    state: columns.string(10),
    elapsedMinutes: columns.int,
    pausedFor: columns.optionalString(40),
    reachedPercent: columns.int,
    nextPercent: columns.optionalInt,
    nextAt: columns.optionalInstant,
  },
  indices: [{ name: 'ux_sla_clocks_clock', columns: ['ticketId', 'clock', 'nodeKey', 'round'], unique: true }],
})

/** A level that went out: once for each clock and round, whatever is worked out anew. */
export type ReachedRow = Pick<ClockRow, 'id' | 'ticketId' | 'clock' | 'nodeKey' | 'round'> & {
  percent: number
  at: Date
  /** It went out together with this higher one. */
  combinedInto: number | null
}

export const reached = new EntitySchema<ReachedRow>({
  name: 'sla_reached',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    clock: columns.string(12),
    nodeKey: columns.string(64),
    round: columns.int,
    percent: columns.int,
    at: columns.instant,
    combinedInto: columns.optionalInt,
  },
  indices: [
    { name: 'ux_sla_reached_once', columns: ['ticketId', 'clock', 'nodeKey', 'round', 'percent'], unique: true },
  ],
})

const openStates = "('running', 'paused')"

/** Clocks of these tickets, as they began. */
export const listClocks = (tx: Tx, ticketIds: readonly string[]): Promise<ClockRow[]> =>
  ticketIds.length === 0
    ? Promise.resolve([])
    : selectRows(
        tx,
        clocks,
        `WHERE t.ticket_id IN (${ticketIds.map(() => '?').join(', ')}) ORDER BY t.started_at, t.id`,
        ticketIds,
      )

export const clocksByTicket = (rows: readonly ClockRow[]): Map<string, ClockRow[]> => {
  const byTicket = new Map<string, ClockRow[]>()
  for (const row of rows) byTicket.set(row.ticketId, [...(byTicket.get(row.ticketId) ?? []), row])
  return byTicket
}

export const listRunning = (tx: Tx, ticketId: string): Promise<ClockRow[]> =>
  selectRows(tx, clocks, "WHERE t.ticket_id = ? AND t.state = 'running'", [ticketId])

export const listOpenNodes = (tx: Tx, ticketIds: readonly string[]): Promise<ClockRow[]> =>
  ticketIds.length === 0
    ? Promise.resolve([])
    : selectRows(
        tx,
        clocks,
        `WHERE t.ticket_id IN (${ticketIds.map(() => '?').join(', ')}) AND t.clock = 'node' AND t.state IN ${openStates}`,
        ticketIds,
      )

export const saveClock = (tx: Tx, row: ClockRow): Promise<void> => insertRow(tx, clocks, row)

/** Whoever holds the ticket owns its clocks: no version is needed. */
export const changeClock = (tx: Tx, id: string, changes: Partial<ClockRow>): Promise<void> =>
  updateFields(tx, clocks, id, changes)

export const saveReached = (tx: Tx, rows: readonly ReachedRow[]): Promise<void> => insertRows(tx, reached, rows)

export const listReached = (tx: Tx, ticketId: string): Promise<ReachedRow[]> =>
  selectRows(tx, reached, 'WHERE t.ticket_id = ? ORDER BY t.percent', [ticketId])
