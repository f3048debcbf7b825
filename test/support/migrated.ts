import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'mysql2'
import { capabilities } from '../../server/capabilities'
import { openDatabase } from '../../server/db/database'
import { kernelMigrations } from '../../server/kernel'
import { newDatabase, onServer, type TestDatabase } from './databases'

export const allMigrations = [...kernelMigrations, ...capabilities.flatMap(({ migrations = [] }) => migrations)]

type Rows = Record<string, string>[]

const kept = { embedded: 'paidan.db', mysql: 'schema.sql' } as const

/** Where `PAIDAN_TEST_MIGRATED` tells all test processes that migrated databases are kept. */
const keptAt = (kind: TestDatabase['kind']): string | null =>
  process.env.PAIDAN_TEST_MIGRATED ? join(process.env.PAIDAN_TEST_MIGRATED, kept[kind]) : null

/**
 * Migrates one database of each kind and keeps what came of it, the embedded one as its file and MySQL's as statements:
 * the migrations of every world that a test opens would take longer than the rest of it.
 */
export const keepMigrated = async (kinds: readonly TestDatabase['kind'][]): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'paidan-schema-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { close } = await migratedAt(join(folder, kept.embedded))
  await close()
  if (kinds.includes('mysql')) writeFileSync(join(folder, kept.mysql), await statementsOfMysql())
  process.env.PAIDAN_TEST_MIGRATED = folder
}

const migratedAt = (url: string) => openDatabase({ url, entities: [], migrations: allMigrations })

const statementsOfMysql = async (): Promise<string> => {
  const migrated = await newDatabase('mysql')
  const { source, close } = await migratedAt(migrated.url)
  const tables = ((await source.query('SHOW TABLES')) as Rows).flatMap(row => Object.values(row))
  const statements: string[] = []
  for (const table of tables) {
    const [made] = (await source.query(`SHOW CREATE TABLE ${table}`)) as Rows
    const rows = (await source.query(`SELECT * FROM ${table}`)) as Rows
    statements.push(made?.['Create Table'] ?? '', ...rows.map(row => format(`INSERT INTO ${table} SET ?`, row)))
  }
  await close()
  await migrated.drop()
  return statements.join(';\n')
}

/** A new database as it was before the migration of this name. */
export const openBefore = async (kind: TestDatabase['kind'], name: string) => {
  const database = await newDatabase(kind)
  const migrations = allMigrations.filter(one => new one().name !== name)
  return { database, before: await openDatabase({ url: database.url, entities: [], migrations }) }
}

/** A database as the migrations leave it; where none was kept, an empty one that is still to be migrated. */
export const newMigrated = async (kind: TestDatabase['kind']): Promise<TestDatabase> => {
  const database = await newDatabase(kind)
  const file = keptAt(kind)
  if (file && kind === 'embedded') copyFileSync(file, database.url)
  if (file && kind === 'mysql') await onServer(readFileSync(file, 'utf8'), database.url)
  return database
}
