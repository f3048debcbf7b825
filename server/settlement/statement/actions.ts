import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import type { SettledLine, settlementApi } from '../../../shared/settlement/api'
import type { Reading } from '../../call'
import { namesOf } from '../../people/actions'
import { findTicket } from '../../tickets/actions'
import { type LineRow, listLines, listLinesOf } from '../store'
import { viewLine } from '../view'
import { linesInScope, monthOf } from './rules'

const viewLines = async (reading: Reading, rows: readonly LineRow[]): Promise<SettledLine[]> => {
  const names = await namesOf(
    reading,
    rows.map(({ payeeId }) => payeeId),
  )
  return rows.map(row => viewLine(row, names.get(row.payeeId) ?? ''))
}

/** What a ticket earned those whose money the actor may see; a ticket out of scope is not there. */
export const showLinesOf = async (
  reading: Reading,
  { ticketId }: { ticketId: string },
): Promise<OutputOf<typeof settlementApi.ofTicket>> => {
  await findTicket(reading, ticketId)
  const items = await viewLines(reading, await listLinesOf(reading.tx, ticketId, linesInScope(reading.actor)))
  return { items, totalFen: items.reduce((sum, { amountFen }) => sum + amountFen, 0) }
}

/** Settled lines, latest first; the cursor is the id of the last line shown. */
export const showLines = async (
  reading: Reading,
  { month, cursor, limit }: ReadInputOf<typeof settlementApi.list>,
): Promise<OutputOf<typeof settlementApi.list>> => {
  const rows = await listLines(reading.tx, {
    scope: linesInScope(reading.actor),
    settled: month === undefined ? null : monthOf(month),
    beforeId: cursor ?? null,
    most: limit + 1,
  })
  const shown = rows.slice(0, limit)
  return {
    items: await viewLines(reading, shown),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
