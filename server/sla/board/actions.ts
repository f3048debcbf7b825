import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { MINUTE, toWire } from '../../../shared/kernel/time'
import type { slaApi } from '../../../shared/sla/api'
import type { BoardRow } from '../../../shared/sla/views'
import type { Reading } from '../../call'
import { listArrivalsInState, listDueFirst, listPressing, type Pressing } from '../../tickets/due/actions'
import { listOpenNodes } from '../store'
import { cursorAt, minutesSince, readCursor, waitsAt, waitsOf } from './rules'

/** Overdue and nearly overdue tickets in scope, with where each waits. */
export const showBoard = async (
  reading: Reading,
  { cursor, limit, ...part }: ReadInputOf<typeof slaApi.board>,
): Promise<OutputOf<typeof slaApi.board>> => {
  const after = cursor ? readCursor(cursor) : null
  const found = await listPressing(reading, { ...part, after, most: limit + 1 })
  const page = found.slice(0, limit)
  const sinceOf = await loadSince(
    reading,
    page.map(({ card }) => card.id),
  )
  const last = page.at(-1)
  return {
    items: page.map(one => viewRow(one, sinceOf(one.card.id), reading.now)),
    nextCursor: last && found.length > limit ? cursorAt({ urgency: last.urgency, id: last.card.id }) : null,
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
