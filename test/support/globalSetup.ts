import { createConnection } from 'mysql2/promise'

/** Looks once whether MySQL or MariaDB answers, and says plainly which databases this run covers. */
export default async (): Promise<void> => {
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
