import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'

export type DatabaseKind = 'embedded' | 'mysql'

/** A database of one test's own, dropped afterwards. */
export type TestDatabase = { kind: DatabaseKind; url: string; dataDir: string; drop: () => Promise<void> }

/** Set by `lookForMysql`. */
const server = () => process.env.PAIDAN_TEST_MYSQL ?? ''

/** Looks once whether MySQL or MariaDB answers, and says plainly which databases this run covers. */
export const lookForMysql = async (): Promise<void> => {
  const url = (process.env.TEST_DATABASE_URL ?? 'mysql://root@127.0.0.1:3306').replace(/\/$/, '')
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3000 })
    const [rows] = await connection.query('SELECT VERSION() AS version')
    await connection.end()
    process.env.PAIDAN_TEST_MYSQL = url
    const [{ version }] = rows as [{ version: string }]
    process.stdout.write(`\nDatabases in this run: embedded (libsql) and ${version} at ${new URL(url).host}\n`)
  } catch (error) {
    if (process.env.TEST_DATABASE_URL) throw new Error(`TEST_DATABASE_URL does not answer: ${(error as Error).message}`)
    process.stdout.write(
      '\nDatabases in this run: embedded (libsql) only; no MySQL or MariaDB answers at 127.0.0.1:3306\n',
    )
  }
}

/** The embedded database always; MySQL or MariaDB too when one answers. */
export const testedKinds = (): DatabaseKind[] => (server() ? ['embedded', 'mysql'] : ['embedded'])

export const newDatabase = async (kind: DatabaseKind): Promise<TestDatabase> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'paidan-test-'))
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true })
  if (kind === 'embedded') return { kind, dataDir, url: join(dataDir, 'paidan.db'), drop: async () => removeFolder() }
  const name = `paidan_test_${randomBytes(6).toString('hex')}`
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  return {
    kind,
    dataDir,
    url: `${server()}/${name}`,
    drop: async () => {
      await onServer(`DROP DATABASE IF EXISTS ${name}`)
      removeFolder()
    },
  }
}

/** Runs these statements at the server itself, or in the database at `uri`. */
export const onServer = async (sql: string, uri = server()): Promise<void> => {
  const connection = await createConnection({ uri, multipleStatements: true })
  await connection.query(sql)
  await connection.end()
}
