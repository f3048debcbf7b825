import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { readAs } from '../../server/call'
import { insertRows, selectRow } from '../../server/db/rows'
import { listTickets } from '../../server/tickets/list/actions'
import type { ListInput } from '../../server/tickets/list/store'
import { NEVER_DUE } from '../../server/tickets/rules'
import { type TicketRow, tickets } from '../../server/tickets/store'
import { MINUTE } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { statuses } from '../../shared/tickets/life'
import { lookForMysql, testedKinds } from '../support/databases'
import { openWorld, type World } from '../support/world'
import { drive } from './load'
import type { BenchResult } from './run'

const TICKETS = 100_000
const PAGES = 1500
const CONNECTIONS = 4
const ROUNDS = 3

/**
 * A page of 20, filtered by status, scoped to a region, sorted by urgency, at 100,000 tickets, against the best SQL by
 * hand; `servedOverHttp` says what is left of it behind session, HTTP and JSON.
 */
export const run = async (): Promise<BenchResult> => {
  await lookForMysql()
  const kind = testedKinds().at(-1) ?? 'embedded'
  const world = await openWorld(kind)
  await fill(world)
  const listed: number[] = []
  const raw: number[] = []
  const http: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    listed.push(await throughTheCapability(world))
    raw.push(await throughSql(world))
    http.push(await throughHttp(world))
  }
  await world.close()
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  const [figure, sql] = [middle(listed), middle(raw)]
  return {
    bench: 'list',
    figure,
    unit: 'pages/s',
    reference: { handWrittenSql: sql },
    ratio: { handWrittenSql: Math.round((figure / sql) * 100) / 100 },
    database: kind,
    tickets: TICKETS,
    servedOverHttp: middle(http),
  }
}

/** Many tickets made from one real one: spread over regions, statuses and due times. */
const fill = async (world: World): Promise<void> => {
  const sales = await world.as('sales1')
  const { items } = await sales.call(templatesApi.list, {})
  const template = items.find(one => one.isPreset)
  const { id } = await sales.call(ticketsApi.create, { templateId: template?.id ?? '', customerId: 'customer01' })
  const { db } = world.context
  const one = (await selectRow(db.reader, tickets, 'WHERE t.id = ?', [id])) as TicketRow
  const regions = ['330102', '330106', '330108', '330203', '310115', '440305', '110105']
  for (let start = 0; start < TICKETS; start += 1000) {
    const rows = Array.from({ length: 1000 }, (_, offset): TicketRow => {
      const n = start + offset
      const isDue = n % 3 === 0
      return {
        ...one,
        id: `${one.id.slice(0, 16)}${String(n).padStart(10, '0')}`,
        number: `B${n}`,
        trackToken: randomUUID().slice(0, 22),
        status: statuses[n % statuses.length] ?? 'open',
        regionCode: regions[n % regions.length] ?? null,
        urgency: isDue ? one.createdAt.getTime() + (n % 9973) * MINUTE : NEVER_DUE,
      }
    })
    await db.write(tx => insertRows(tx, tickets, rows))
  }
  await db.source.query(db.kind === 'mysql' ? 'ANALYZE TABLE tickets' : 'ANALYZE')
}

const filter = { status: ['open' as const, 'assigned' as const] }

/** Policy, filter, keyset, view and the check of the reply: all that a page costs but the HTTP around it. */
const throughTheCapability = async (world: World): Promise<number> => {
  const { token } = await world.anyone.call(sessionApi.demo, { as: 'manager1' })
  const manager = await world.context.identify(token)
  const input: ListInput = { filter, sort: 'urgent', limit: 20 }
  return pagesPerSecond(async () => {
    const page = await readAs(world.context, manager, reading => listTickets(reading, input))
    if (!z.safeParse(ticketsApi.list.output, page).success) throw new Error('the page broke its contract')
  })
}

const pagesPerSecond = async (page: () => Promise<unknown>): Promise<number> => {
  let left = PAGES
  const worker = async () => {
    while (left-- > 0) await page()
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  return Math.round(PAGES / ((performance.now() - startedAt) / 1000))
}

const throughHttp = async (world: World): Promise<number> => {
  const { token } = await world.anyone.call(sessionApi.demo, { as: 'manager1' })
  const hit = {
    path: '/api/tickets.list',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ filter, sort: 'urgent', limit: 20 }),
  }
  const loaded = await drive({
    url: world.url,
    connections: CONNECTIONS,
    hits: Array.from({ length: PAGES }, () => hit),
  })
  if (loaded.failures > 0) throw new Error(`${loaded.failures} pages failed`)
  return loaded.perSecond
}

/** What one would write by hand for the same card columns and the same manager. */
const throughSql = async (world: World): Promise<number> => {
  const { reader } = world.context.db
  const [manager] = (await reader.query("SELECT region_codes, team_id FROM people WHERE id = 'manager1'")) as {
    region_codes: string
    team_id: string
  }[]
  const [region] = JSON.parse(manager?.region_codes ?? '[]') as string[]
  const sql = `SELECT id, number, title, status, priority, customer_name, address, assignee_name, due_at, appointment_from,
    appointment_to, last_event, created_at, updated_at, version, urgency FROM tickets
    WHERE (region_code LIKE ? OR team_id = ? OR created_by_id = ? OR owner_id = ? OR assignee_id = ?)
    AND status IN ('open', 'assigned') ORDER BY urgency, id LIMIT 21`
  const values = [`${region}%`, manager?.team_id, 'manager1', 'manager1', 'manager1']
  return pagesPerSecond(() => reader.query(sql, values))
}
