import type { VisitView } from '../../shared/checkins'
import { toWire, toWireOrNull } from '../../shared/kernel/time'
import { waitReasonNames } from '../../shared/tickets/life'
import { workedMinutes } from './rules'
import type { VisitRow } from './store'

/** A visit as of `now`: an open one has worked until now. */
export const viewVisit = (row: VisitRow, now: Date): VisitView => ({
  id: row.id,
  ticketId: row.ticketId,
  engineerId: row.engineerId,
  checkedInAt: toWire(row.checkedInAt),
  checkedOutAt: toWireOrNull(row.checkedOutAt),
  pauses: row.pauses.map(({ fromAt, toAt, reason, note }) => ({
    from: toWire(new Date(fromAt)),
    to: toAt === null ? null : toWire(new Date(toAt)),
    reason: [waitReasonNames[reason], note].filter(Boolean).join('：'),
  })),
  workedMinutes: workedMinutes(row, now),
  marks: row.marks,
  distanceMetres: row.distanceMetres,
  parts: row.parts,
  version: row.version,
})
