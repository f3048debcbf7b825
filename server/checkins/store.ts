import { EntitySchema } from 'typeorm'
import type { CodeKind, Mark } from '../../shared/checkins'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow, selectRows, updateRow } from '../db/rows'
import type { TicketRow } from '../tickets/actions'
import type { Pause } from './rules'

/** A part as it was priced when it was used. */
export type UsedPart = { sku: string; name: string; quantity: number; unitPriceFen: number }

export type VisitRow = {
  id: string
  ticketId: string
  ticketNumber: string
  /** 1, and one more for each time the ticket was reopened before this visit. */
  round: number
  engineerId: string
  /** The engineer while the visit is open, then null: the unique key by which nobody has two open visits. */
  openEngineerId: string | null
  checkedInAt: Date
  checkedOutAt: Date | null
  /** What the phone said at check-in, when it sent its own time. */
  deviceAt: Date | null
  pauses: Pause[]
  workedMinutes: number
  codeKind: CodeKind
  /** Where the phone was at check-in, GCJ-02. */
  lat: number | null
  lng: number | null
  accuracyMetres: number | null
  /** From the site of the ticket. */
  distanceMetres: number | null
  marks: Mark[]
  parts: UsedPart[]
  summary: string | null
  version: number
}

/** A step on site moves both. */
export type Stepped = { ticket: TicketRow; visit: VisitRow }

export const visits = new EntitySchema<VisitRow>({
  name: 'visits',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    ticketNumber: columns.string(20),
    round: columns.int,
    engineerId: columns.ref,
    openEngineerId: columns.optionalRef,
    checkedInAt: columns.instant,
    checkedOutAt: columns.optionalInstant,
    deviceAt: columns.optionalInstant,
    pauses: columns.json,
    workedMinutes: columns.int,
    codeKind: columns.string(10),
    lat: columns.optionalDegrees,
    lng: columns.optionalDegrees,
    accuracyMetres: { type: 'double', nullable: true },
    distanceMetres: columns.optionalInt,
    marks: columns.json,
    parts: columns.json,
    summary: columns.optionalText,
    version: columns.version,
  },
  indices: [
    { name: 'ux_visits_open_engineer', columns: ['openEngineerId'], unique: true },
    { name: 'ix_visits_ticket', columns: ['ticketId', 'id'] },
    { name: 'ix_visits_engineer', columns: ['engineerId', 'checkedInAt'] },
  ],
})

export const saveVisit = (tx: Tx, row: VisitRow): Promise<void> => insertRow(tx, visits, row)

/** Writes only if nobody else has since `row` was read. */
export const changeVisit = (tx: Tx, row: VisitRow, changes: Partial<VisitRow>): Promise<VisitRow> =>
  updateRow(tx, visits, row, changes)

/** In the order of check-in. */
export const listVisits = (tx: Tx, ticketId: string): Promise<VisitRow[]> =>
  selectRows(tx, visits, 'WHERE t.ticket_id = ? ORDER BY t.checked_in_at, t.id', [ticketId])

/** Visits that these engineers began from `from` until before `to`, in the order of check-in. */
export const listVisitsBegun = async (
  tx: Tx,
  { engineerIds, from, to }: { engineerIds: readonly string[]; from: Date; to: Date },
): Promise<VisitRow[]> => {
  if (engineerIds.length === 0) return []
  const places = engineerIds.map(() => '?').join(', ')
  return selectRows(
    tx,
    visits,
    `WHERE t.engineer_id IN (${places}) AND t.checked_in_at >= ? AND t.checked_in_at < ? ORDER BY t.checked_in_at, t.id`,
    [...engineerIds, from.getTime(), to.getTime()],
  )
}

export const lookOpenVisit = (tx: Tx, engineerId: string): Promise<VisitRow | null> =>
  selectRow(tx, visits, 'WHERE t.open_engineer_id = ?', [engineerId])

/** The engineer's latest check-in whose place is known. */
export const lookLastPlaced = (tx: Tx, engineerId: string): Promise<VisitRow | null> =>
  selectRow(tx, visits, 'WHERE t.engineer_id = ? AND t.lat IS NOT NULL ORDER BY t.checked_in_at DESC', [engineerId])
