import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'

export type DatabaseKind = 'embedded' | 'mysql'

/** A database of one test's own, dropped afterwards. */
export type TestDatabase = { kind: DatabaseKind; url: string; dataDir: string; drop: () => Promise<void> }

/** Set by `globalSetup` after it has seen whether a server answers. */
const server = () => process.env.PAIDAN_TEST_MYSQL ?? ''

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

const onServer = async (sql: string): Promise<void> => {
  const connection = await createConnection(server())
  await connection.query(sql)
  await connection.end()
}
