import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuseUnless } from '../../../shared/kernel/refusal'
import type { Scope } from '../../../shared/kernel/scope'
import type { ticketsApi } from '../../../shared/tickets/api'
import { type Status, statuses } from '../../../shared/tickets/life'
import type { Tx } from '../../db/database'
import { selectFields } from '../../db/rows'
import { type Where, whereInScope } from '../../db/scope'
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

/** The keyset of a page's last row: its sort value and id. */
type Cursor = [string | number, string]

export const cursorAfter = (row: Pick<TicketRow, 'id' | 'urgency' | 'updatedAt'>, sort: Sort): string => {
  const value = { newest: row.id, urgent: row.urgency, updated: row.updatedAt.getTime() }[sort]
  return Buffer.from(JSON.stringify([value, row.id] satisfies Cursor)).toString('base64url')
}

const readCursor = (cursor: string): Cursor => {
  const read = (): unknown => {
    try {
      return JSON.parse(Buffer.from(cursor, 'base64url').toString())
    } catch {
      return null
    }
  }
  const value = read()
  refuseUnless(Array.isArray(value) && value.length === 2, 'request.malformed')
  const [first, id] = value
  refuseUnless((typeof first === 'string' || typeof first === 'number') && typeof id === 'string', 'request.malformed')
  return [first, id]
}

const after = (cursor: string | null | undefined, sort: Sort): Where[] => {
  if (!cursor) return []
  const [value, id] = readCursor(cursor)
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

/** One page in scope, by keyset: the thousandth page costs what the first does. Loads one row more than asked. */
export const listTicketRows = (
  tx: Tx,
  scopes: readonly Scope[],
  input: ListInput,
  personId: string,
): Promise<CardRow[]> => {
  const where = [whereInScope(scopes), ...conditionsOf(input.filter, personId), ...after(input.cursor, input.sort)]
  const { column, direction } = orders[input.sort]
  const order = column === 'id' ? `t.id ${direction}` : `t.${column} ${direction}, t.id ${direction}`
  return selectFields(
    tx,
    tickets,
    cardFields,
    `WHERE ${where.map(part => part.sql).join(' AND ')} ORDER BY ${order} LIMIT ${input.limit + 1}`,
    where.flatMap(part => part.parameters),
  )
}

/** Counting stops here: people read "999+". */
export const MOST_COUNTED = 1000

/** Tickets in scope by status, each counted up to 1,000, and those overdue at `now`, unless their clock stands still, under the key `overdue`. */
export const countByStatus = async (
  tx: Tx,
  scopes: readonly Scope[],
  { personId, now }: { personId: string | null; now: Date },
): Promise<Record<Status | 'overdue', number>> => {
  const base = [whereInScope(scopes), ...mine(personId)]
  const counted: [Status | 'overdue', Where][] = [
    ...statuses.map(status => [status, { sql: 't.status = ?', parameters: [status] }] as [Status, Where]),
    ['overdue', { sql: 't.urgency < ? AND t.due_paused_for IS NULL', parameters: [now.getTime()] }],
  ]
  const parts = counted.map(([name, where]) => {
    const all = [...base, where]
    return {
      sql: `SELECT '${name}' AS name, COUNT(*) AS n FROM (SELECT 1 FROM tickets t WHERE ${all.map(part => part.sql).join(' AND ')} LIMIT ${MOST_COUNTED}) c`,
      parameters: all.flatMap(part => part.parameters),
    }
  })
  const rows = (await tx.query(
    parts.map(part => part.sql).join(' UNION ALL '),
    parts.flatMap(part => part.parameters),
  )) as { name: Status | 'overdue'; n: number | string }[]
  return Object.fromEntries(rows.map(row => [row.name, Number(row.n)])) as Record<Status | 'overdue', number>
}
