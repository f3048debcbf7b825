import { type QueryRunner, Table, type TableColumnOptions, type TableIndexOptions } from 'typeorm'

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
  const isMysql = runner.connection.options.type === 'mariadb'
  const type = (given: string) => (isMysql ? onMysql : onSqlite)[given] ?? given
  await runner.createTable(
    new Table({
      name,
      columns: columns.map(column => ({ ...column, type: type(column.type) })),
      indices: [...indices],
    }),
  )
}
