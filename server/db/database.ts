import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  DataSource,
  type DataSourceOptions,
  DefaultNamingStrategy,
  type EntityManager,
  EntitySchema,
  type MigrationInterface,
} from 'typeorm'
import { migrate } from './migrate'
import { oneAtATime } from './oneAtATime'
import { MOST_SILENCE_MS, newSockets } from './socket'
import { formatUnlessComplete, transactMysql } from './sql'

/** An open transaction. Plain SQL through `query`, rows through `db/rows.ts`. */
export type Tx = EntityManager

export type Database = {
  kind: 'embedded' | 'mysql'
  /** For reading only, outside any transaction. */
  reader: EntityManager
  /** Runs `work` in one transaction; again after a deadlock. `work` must be harmless to repeat. */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The data source that migrations and schema checks run on. */
  source: DataSource
  close: () => Promise<void>
}

export type DatabaseOptions = {
  /** `mysql://user:password@host:port/name`, or the path of the embedded database file. */
  url: string
  entities: readonly EntitySchema[]
  migrations: readonly (new () => MigrationInterface)[]
  poolSize?: number
  /** How long MySQL may owe an answer before its connection is given up. */
  mostSilenceMs?: number
}

class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  }
}

const isMysql = (url: string): boolean => url.startsWith('mysql://')

/** Opens the database, brings its schema up to date under a lock, and returns the two ways in. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> =>
  isMysql(options.url) ? openMysql(options) : openEmbedded(options)

const common = ({ entities, migrations }: DatabaseOptions) => ({
  entities: [...entities],
  migrations: [...migrations],
  migrationsTableName: 'migrations',
  namingStrategy: new SnakeCase(),
})

const embeddedSource = (options: DatabaseOptions, readonly: boolean): DataSource =>
  new DataSource({
    ...common(options),
    type: 'better-sqlite3',
    driver: require('libsql'),
    database: options.url,
    readonly,
    statementCacheSize: 500,
    prepareDatabase: (connection: { exec: (sql: string) => void }) =>
      connection.exec('PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = OFF'),
  } as DataSourceOptions)

const openEmbedded = async (options: DatabaseOptions): Promise<Database> => {
  mkdirSync(dirname(options.url), { recursive: true })
  const writer = await embeddedSource(options, false).initialize()
  await writer.query('PRAGMA journal_mode = WAL')
  await writer.query('PRAGMA synchronous = NORMAL')
  await migrate(writer)
  const reader = await embeddedSource(options, false).initialize()
  await reader.query('PRAGMA query_only = ON')
  // SQLite has one writer: transactions that interleaved on its one connection would commit each other's rows.
  const turn = oneAtATime()
  return {
    kind: 'embedded',
    source: writer,
    reader: reader.manager,
    write: work => turn(() => writer.transaction(work)),
    close: async () => {
      await turn(async () => undefined)
      await reader.destroy()
      await writer.destroy()
    },
  }
}

/**
 * Whoever waits for a row gives up, and tries again, while those who asked still wait: the fronts do for 20 s. Two indices
 * read whole to find what they share cost a long list more than the one that is in its order.
 */
const ASKED_OF_MYSQL = `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
  SET SESSION innodb_lock_wait_timeout = 4;
  SET SESSION optimizer_switch = 'index_merge_intersection=off'`

const DEADLOCK_ERRNOS = [1205, 1213]
const MOST_TRIES = 5

const openMysql = async (options: DatabaseOptions): Promise<Database> => {
  const sockets = newSockets(options.mostSilenceMs ?? MOST_SILENCE_MS)
  const source = await new DataSource({
    ...common({ ...options, entities: options.entities.map(withLongText) }),
    type: 'mariadb',
    url: options.url,
    charset: 'utf8mb4',
    timezone: 'Z',
    poolSize: options.poolSize ?? 20,
    extra: {
      // Statements of one transaction travel together (db/sql.ts); every value in them is escaped by the driver.
      multipleStatements: true,
      queryFormat: formatUnlessComplete,
      stream: sockets.open,
      // Stack traces of every query cost a tenth of what a command costs.
      trace: false,
    },
  }).initialize()
  await forEachConnection(source, ASKED_OF_MYSQL)
  await migrate(source)
  sockets.loseHostsThatVanish()
  return {
    kind: 'mysql',
    source,
    reader: source.manager,
    write: work => againAfterDeadlock(() => transactMysql(source, work)),
    close: () => source.destroy(),
  }
}

/** Once per connection, so that no transaction pays a round trip for it. */
const forEachConnection = async (source: DataSource, sql: string): Promise<void> => {
  const { pool } = source.driver as unknown as {
    pool: { on: (event: 'connection', listener: (connection: { query: (sql: string) => void }) => void) => void }
  }
  pool.on('connection', connection => connection.query(sql))
  await source.query(sql) // the one that the driver has opened to see whether the server is there
}

const againAfterDeadlock = async <T>(transaction: () => Promise<T>, tries = 1): Promise<T> => {
  try {
    return await transaction()
  } catch (error) {
    const { errno } = error as { errno?: number }
    if (tries >= MOST_TRIES || !errno || !DEADLOCK_ERRNOS.includes(errno)) throw error
    return againAfterDeadlock(transaction, tries + 1)
  }
}

/** MySQL's `text` ends at 64 KiB; documents of ours may be longer. */
const withLongText = (schema: EntitySchema): EntitySchema =>
  new EntitySchema({
    ...schema.options,
    columns: Object.fromEntries(
      Object.entries(schema.options.columns).map(([name, column]) => [
        name,
        column?.type === 'text' ? { ...column, type: 'mediumtext' } : column,
      ]),
    ),
  })
