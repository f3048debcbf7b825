import type { DataSource, EntityManager, EntityMetadata, EntitySchema, ObjectLiteral } from 'typeorm'
import { refuse } from '../../shared/kernel/refusal'
import type { RefusalCode } from '../../shared/refusals'
import type { Where } from './scope'
import { runSql, sendSql } from './sql'

/**
 * Rows as plain objects. The SQL is made from the entity's own metadata; it is what `insert` of the ORM sends,
 * without building a query anew for each row (0.4 of raw SQL, measured; this is above 0.9).
 */
export const insertRows = async <Row extends ObjectLiteral>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length > 0) await runSql(tx, insertionInto(tx, schema, rows.length), valuesOf(tx, schema, rows))
}

export const insertRow = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>, row: Row) =>
  insertRows(tx, schema, [row])

/** As `insertRows`, for rows whose keys are new and our own: a failure is not told here, but fails the transaction. */
export const appendRows = async <Row extends ObjectLiteral>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> => {
  if (rows.length > 0) await sendSql(tx, insertionInto(tx, schema, rows.length), valuesOf(tx, schema, rows))
}

export const appendRow = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>, row: Row) =>
  appendRows(tx, schema, [row])

const insertionInto = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>, rows: number) => {
  const { table, columns } = tableOf(tx, schema)
  const one = `(${columns.map(() => '?').join(', ')})`
  return `INSERT INTO ${table} (${namesOf(columns)}) VALUES ${Array(rows).fill(one).join(', ')}`
}

const valuesOf = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>, rows: readonly Row[]) => {
  const { columns } = tableOf(tx, schema)
  return rows.flatMap(row => columns.map(column => column.toSql(row[column.property])))
}

/** A column as this file needs it: the ORM works all of this out anew for every value. */
type Column = {
  property: string
  /** As stored, and as SQL writes it. */
  stored: string
  name: string
  toSql: (value: unknown) => unknown
  fromSql: (value: unknown) => unknown
}

type Table = { table: string; columns: readonly Column[] }
const tables = new WeakMap<DataSource, Map<unknown, Table>>()

const tableOf = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>): Table => {
  const ofSource = tables.get(tx.connection) ?? new Map<unknown, Table>()
  tables.set(tx.connection, ofSource)
  const known = ofSource.get(schema) ?? describe(tx, schema)
  ofSource.set(schema, known)
  return known
}

const describe = <Row extends ObjectLiteral>(tx: EntityManager, schema: EntitySchema<Row>): Table => {
  const meta = tx.connection.getMetadata(schema)
  const { driver } = tx.connection
  return {
    table: driver.escape(meta.tableName),
    columns: meta.columns.map(column => ({
      property: column.propertyName,
      stored: column.databaseName,
      name: driver.escape(column.databaseName),
      toSql: writerOf(column),
      fromSql: (value: unknown) => driver.prepareHydratedValue(value ?? null, column),
    })),
  }
}

/** What `db/columns.ts` says of storing a value; the ORM's own way asks for every type there is, for every value. */
const writerOf = ({ transformer }: EntityMetadata['columns'][number]): Column['toSql'] => {
  const to = transformer && !Array.isArray(transformer) ? transformer.to.bind(transformer) : (value: unknown) => value
  return value => {
    const stored: unknown = value === undefined ? null : to(value)
    // The embedded database would end the text at a NUL.
    if (typeof stored === 'string') return stored.includes('\0') ? stored.replaceAll('\0', '') : stored
    return typeof stored === 'boolean' ? Number(stored) : (stored ?? null)
  }
}

const namesOf = (columns: readonly Column[], prefix = ''): string =>
  columns.map(column => `${prefix}${column.name}`).join(', ')

/**
 * Rows of one table: `rest` is the SQL after `FROM <table> t`, with `?` for each parameter,
 * columns by their stored names: `WHERE t.customer_id = ? ORDER BY t.id`.
 */
export const selectRows = <Row extends ObjectLiteral>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  rest: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> => select(tx, schema, tableOf(tx, schema).columns, { rest, parameters })

/** As `selectRows`, with these fields alone: a list need not carry whole documents. */
export const selectFields = <Row extends ObjectLiteral, Field extends keyof Row & string>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  fields: readonly Field[],
  rest: string,
  parameters: readonly unknown[] = [],
): Promise<Pick<Row, Field>[]> => {
  const columns = tableOf(tx, schema).columns.filter(column => (fields as readonly string[]).includes(column.property))
  return select<Pick<Row, Field>, Row>(tx, schema, columns, { rest, parameters })
}

const select = async <Row, Whole extends ObjectLiteral>(
  tx: EntityManager,
  schema: EntitySchema<Whole>,
  columns: readonly Column[],
  { rest, parameters }: { rest: string; parameters: readonly unknown[] },
): Promise<Row[]> => {
  const { table } = tableOf(tx, schema)
  const sql = `SELECT ${namesOf(columns, 't.')} FROM ${table} t ${rest}`
  const records = (await runSql(tx, sql, parameters)) as Record<string, unknown>[]
  return records.map(record => hydrated<Row>(columns, record))
}

const hydrated = <Row>(columns: readonly Column[], record: Record<string, unknown>): Row => {
  const row: Record<string, unknown> = {}
  for (const { property, stored, fromSql } of columns) row[property] = fromSql(record[stored])
  return row as Row
}

export const selectRow = async <Row extends ObjectLiteral>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  rest: string,
  parameters: readonly unknown[] = [],
): Promise<Row | null> => (await selectRows(tx, schema, `${rest} LIMIT 1`, parameters))[0] ?? null

/**
 * The row of exactly this id, where `and` holds too. MySQL finds `CUSTOMER01` and `customer01 ` where `customer01` is
 * stored; an id that comes from outside is either the stored one or unknown, so that ids can be compared everywhere.
 */
export const selectById = async <Row extends ObjectLiteral & { id: string }>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  id: string,
  and: Where = { sql: '1 = 1', parameters: [] },
): Promise<Row | null> => {
  const row = await selectRow(tx, schema, `WHERE t.id = ? AND ${and.sql}`, [id, ...and.parameters])
  return row?.id === id ? row : null
}

type Versioned = { id: string; version: number }

/**
 * Writes only if nobody else has since `row` was read, and counts the version up; otherwise refuses.
 * Returns the row as it now stands.
 */
export const updateRow = async <Row extends ObjectLiteral & Versioned>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  row: Row,
  changes: Partial<Row>,
  whenChanged: RefusalCode = 'ticket.changed_meanwhile',
): Promise<Row> => {
  const { table, columns } = tableOf(tx, schema)
  const next = { ...row, ...changes, version: row.version + 1 }
  const changed = columns.filter(({ property }) => property in changes || property === 'version')
  const count = await affected(tx, `UPDATE ${table} SET ${setsOf(changed)} WHERE id = ? AND version = ?`, [
    ...changed.map(({ property, toSql }) => toSql(next[property])),
    row.id,
    row.version,
  ])
  return count === 1 ? next : refuse(whenChanged, { id: row.id })
}

const setsOf = (columns: readonly Column[]): string => columns.map(({ name }) => `${name} = ?`).join(', ')

/** Writes fields that are derived from the rest of the row, whatever its version: whoever derives them owns them. */
export const updateFields = async <Row extends ObjectLiteral & { id: string }>(
  tx: EntityManager,
  schema: EntitySchema<Row>,
  id: string,
  changes: Partial<Row>,
): Promise<void> => {
  const { table, columns } = tableOf(tx, schema)
  const changed = columns.filter(({ property }) => property in changes)
  if (changed.length === 0) return
  const values = changed.map(({ property, toSql }) => toSql(changes[property]))
  await runSql(tx, `UPDATE ${table} SET ${setsOf(changed)} WHERE id = ?`, [...values, id])
}

/** Runs a write and tells how many rows it touched, on either driver. */
export const affected = async (tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<number> => {
  if (tx.connection.options.type === 'mariadb') {
    return ((await runSql(tx, sql, parameters)) as { affectedRows: number }).affectedRows
  }
  const runner = tx.queryRunner ?? tx.connection.createQueryRunner()
  return (await runner.query(sql, [...parameters], true)).affected ?? 0
}

/** True when a unique key or primary key already holds this value (SQLite, MySQL, MariaDB). */
export const isDuplicate = (error: unknown): boolean => {
  const { code, errno } = error as { code?: string; errno?: number }
  return errno === 1062 || (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT'))
}
