import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPool } from 'mysql2/promise'
import { seal } from '../../server/demo/platform/callbacks'
import { xmlOf } from '../../server/demo/platform/plaintext'
import { type DatabaseKind, lookForMysql, testedKinds } from '../support/databases'
import { openWorld, type World } from '../support/world'
import { drive, type Hit, type Loaded } from './load'
import type { BenchResult } from './run'

const CALLBACKS = 10_000
const WARM_UP = 1000
const CONNECTIONS = 50
const ROUNDS = 3

/**
 * Sealed callbacks, each another one, served and kept, against an HTTP server that reads the body and answers empty, and
 * against the same rows (inbox, event, delivery) written by raw SQL in a transaction each; in alternating rounds.
 */
export const run = async (): Promise<BenchResult> => {
  await lookForMysql()
  const measured: Record<string, Measured> = {}
  for (const kind of testedKinds()) measured[kind] = await measure(kind)
  const kind = testedKinds().at(-1) ?? 'embedded'
  const { served, emptyHttp, rawSql, p99Ms } = measured[kind] as Measured
  return {
    bench: 'callback',
    figure: served,
    unit: 'callbacks/s',
    reference: { emptyHttp, rawSql },
    ratio: { emptyHttp: share(served, emptyHttp), rawSql: share(served, rawSql) },
    p99Ms,
    database: kind,
    connections: CONNECTIONS,
    measured,
  }
}

type Measured = { served: number; emptyHttp: number; rawSql: number; p99Ms: number }

const share = (figure: number, reference: number): number => Math.round((figure / reference) * 100) / 100

const middle = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const measure = async (kind: DatabaseKind): Promise<Measured> => {
  const world = await openWorld(kind)
  const empty = await openEmptyServer()
  const served: Loaded[] = []
  const emptyHttp: number[] = []
  const rawSql: number[] = []
  await load(world.url, [], sealedHits(world, 'first', WARM_UP))
  for (let round = 0; round < ROUNDS; round++) {
    const warmUp = sealedHits(world, `warm-${round}`, WARM_UP)
    const hits = sealedHits(world, `${round}`, CALLBACKS)
    served.push(await load(world.url, warmUp, hits))
    emptyHttp.push((await load(empty.url, warmUp, hits)).perSecond)
    rawSql.push(await throughSql(world, `${round}`))
  }
  const kept = (await world.context.db.reader.query('SELECT COUNT(*) AS n FROM wecom_inbox')) as {
    n: number | string
  }[]
  const expected = WARM_UP + ROUNDS * (WARM_UP + 2 * CALLBACKS)
  if (Number(kept[0]?.n) !== expected) throw new Error(`${kept[0]?.n} callbacks were kept instead of ${expected}`)
  empty.close()
  await world.close()
  return {
    served: middle(served.map(({ perSecond }) => perSecond)),
    emptyHttp: middle(emptyHttp),
    rawSql: middle(rawSql),
    p99Ms: middle(served.map(({ p99Ms }) => p99Ms)),
  }
}

const load = async (url: string, warmUp: Hit[], hits: Hit[]): Promise<Loaded> => {
  const loaded = await drive({ url, connections: CONNECTIONS, warmUp, hits })
  if (loaded.failures > 0) throw new Error(`${loaded.failures} callbacks were not taken`)
  return loaded
}

const sealedHits = (world: World, salt: string, count: number): Hit[] => {
  const { token, aesKey, corpId } = world.context.config.wecom
  return Array.from({ length: count }, (_, n) => {
    const plaintext = xmlOf({
      ToUserName: corpId,
      FromUserName: 'zhangsan',
      CreateTime: Math.floor(world.now().getTime() / 1000),
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'ticket.accept',
      TaskId: `${salt}_${n}`,
      AgentID: 1000002,
    })
    const target = { url: `${world.url}/wecom/callback`, token, aesKey }
    const { url, body, contentType } = seal(target, corpId, plaintext, world.now().getTime())
    return { path: url.slice(world.url.length), headers: { 'content-type': contentType }, body }
  })
}

const openEmptyServer = async () => {
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => response.writeHead(200, { 'content-length': 0 }).end())
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

type Statement = { sql: string; valuesOf: (id: string) => unknown[] }

/** The rows that the newest callback wrote, as statements that write them again under other keys. */
const statementsOf = async (world: World): Promise<Statement[]> => {
  const { reader } = world.context.db
  const newest = async (table: string, where = '') => {
    const rows = await reader.query(`SELECT * FROM ${table} ${where} ORDER BY id DESC LIMIT 1`)
    return (rows as Record<string, unknown>[])[0] ?? {}
  }
  const rows: [string, Record<string, unknown>][] = [
    ['wecom_inbox', await newest('wecom_inbox')],
    ['events', await newest('events', "WHERE type = 'wecom.received'")],
    ['deliveries', await newest('deliveries', "WHERE subscriber = 'wecom.handle'")],
  ]
  const keys = ['id', 'event_id', 'dedupe_key']
  return rows.map(([table, row]) => {
    const names = Object.keys(row)
    return {
      sql: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      valuesOf: id => names.map(name => (keys.includes(name) ? id : row[name])),
    }
  })
}

const throughSql = async (world: World, round: string): Promise<number> => {
  const statements = await statementsOf(world)
  const idOf = (n: number) => `raw-${round}-${String(n).padStart(20, '0')}`
  const write = world.context.db.kind === 'mysql' ? byMysql : byEmbedded
  return Math.round(CALLBACKS / (await write(world, statements, idOf)))
}

type Write = (world: World, statements: Statement[], idOf: (n: number) => string) => Promise<number>

/** Seconds, on as many connections as there were callers. */
const byMysql: Write = async (world, statements, idOf) => {
  const pool = createPool({ uri: world.context.config.databaseUrl, connectionLimit: CONNECTIONS, charset: 'utf8mb4' })
  let next = 0
  const worker = async () => {
    const connection = await pool.getConnection()
    for (let n = next++; n < CALLBACKS; n = next++) {
      await connection.beginTransaction()
      for (const { sql, valuesOf } of statements) await connection.query(sql, valuesOf(idOf(n)))
      await connection.commit()
    }
    connection.release()
  }
  await pool.query('SELECT 1')
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  const seconds = (performance.now() - startedAt) / 1000
  await pool.end()
  return seconds
}

type Libsql = new (
  path: string,
) => {
  exec: (sql: string) => void
  prepare: (sql: string) => { run: (...values: unknown[]) => void }
  close: () => void
}

/** Seconds, on the bare driver with prepared statements. */
const byEmbedded: Write = async (world, statements, idOf) => {
  const database = new (require('libsql') as Libsql)(world.context.config.databaseUrl)
  database.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL')
  const prepared = statements.map(({ sql, valuesOf }) => ({ statement: database.prepare(sql), valuesOf }))
  const startedAt = performance.now()
  for (let n = 0; n < CALLBACKS; n++) {
    database.exec('BEGIN')
    for (const { statement, valuesOf } of prepared) statement.run(...valuesOf(idOf(n)))
    database.exec('COMMIT')
  }
  const seconds = (performance.now() - startedAt) / 1000
  database.close()
  return seconds
}
