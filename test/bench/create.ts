import { randomUUID } from 'node:crypto'
import type { EntitySchema, ObjectLiteral } from 'typeorm'
import { auditRows } from '../../server/audit/store'
import type { Tx } from '../../server/db/database'
import { idempotencyKeys } from '../../server/http/store'
import { deliveries, events } from '../../server/queue/store'
import { ticketEvents, tickets } from '../../server/tickets/store'
import { sessionApi } from '../../shared/session'
import { templatesApi } from '../../shared/templates/api'
import { lookForMysql, testedKinds } from '../support/databases'
import { openWorld, type World } from '../support/world'
import { drive, type Hit } from './load'
import type { BenchResult } from './run'

const TICKETS = 2000
/** What the caller, a process that has just begun, sends first. */
const WARM_UP = 1000
const CONNECTIONS = 20
const ROUNDS = 5

/** `tickets.create` through HTTP against the same rows written by raw SQL, side by side, in alternating rounds. */
export const run = async (): Promise<BenchResult> => {
  await lookForMysql()
  const kind = testedKinds().at(-1) ?? 'embedded'
  const world = await openWorld(kind)
  const http: number[] = []
  const raw: number[] = []
  let p99Ms = 0
  await throughHttp(world) // both are warm when they are measured
  await throughSql(world)
  for (let round = 0; round < ROUNDS; round++) {
    const loaded = await throughHttp(world)
    if (loaded.failures > 0) throw new Error(`${loaded.failures} creates failed`)
    http.push(loaded.perSecond)
    p99Ms = Math.max(p99Ms, loaded.p99Ms)
    raw.push(await throughSql(world))
  }
  const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  await world.close()
  const [figure, sql] = [middle(http), middle(raw)]
  return {
    bench: 'create',
    figure,
    unit: 'tickets/s',
    reference: { rawSql: sql },
    ratio: { rawSql: Math.round((figure / sql) * 100) / 100 },
    database: kind,
    rounds: { http, raw },
    p99Ms,
    connections: CONNECTIONS,
  }
}

const throughHttp = async (world: World) => {
  const { token } = await world.anyone.call(sessionApi.demo, { as: 'sales1' })
  const sales = await world.as('sales1')
  const { items } = await sales.call(templatesApi.list, {})
  const template = items.find(one => one.isPreset)
  const body = JSON.stringify({ templateId: template?.id, customerId: 'customer01', description: '空调不制冷' })
  const hits = (length: number): Hit[] =>
    Array.from({ length }, () => ({
      path: '/api/tickets.create',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body,
    }))
  return drive({ url: world.url, connections: CONNECTIONS, warmUp: hits(WARM_UP), hits: hits(TICKETS) })
}

const writtenTo: EntitySchema<ObjectLiteral>[] = [
  tickets,
  ticketEvents,
  events,
  deliveries,
  auditRows,
  idempotencyKeys,
] as never

/** What one create wrote, as statements: the rows of the newest ticket, to be written again under other keys. */
const statementsOf = async (world: World): Promise<((salt: string) => { sql: string; values: unknown[] })[]> => {
  const { reader } = world.context.db
  const [ticket] = (await reader.query('SELECT id FROM tickets ORDER BY id DESC LIMIT 1')) as { id: string }[]
  const [event] = (await reader.query(
    "SELECT id FROM events WHERE type = 'ticket.created' ORDER BY id DESC LIMIT 1",
  )) as { id: string }[]
  const wheres: Record<string, [string, unknown]> = {
    tickets: ['id = ?', ticket?.id],
    ticket_events: ['ticket_id = ?', ticket?.id],
    events: ['id = ?', event?.id],
    deliveries: ['event_id = ?', event?.id],
    audit_rows: ['subject_id = ?', ticket?.id],
    idempotency_keys: ['reply LIKE ?', `%${ticket?.id}%`],
  }
  const statements = await Promise.all(
    writtenTo.map(async schema => {
      const [where, value] = wheres[schema.options.name] ?? ['1 = 0', null]
      const rows = (await reader.query(`SELECT * FROM ${schema.options.name} WHERE ${where}`, [
        value,
      ])) as ObjectLiteral[]
      const [first] = rows
      if (!first) return null
      const names = Object.keys(first)
      const keys = new Set(['id', 'number', 'track_token', 'event_id', 'ticket_id'])
      const one = `(${names.map(() => '?').join(', ')})`
      const sql = `INSERT INTO ${schema.options.name} (${names.join(', ')}) VALUES ${rows.map(() => one).join(', ')}`
      return (salt: string) => ({
        sql,
        values: rows.flatMap(row =>
          names.map(name => (keys.has(name) ? `${salt}${String(row[name]).slice(-12)}` : row[name])),
        ),
      })
    }),
  )
  return statements.filter(statement => statement !== null)
}

/** Tickets written by raw SQL so far. No key comes twice, and they are scattered: that is the faster way to insert. */
let written = 0

const throughSql = async (world: World): Promise<number> => {
  const { db } = world.context
  const statements = await statementsOf(world)
  let next = 0
  const worker = async () => {
    while (next < TICKETS) {
      next += 1
      const salt = `${(written++).toString(36)}${randomUUID().slice(0, 4)}`
      await inTransaction(world, async tx => {
        for (const statement of statements) {
          const { sql, values } = statement(salt)
          await tx.query(sql, values)
        }
      })
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: db.kind === 'mysql' ? CONNECTIONS : 1 }, worker))
  return Math.round(TICKETS / ((performance.now() - startedAt) / 1000))
}

type Sql = { query: (sql: string, values?: unknown[]) => Promise<unknown> }

/** The bare driver: mysql2's pool, or the one embedded connection. */
const inTransaction = async (world: World, work: (tx: Sql) => Promise<void>): Promise<void> => {
  const { db } = world.context
  if (db.kind === 'embedded') return db.write((tx: Tx) => work(tx))
  const pool = mysqlPool(world)
  const connection = await pool.getConnection()
  await connection.beginTransaction()
  await work(connection)
  await connection.commit()
  connection.release()
}

type Pool = {
  getConnection: () => Promise<
    Sql & { beginTransaction: () => Promise<void>; commit: () => Promise<void>; release: () => void }
  >
}

let pool: Pool | undefined
const mysqlPool = (world: World): Pool => {
  pool ??= require('mysql2/promise').createPool({
    uri: world.context.config.databaseUrl,
    connectionLimit: CONNECTIONS,
  }) as Pool
  return pool
}
