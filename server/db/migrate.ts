import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm'

/** Locks have names on the whole server, and other installations may live on it. A name has at most 64 characters. */
const LOCK = "CONCAT('paidan.', MD5(DATABASE()))"
const LOCK_SECONDS = 120

/** Runs what is missing, under a lock: two processes that start together migrate once. */
export const migrate = async (source: DataSource): Promise<void> => {
  if (source.options.type !== 'mariadb') {
    await source.runMigrations({ transaction: 'each' })
    return
  }
  const holder = source.createQueryRunner()
  try {
    const [row] = (await holder.query(`SELECT GET_LOCK(${LOCK}, ?) AS held`, [LOCK_SECONDS])) as { held: number }[]
    if (Number(row?.held) !== 1) throw new Error('another process has been migrating the database for two minutes')
    // MySQL commits every schema change by itself, so a transaction around it would promise too much.
    await source.runMigrations({ transaction: 'none' })
  } finally {
    await holder.query(`SELECT RELEASE_LOCK(${LOCK})`)
    await holder.release()
  }
}

/** A migration by name, `<Capability><what><13 digits>` in the order of the digits. There is no way down: a fix is a new migration. */
export const migration = (name: string, up: (runner: QueryRunner) => Promise<void>): (new () => MigrationInterface) =>
  class {
    name = name
    up = up
    down = async () => {
      throw new Error(`${name} cannot be undone`)
    }
  }
