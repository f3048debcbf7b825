import {
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableIndex,
  type TableIndexOptions,
} from 'typeorm'

/** Columns as migrations write them down: frozen history, so not derived from the entities of today. */
type Shape = TableColumnOptions

const varchar = (name: string, length: number, isNullable = false): Shape => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
})

export const key = (name = 'id', length = 64): Shape => ({ ...varchar(name, length), isPrimary: true })
export const ref = (name: string): Shape => varchar(name, 64)
export const optionalRef = (name: string): Shape => varchar(name, 64, true)
export const string = (name: string, length: number): Shape => varchar(name, length)
export const optionalString = (name: string, length: number): Shape => varchar(name, length, true)
export const text = (name: string): Shape => ({ name, type: 'text' })
export const optionalText = (name: string): Shape => ({ name, type: 'text', isNullable: true })
export const int = (name: string): Shape => ({ name, type: 'int' })
export const optionalInt = (name: string): Shape => ({ name, type: 'int', isNullable: true })
export const bigint = (name: string): Shape => ({ name, type: 'bigint' })
export const optionalBigint = (name: string): Shape => ({ name, type: 'bigint', isNullable: true })
export const double = (name: string): Shape => ({ name, type: 'double' })
export const optionalDouble = (name: string): Shape => ({ name, type: 'double', isNullable: true })
export const boolean = (name: string): Shape => ({ name, type: 'boolean' })

export const index = (name: string, ...columnNames: string[]): TableIndexOptions => ({ name, columnNames })
export const unique = (name: string, ...columnNames: string[]): TableIndexOptions => ({
  name,
  columnNames,
  isUnique: true,
})

/** MySQL's `text` ends at 64 KiB, and its booleans are tinyint. */
const onMysql: Record<string, string> = { text: 'mediumtext', boolean: 'tinyint' }
const onSqlite: Record<string, string> = { int: 'integer' }

/** Creates a table with its keys, each of them named. */
export const createTable = async (
  runner: QueryRunner,
  name: string,
  columns: readonly Shape[],
  indices: readonly TableIndexOptions[] = [],
): Promise<void> => {
  await runner.createTable(
    new Table({ name, columns: columns.map(column => typed(runner, column)), indices: [...indices] }),
  )
}

const typed = (runner: QueryRunner, column: Shape): Shape => {
  const types = runner.connection.options.type === 'mariadb' ? onMysql : onSqlite
  return { ...column, type: types[column.type] ?? column.type }
}

/** A column to add, and what stands in it in the rows there are: needed unless it may be empty. */
export type Added = Shape & { fill?: string | number }

/** Adds columns, and indices on them, to a table that has rows already. */
export const addColumns = async (
  runner: QueryRunner,
  table: string,
  columns: readonly Added[],
  indices: readonly TableIndexOptions[] = [],
): Promise<void> => {
  const nullable = columns.map(({ fill, ...column }) => new TableColumn({ ...typed(runner, column), isNullable: true }))
  await runner.addColumns(table, nullable)
  const filled = columns.filter(column => column.fill !== undefined)
  if (filled.length > 0) {
    const sets = filled.map(column => `${column.name} = ?`).join(', ')
    await runner.query(
      `UPDATE ${table} SET ${sets}`,
      filled.map(column => column.fill),
    )
    await runner.changeColumns(
      table,
      filled.map(({ fill, ...column }) => ({
        oldColumn: new TableColumn({ ...typed(runner, column), isNullable: true }),
        newColumn: new TableColumn(typed(runner, column)),
      })),
    )
  }
  for (const one of indices) await runner.createIndex(table, new TableIndex(one))
}
