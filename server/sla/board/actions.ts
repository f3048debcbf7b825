import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { MINUTE, toWire } from '../../../shared/kernel/time'
import type { slaApi } from '../../../shared/sla/api'
import type { BoardRow } from '../../../shared/sla/views'
import type { Reading } from '../../call'
import { pageOf } from '../../paging'
import { listArrivalsInState, listDueFirst, listPressing, type Pressing } from '../../tickets/due/actions'
import { listOpenNodes } from '../store'
import { minutesSince, waitsAt, waitsOf } from './rules'

/** Overdue and nearly overdue tickets in scope, with where each waits. */
export const showBoard = async (
  reading: Reading,
  input: ReadInputOf<typeof slaApi.board>,
): Promise<OutputOf<typeof slaApi.board>> => {
  const { regionCode, clock } = input
  const { rows: page, nextCursor } = await pageOf(reading, input, {
    name: 'sla.board',
    load: (after: readonly [number, string] | null, most) =>
      listPressing(reading, { regionCode, clock, after: after && { urgency: after[0], id: after[1] }, most }),
    placeOf: ({ urgency, card }) => [urgency, card.id],
  })
  const sinceOf = await loadSince(
    reading,
    page.map(({ card }) => card.id),
  )
  return {
    items: page.map(one => viewRow(one, sinceOf(one.card.id), reading.now)),
    nextCursor,
  }
}

const viewRow = ({ card, dueAt }: Pressing, since: Date, now: Date): BoardRow => ({
  card,
  isOverdue: dueAt < now,
  minutesLeft: Math.floor((dueAt.getTime() - now.getTime()) / MINUTE),
  waitsAt: waitsAt(card),
  waitsFor: card.assigneeName,
  waitingSince: toWire(since),
  waitingMinutes: minutesSince(since, now),
})

/** Since when each ticket stands where it does: since it entered the node of its flow, else its state. */
const loadSince = async (reading: Reading, ids: readonly string[]): Promise<(id: string) => Date> => {
  const states = await listArrivalsInState(reading, ids)
  const nodes = new Map((await listOpenNodes(reading.tx, ids)).map(row => [row.ticketId, row.startedAt]))
  return id => nodes.get(id) ?? states.get(id) ?? reading.now
}

/** More than this nobody counts at a glance. */
const MOST_COUNTED = 2000

/** Where the open tickets in scope stand, and for how long. */
export const showWaits = async (
  reading: Reading,
  { regionCode }: ReadInputOf<typeof slaApi.waits>,
): Promise<OutputOf<typeof slaApi.waits>> => {
  const found = await listDueFirst(reading, { regionCode, most: MOST_COUNTED + 1 })
  const tickets = found.slice(0, MOST_COUNTED)
  const sinceOf = await loadSince(
    reading,
    tickets.map(({ id }) => id),
  )
  return {
    items: waitsOf(tickets, ({ id }) => sinceOf(id), reading.now),
    counted: tickets.length,
    isWhole: found.length <= MOST_COUNTED,
  }
}
