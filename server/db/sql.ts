import { format, type SqlValue, escape as written } from 'mysql2'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'

/** The part of mysql2 that is used here: a connection or a pool. Its promise wrapper takes a stack trace per statement. */
type Driver = {
  query: (sql: string, done: (error: Error | null, answer: unknown) => void) => void
}

const ask = (driver: Driver, sql: string): Promise<unknown> =>
  new Promise((resolve, reject) => driver.query(sql, (error, answer) => (error ? reject(error) : resolve(answer))))

/**
 * Our own SQL with its values, each written by the driver: every `?` in it is a place, none is part of a word. What the
 * driver does for others is a search for quotes and comments, which took a twentieth of what `tickets.create` costs.
 */
const filledIn = (sql: string, values: readonly unknown[]): string => {
  const pieces = sql.split('?')
  if (pieces.length !== values.length + 1)
    throw new Error(`${pieces.length - 1} places, ${values.length} values: ${sql}`)
  let text = pieces[0] as string
  for (let place = 0; place < values.length; place++) text += written(values[place] as SqlValue) + pieces[place + 1]
  return text
}

/** For the driver's own use: a text without values is complete, and is not searched for places. */
export const formatUnlessComplete = (sql: string, values: SqlValue[] | undefined, timezone: string): string =>
  values === undefined || values.length === 0 ? sql : format(sql, values, false, timezone)

/**
 * A MySQL transaction as it is spoken: a statement whose answer nobody needs waits for the next one whose answer
 * somebody does, or for the commit, and travels with it. A round trip costs more than most of our statements.
 */
type Talk = { connection: Driver; waiting: string[] }
const talks = new WeakMap<QueryRunner, Talk>()

const isMysql = (tx: EntityManager): boolean => tx.connection.options.type === 'mariadb'

/** Says what waits and then `sql`; the answer is that of `sql`. */
const say = async ({ connection, waiting }: Talk, sql: string): Promise<unknown> => {
  const all = [...waiting.splice(0), sql]
  const answer = await ask(connection, all.join(';\n'))
  return all.length === 1 ? answer : (answer as unknown[]).at(-1)
}

/**
 * Rows of a SELECT, or the driver's word on a write, on this transaction's connection or, for a reader, on any.
 * On MySQL it goes to the driver itself: the ORM's `query` makes its promise wrapper anew for every statement, which
 * took a third of what `tickets.create` costs.
 */
export const runSql = async (tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<unknown> => {
  if (!isMysql(tx)) return tx.query(sql, [...parameters])
  const talk = tx.queryRunner && talks.get(tx.queryRunner)
  if (talk) return say(talk, filledIn(sql, parameters))
  return ask((tx.connection.driver as unknown as { pool: Driver }).pool, filledIn(sql, parameters))
}

/** A write whose answer nobody needs: if it fails, so does the next statement or the commit. */
export const sendSql = async (tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<void> => {
  const talk = tx.queryRunner && talks.get(tx.queryRunner)
  if (talk) talk.waiting.push(filledIn(sql, parameters))
  else await runSql(tx, sql, parameters)
}

const BEGIN = 'START TRANSACTION'

/** One transaction on MySQL: everything that `work` did is committed, or nothing. */
export const transactMysql = async <T>(source: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> => {
  const runner = source.createQueryRunner()
  const talk: Talk = { connection: (await runner.connect()) as Driver, waiting: [BEGIN] }
  talks.set(runner, talk)
  hearTheOrm(runner, talk)
  try {
    const result = await work(runner.manager)
    // A transaction that has said nothing has nothing to commit.
    if (talk.waiting[0] !== BEGIN || talk.waiting.length > 1) await say(talk, 'COMMIT')
    return result
  } catch (error) {
    talk.waiting.splice(0)
    await say(talk, 'ROLLBACK').catch(() => undefined) // the reason is what matters; a broken connection is not used again
    throw error
  } finally {
    await runner.release()
  }
}

/** What the ORM says on this connection by itself comes after what waits. */
const hearTheOrm = (runner: QueryRunner, talk: Talk): void => {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>
  Object.assign(runner, {
    query: async (...args: unknown[]) => {
      const last = talk.waiting.pop()
      if (last) await say(talk, last)
      return query(...args)
    },
  })
}
