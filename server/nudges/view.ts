import type { OutputOf } from '../../shared/kernel/endpoint'
import { toWire } from '../../shared/kernel/time'
import { nudgeableFrom, type nudgesApi } from '../../shared/nudges'
import type { TicketRow } from '../tickets/actions'

export const viewNudge = (row: TicketRow, now: Date): OutputOf<typeof nudgesApi.nudge> => ({
  ticketId: row.id,
  number: row.number,
  count: row.nudgeCount,
  nextAt: toWire(nudgeableFrom(row, now) ?? now),
})
