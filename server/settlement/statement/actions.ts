import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import type { SettledLine, settlementApi } from '../../../shared/settlement/api'
import type { Reading } from '../../call'
import { pageOfNewest } from '../../paging'
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

/** Settled lines, latest first. */
export const showLines = async (
  reading: Reading,
  input: ReadInputOf<typeof settlementApi.list>,
): Promise<OutputOf<typeof settlementApi.list>> => {
  const scope = linesInScope(reading.actor)
  const settled = input.month === undefined ? null : monthOf(input.month)
  const { rows, nextCursor } = await pageOfNewest(reading, input, 'settlement.list', (beforeId, most) =>
    listLines(reading.tx, { scope, settled, beforeId, most }),
  )
  return { items: await viewLines(reading, rows), nextCursor }
}
