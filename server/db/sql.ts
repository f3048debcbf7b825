import type { EntityManager } from 'typeorm'

/** The part of mysql2 that is used here: a connection or a pool, with promises. */
type Promised = { query: (sql: string, parameters: unknown[]) => Promise<[unknown, unknown]> }
type Callbacks = { promise: () => Promised }

const promised = new WeakMap<object, Promised>()

const promisedOf = (connection: Callbacks): Promised => {
  const known = promised.get(connection) ?? connection.promise()
  promised.set(connection, known)
  return known
}

/**
 * Rows of a SELECT, or the driver's word on a write, on this transaction's connection or, for a reader, on any.
 * On MySQL it goes to the driver itself: the ORM's `query` makes its promise wrapper anew for every statement, which
 * took a third of what `tickets.create` costs.
 */
export const runSql = async (tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<unknown> => {
  if (tx.connection.options.type !== 'mariadb') return tx.query(sql, [...parameters])
  const { pool } = tx.connection.driver as unknown as { pool: Callbacks }
  const connection = tx.queryRunner ? ((await tx.queryRunner.connect()) as Callbacks) : pool
  const [result] = await promisedOf(connection).query(sql, [...parameters])
  return result
}
