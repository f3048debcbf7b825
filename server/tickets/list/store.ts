import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import type { Scope } from '../../../shared/kernel/scope'
import type { ticketsApi } from '../../../shared/tickets/api'
import { type Status, statuses } from '../../../shared/tickets/life'
import { numberIn, withoutNumber } from '../../../shared/tickets/numbers'
import type { Tx } from '../../db/database'
import { selectFields } from '../../db/rows'
import { partsInScope, partsOfOwn, type Where, whereInScope } from '../../db/scope'
import { type TicketRow, tickets } from '../store'

export type ListInput = ReadInputOf<typeof ticketsApi.list>
type Filter = ListInput['filter']
type Sort = ListInput['sort']

const orders: Record<Sort, { column: 'id' | 'urgency' | 'updated_at'; direction: 'ASC' | 'DESC' }> = {
  newest: { column: 'id', direction: 'DESC' },
  urgent: { column: 'urgency', direction: 'ASC' },
  updated: { column: 'updated_at', direction: 'DESC' },
}

const oneOf = (column: string, values: readonly string[] | undefined): Where[] =>
  values?.length ? [{ sql: `t.${column} IN (${values.map(() => '?').join(', ')})`, parameters: [...values] }] : []

const equal = (column: string, value: string | undefined): Where[] =>
  value ? [{ sql: `t.${column} = ?`, parameters: [value] }] : []

const startsWith = (column: string, value: string | undefined): Where[] =>
  value ? [{ sql: `t.${column} LIKE ?`, parameters: [`${escapeLike(value)}%`] }] : []

const escapeLike = (text: string): string => text.replace(/[%_\\]/g, '')

const containing = (text: string | undefined): Where[] => {
  const word = text && escapeLike(text.trim())
  if (!word) return []
  const number = withoutNumber(word) === '' && numberIn(word)
  if (number) return equal('number', number)
  return [
    {
      sql: '(t.number LIKE ? OR t.title LIKE ? OR t.customer_name LIKE ? OR t.address LIKE ?)',
      parameters: [`${word}%`, `%${word}%`, `%${word}%`, `%${word}%`],
    },
  ]
}

const mine = (personId: string | null): Where[] =>
  personId
    ? [
        {
          sql: '(t.assignee_id = ? OR t.created_by_id = ? OR t.owner_id = ?)',
          parameters: [personId, personId, personId],
        },
      ]
    : []

const conditionsOf = (filter: Filter, personId: string): Where[] => [
  ...oneOf('status', filter.status),
  ...oneOf('priority', filter.priority),
  ...equal('assignee_id', filter.assigneeId),
  ...equal('customer_id', filter.customerId),
  ...equal('device_id', filter.deviceId),
  ...equal('created_by_id', filter.createdById),
  ...startsWith('business_type', filter.businessType),
  ...startsWith('region_code', filter.regionCode),
  ...mine(filter.isMine ? personId : null),
  ...containing(filter.text),
]

/** Where a page ends: the sort value of its last row and the id. */
export type Place = readonly [string | number, string]

export const placeOf = (
  { id, urgency, updatedAt }: Pick<TicketRow, 'id' | 'urgency' | 'updatedAt'>,
  sort: Sort,
): Place => [{ newest: id, urgent: urgency, updated: updatedAt.getTime() }[sort], id]

const behind = (place: Place | null, sort: Sort): Where[] => {
  if (!place) return []
  const [value, id] = place
  const { column, direction } = orders[sort]
  const sign = direction === 'ASC' ? '>' : '<'
  if (column === 'id') return [{ sql: `t.id ${sign} ?`, parameters: [id] }]
  return [
    {
      sql: `(t.${column} ${sign} ? OR (t.${column} = ? AND t.id ${sign} ?))`,
      parameters: [value, value, id],
    },
  ]
}

/** What a card shows, and what the lists are sorted by. */
export const cardFields = [
  'id',
  'number',
  'title',
  'status',
  'priority',
  'customerName',
  'address',
  'assigneeName',
  'isRed',
  'tags',
  'nodeName',
  'nudgeCount',
  'dueAt',
  'dueClock',
  'dueSoonAt',
  'duePausedFor',
  'urgency',
  'appointmentFrom',
  'appointmentTo',
  'lastEvent',
  'createdAt',
  'updatedAt',
  'version',
] as const satisfies (keyof TicketRow)[]

export type CardRow = Pick<TicketRow, (typeof cardFields)[number]>

export type ListPage = {
  scopes: readonly Scope[]
  filter: Filter
  sort: Sort
  /** Whose tickets are "mine". */
  personId: string
  after: Place | null
  most: number
}

/** Those in scope behind a place, by keyset: the thousandth page costs what the first does. */
export const listTicketRows = (
  tx: Tx,
  { scopes, filter, sort, personId, after, most }: ListPage,
): Promise<CardRow[]> => {
  const where = [...conditionsOf(filter, personId), ...behind(after, sort)]
  const { column, direction } = orders[sort]
  const order = column === 'id' ? `t.id ${direction}` : `t.${column} ${direction}, t.id ${direction}`
  const end = `ORDER BY ${order} LIMIT ${most}`
  const parts = partsInScope(scopes)
  const page = sort === 'urgent' || parts.length < 2 ? inOne(scopes, where, end) : inParts(parts, where, end)
  return selectFields(tx, tickets, cardFields, page.sql, page.parameters)
}

const joined = (where: readonly Where[]): string => where.map(({ sql }) => sql).join(' AND ')

const inOne = (scopes: readonly Scope[], where: readonly Where[], end: string): Where => {
  const all = [whereInScope(scopes), ...where]
  return { sql: `WHERE ${joined(all)} ${end}`, parameters: all.flatMap(({ parameters }) => parameters) }
}

/**
 * The page out of the pages of each part of the scope: joined by OR, MariaDB reads and sorts all that somebody may see,
 * which a manager notices. Urgency it follows by its index.
 */
const inParts = (parts: readonly Where[], where: readonly Where[], end: string): Where => {
  const pages = parts.map(
    (part, n) => `SELECT * FROM (SELECT t.id FROM tickets t WHERE ${joined([part, ...where])} ${end}) p${n}`,
  )
  return {
    sql: `JOIN (${pages.join(' UNION ')}) p ON p.id = t.id ${end}`,
    parameters: parts.flatMap(part => [part, ...where].flatMap(({ parameters }) => parameters)),
  }
}

/** Counting stops here: people read "999+". */
export const MOST_COUNTED = 1000

/** Tickets in scope by status, each counted up to 1,000, and those overdue at `now`, unless their clock stands still, under the key `overdue`. */
export const countByStatus = async (
  tx: Tx,
  scopes: readonly Scope[],
  { personId, now }: { personId: string | null; now: Date },
): Promise<Record<Status | 'overdue', number>> => {
  const counted: [Status | 'overdue', Where][] = [
    ...statuses.map(status => [status, { sql: 't.status = ?', parameters: [status] }] as [Status, Where]),
    ['overdue', { sql: 't.urgency < ? AND t.due_paused_for IS NULL', parameters: [now.getTime()] }],
  ]
  const seesOwn = scopes.some(scope => scope.kind === 'own' && scope.personId === personId)
  const parts = personId ? partsOfOwn(personId) : partsInScope(scopes)
  const limits = personId && !seesOwn ? [whereInScope(scopes)] : []
  const counts = counted.map(([name, where]) => countOf(name, parts, [where, ...limits]))
  const rows = (await tx.query(
    counts.map(({ sql }) => sql).join(' UNION ALL '),
    counts.flatMap(({ parameters }) => parameters),
  )) as { name: Status | 'overdue'; n: number | string }[]
  return Object.fromEntries(rows.map(row => [row.name, Number(row.n)])) as Record<Status | 'overdue', number>
}

/** How many there are in any of the parts, up to 1,000: each part by an index of its own, a ticket of two parts once. */
const countOf = (name: string, parts: readonly Where[], where: readonly Where[]): Where => {
  const found = parts.map(part => {
    const all = [part, ...where]
    return {
      sql: `SELECT * FROM (SELECT t.id FROM tickets t WHERE ${joined(all)} LIMIT ${MOST_COUNTED}) p`,
      parameters: all.flatMap(({ parameters }) => parameters),
    }
  })
  return {
    sql: `SELECT '${name}' AS name, COUNT(*) AS n FROM (SELECT * FROM (${found.map(({ sql }) => sql).join(' UNION ')}) u LIMIT ${MOST_COUNTED}) c`,
    parameters: found.flatMap(({ parameters }) => parameters),
  }
}
