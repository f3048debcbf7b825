import type { Scope } from '../../../shared/kernel/scope'
import { openStatuses } from '../../../shared/tickets/life'
import type { DueClock } from '../../../shared/tickets/views'
import type { Tx } from '../../db/database'
import { selectFields } from '../../db/rows'
import { type Where, whereInScope } from '../../db/scope'
import { type CardRow, cardFields } from '../list/store'
import { NEVER_DUE } from '../rules'
import { type TicketEventRow, type TicketRow, ticketEvents, tickets } from '../store'

/** What clocks go by. */
const clockedFields = [
  'id',
  'number',
  'status',
  'priority',
  'businessType',
  'templateId',
  'customerId',
  'deviceId',
  'regionCode',
  'teamId',
  'isRed',
  'nodeName',
  'openedAt',
  'appointmentFrom',
  'reopenedCount',
  'dueAt',
  'dueClock',
  'dueSoonAt',
  'duePausedFor',
] as const satisfies (keyof TicketRow)[]
export type ClockedTicket = Pick<TicketRow, (typeof clockedFields)[number]>

const placesFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** States in which somebody is waited for: a draft is nobody's promise yet. */
const awaited = openStatuses.filter(status => status !== 'draft')
const isAwaited: Where = { sql: `t.status IN (${placesFor(awaited)})`, parameters: [...awaited] }

/** The ticket as it stands, held until the end of the transaction. The embedded database has one writer at a time anyhow. */
export const takeTicket = async (tx: Tx, id: string): Promise<ClockedTicket | null> => {
  const lock = tx.connection.options.type === 'mariadb' ? 'FOR UPDATE' : ''
  return (await selectFields(tx, tickets, clockedFields, `WHERE t.id = ? ${lock}`, [id]))[0] ?? null
}

/** Tickets that somebody waits for, by id. */
export const listAwaited = (tx: Tx, afterId: string, most: number): Promise<ClockedTicket[]> =>
  selectFields(tx, tickets, clockedFields, `WHERE t.id > ? AND ${isAwaited.sql} ORDER BY t.id LIMIT ${most}`, [
    afterId,
    ...isAwaited.parameters,
  ])

export type Part = { scopes: readonly Scope[]; regionCode?: string | undefined }

const whereOf = ({ scopes, regionCode }: Part): Where => {
  const scope = whereInScope(scopes)
  return regionCode
    ? { sql: `${scope.sql} AND t.region_code LIKE ?`, parameters: [...scope.parameters, `${regionCode}%`] }
    : scope
}

/** Of those in scope that somebody waits for, the ones that are due first. */
export const listDueFirst = (tx: Tx, part: Part, most: number): Promise<ClockedTicket[]> => {
  const where = whereOf(part)
  return selectFields(
    tx,
    tickets,
    clockedFields,
    `WHERE ${where.sql} AND ${isAwaited.sql} ORDER BY t.urgency, t.id LIMIT ${most}`,
    [...where.parameters, ...isAwaited.parameters],
  )
}

export type DuePage = Part & {
  clock?: DueClock | undefined
  now: Date
  after: { urgency: number; id: string } | null
  most: number
}

/** Tickets in scope whose clock runs and has used up most of its time or all of it, the first due first. */
export const listPressing = (tx: Tx, { clock, now, after, most, ...part }: DuePage): Promise<CardRow[]> => {
  const parts: Where[] = [
    whereOf(part),
    {
      sql: 't.urgency < ? AND t.due_soon_at <= ? AND t.due_paused_for IS NULL',
      parameters: [NEVER_DUE, now.getTime()],
    },
    ...(clock ? [{ sql: 't.due_clock = ?', parameters: [clock] }] : []),
    ...(after
      ? [
          {
            sql: '(t.urgency > ? OR (t.urgency = ? AND t.id > ?))',
            parameters: [after.urgency, after.urgency, after.id],
          },
        ]
      : []),
  ]
  return selectFields(
    tx,
    tickets,
    cardFields,
    `WHERE ${parts.map(({ sql }) => sql).join(' AND ')} ORDER BY t.urgency, t.id LIMIT ${most}`,
    parts.flatMap(({ parameters }) => parameters),
  )
}

export const listCardRows = (tx: Tx, ids: readonly string[]): Promise<CardRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : selectFields(tx, tickets, cardFields, `WHERE t.id IN (${placesFor(ids)})`, ids)

const happeningFields = [
  'id',
  'ticketId',
  'kind',
  'toStatus',
  'actorId',
  'actorName',
  'reason',
  'audience',
  'at',
  'deviceAt',
] as const satisfies (keyof TicketEventRow)[]
export type HappeningRow = Pick<TicketEventRow, (typeof happeningFields)[number]>

/** What happened to these tickets, in the order it was written: ids rise also while a clock is put back. */
export const listHappenings = (tx: Tx, ticketIds: readonly string[]): Promise<HappeningRow[]> =>
  ticketIds.length === 0
    ? Promise.resolve([])
    : selectFields(
        tx,
        ticketEvents,
        happeningFields,
        `WHERE t.ticket_id IN (${placesFor(ticketIds)}) ORDER BY t.id`,
        ticketIds,
      )

/** When each of these tickets came into the state it is in. */
export const listArrivalsInState = async (tx: Tx, ticketIds: readonly string[]): Promise<Map<string, Date>> => {
  if (ticketIds.length === 0) return new Map()
  const rows = (await tx.query(
    `SELECT t.ticket_id AS id, MAX(t.at) AS at FROM ticket_events t
     WHERE t.ticket_id IN (${placesFor(ticketIds)}) AND t.to_status IS NOT NULL GROUP BY t.ticket_id`,
    [...ticketIds],
  )) as { id: string; at: number | string }[]
  return new Map(rows.map(({ id, at }) => [id, new Date(Number(at))]))
}
