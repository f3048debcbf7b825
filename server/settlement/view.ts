import { toWire } from '../../shared/kernel/time'
import type { SettledLine } from '../../shared/settlement/api'
import type { LineRow } from './store'

/** `payeeName` belongs to the row's `payeeId`. */
export const viewLine = (row: LineRow, payeeName: string): SettledLine => ({
  id: row.id,
  ticketId: row.ticketId,
  ticketNumber: row.ticketNumber,
  payeeId: row.payeeId,
  payeeName,
  code: row.code,
  name: row.name,
  amountFen: row.amountFen,
  minutes: row.minutes,
  why: row.why,
  round: row.round,
  ruleSetVersion: row.ruleSetVersion,
  settledAt: toWire(row.settledAt),
})
