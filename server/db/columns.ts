import type { EntitySchemaColumnOptions } from 'typeorm'

/**
 * Column kinds that mean the same on SQLite and on MySQL/MariaDB. Instants are UTC milliseconds in a bigint:
 * no driver rounds them, shifts them by a zone or compares them as text.
 */
const instantTransformer = {
  to: (at: Date | null | undefined): number | null | undefined => (at ? at.getTime() : at),
  from: (ms: number | string | null): Date | null => (ms === null ? null : new Date(Number(ms))),
}

const jsonTransformer = {
  to: (value: unknown): string | null | undefined => (value === undefined ? undefined : JSON.stringify(value)),
  from: (value: string | null): unknown => (value === null ? null : JSON.parse(value)),
}

const optionalJsonTransformer = {
  to: (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value)),
  from: jsonTransformer.from,
}

export const columns = {
  /** A ULID, or a natural key of at most 64 characters. */
  id: { type: 'varchar', length: 64, primary: true },
  ref: { type: 'varchar', length: 64 },
  optionalRef: { type: 'varchar', length: 64, nullable: true },
  string: (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length }),
  optionalString: (length: number): EntitySchemaColumnOptions => ({ type: 'varchar', length, nullable: true }),
  text: { type: 'text' },
  optionalText: { type: 'text', nullable: true },
  int: { type: 'int' },
  optionalInt: { type: 'int', nullable: true },
  /** Degrees; a double keeps 1e-13 of them. */
  optionalDegrees: { type: 'double', nullable: true },
  double: { type: 'double' },
  /** A whole number beyond 2^31: fen, milliseconds. */
  bigInt: {
    type: 'bigint',
    transformer: { to: (value: number) => value, from: (value: string | number) => Number(value) },
  },
  bool: { type: 'boolean' },
  instant: { type: 'bigint', transformer: instantTransformer },
  optionalInstant: { type: 'bigint', nullable: true, transformer: instantTransformer },
  json: { type: 'text', transformer: jsonTransformer },
  optionalJson: { type: 'text', nullable: true, transformer: optionalJsonTransformer },
  version: { type: 'int' },
} satisfies Record<string, EntitySchemaColumnOptions | ((length: number) => EntitySchemaColumnOptions)>
