import { EntitySchema } from 'typeorm'
import type { customerLevels } from '../../shared/customers'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectById, selectRows, updateRow } from '../db/rows'
import type { Where } from '../db/scope'
import { type IdentityRow, saveIdentities } from './identities/store'

export type CustomerRow = {
  id: string
  name: string
  /** Digits only, without +86. */
  phone: string | null
  level: (typeof customerLevels)[number]
  regionCode: string | null
  address: string | null
  /** GCJ-02. */
  lat: number | null
  lng: number | null
  /** The salesperson who looks after them. */
  ownerId: string | null
  /** WeCom's external_userid; when there are several, the first. The identities are what counts. */
  externalUserId: string | null
  /** WeChat's openid in the customers' mini-program, likewise. */
  openid: string | null
  /** WeChat's unionid as it was seen on this record; two records with the same one are one person. */
  unionId: string | null
  /** The record that stands for this one since they were merged. Never that of a merged one itself. */
  mergedIntoId: string | null
  tags: string[]
  createdAt: Date
  version: number
}

export const customers = new EntitySchema<CustomerRow>({
  name: 'customers',
  columns: {
    id: columns.id,
    name: columns.string(60),
    phone: columns.optionalString(20),
    level: columns.string(10),
    regionCode: columns.optionalString(6),
    address: columns.optionalString(200),
    lat: columns.optionalDegrees,
    lng: columns.optionalDegrees,
    ownerId: columns.optionalRef,
    externalUserId: columns.optionalRef,
    openid: columns.optionalRef,
    unionId: columns.optionalRef,
    mergedIntoId: columns.optionalRef,
    tags: columns.json,
    createdAt: columns.instant,
    version: columns.version,
  },
  indices: [
    { name: 'ix_customers_union_id', columns: ['unionId'] },
    { name: 'ix_customers_merged_into', columns: ['mergedIntoId'] },
    { name: 'ix_customers_phone', columns: ['phone'] },
    { name: 'ix_customers_created', columns: ['createdAt', 'id'] },
  ],
})

/** The record of this id itself, also one that was merged into another. */
export const lookRecord = (tx: Tx, id: string): Promise<CustomerRow | null> => selectById(tx, customers, id)

/** Records by their own ids. */
export const listRecords = (tx: Tx, ids: readonly string[]): Promise<CustomerRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : selectRows(tx, customers, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)

/** Likewise, without those that were merged into others. */
export const listStanding = async (tx: Tx, ids: readonly string[]): Promise<CustomerRow[]> =>
  (await listRecords(tx, ids)).filter(row => row.mergedIntoId === null)

/** The customer that an id stands for: since a merge, the one that was kept. */
export const lookCustomer = async (tx: Tx, id: string): Promise<CustomerRow | null> => {
  const record = await lookRecord(tx, id)
  return record?.mergedIntoId ? lookRecord(tx, record.mergedIntoId) : record
}

/** Records that were merged into this one. */
export const listMergedInto = (tx: Tx, id: string): Promise<CustomerRow[]> =>
  selectRows(tx, customers, 'WHERE t.merged_into_id = ? ORDER BY t.id', [id])

/** Points merged records at another one; only those that point at `from`. */
export const repoint = async (tx: Tx, ids: readonly string[], from: string, to: string): Promise<void> => {
  if (ids.length === 0) return
  const places = ids.map(() => '?').join(', ')
  await tx.query(
    `UPDATE customers SET merged_into_id = ?, version = version + 1 WHERE merged_into_id = ? AND id IN (${places})`,
    [to, from, ...ids],
  )
}

/** Others with one of these numbers or unionids, at most twenty. */
export const listAlike = (
  tx: Tx,
  { id, phones, unionIds }: { id: string; phones: readonly string[]; unionIds: readonly string[] },
): Promise<CustomerRow[]> => {
  const among = (column: string, values: readonly string[]) =>
    values.length === 0 ? '1 = 0' : `t.${column} IN (${values.map(() => '?').join(', ')})`
  return selectRows(
    tx,
    customers,
    `WHERE (${among('phone', phones)} OR ${among('union_id', unionIds)})
       AND t.id <> ? AND t.merged_into_id IS NULL ORDER BY t.id LIMIT 20`,
    [...phones, ...unionIds, id],
  )
}

/** When the last customer of the page before was made, in epoch ms, and their id. */
export type Place = readonly [number, string]

export type CustomerSearch = {
  /** Part of the name; empty finds everybody. */
  name: string
  phone: string | null
  phoneTail: string | null
  after: Place | null
  most: number
}

/** Newest first; a customer matches by name, by the whole number or by its last four digits. */
export const listCustomers = (tx: Tx, { after, most, ...wanted }: CustomerSearch): Promise<CustomerRow[]> => {
  const matches = matching(wanted)
  const beyond = after ? 'AND (t.created_at < ? OR (t.created_at = ? AND t.id < ?))' : ''
  const rest = `WHERE (${matches.sql}) AND t.merged_into_id IS NULL ${beyond} ORDER BY t.created_at DESC, t.id DESC LIMIT ${most}`
  return selectRows(tx, customers, rest, [...matches.parameters, ...(after ? [after[0], ...after] : [])])
}

const matching = ({ name, phone, phoneTail }: Pick<CustomerSearch, 'name' | 'phone' | 'phoneTail'>): Where => {
  const conditions: (Where | null)[] = [
    { sql: "t.name LIKE ? ESCAPE '!'", parameters: [`%${name.replace(/[!%_]/g, '!$&')}%`] },
    phone ? { sql: 't.phone = ?', parameters: [phone] } : null,
    phoneTail ? { sql: 't.phone LIKE ?', parameters: [`%${phoneTail}`] } : null,
  ]
  const used = conditions.filter(condition => condition !== null)
  return { sql: used.map(({ sql }) => sql).join(' OR '), parameters: used.flatMap(({ parameters }) => parameters) }
}

export const listFirstCustomers = (tx: Tx, most: number): Promise<CustomerRow[]> =>
  selectRows(tx, customers, `WHERE t.merged_into_id IS NULL ORDER BY t.id LIMIT ${most}`)

/** A record as it begins. */
export type NewCustomer = Omit<CustomerRow, 'unionId' | 'mergedIntoId'>

/** New records with their identities; a contact or account that is another's already is a duplicate key. */
export const saveCustomers = async (tx: Tx, rows: readonly NewCustomer[]): Promise<void> => {
  await insertRows(
    tx,
    customers,
    rows.map(row => ({ ...row, unionId: null, mergedIntoId: null })),
  )
  await saveIdentities(tx, rows.flatMap(identitiesIn))
}

const identitiesIn = ({ id, externalUserId, openid }: NewCustomer): IdentityRow[] => [
  ...(externalUserId
    ? [{ id: `${id}.external`, customerId: id, kind: 'external' as const, value: externalUserId }]
    : []),
  ...(openid ? [{ id: `${id}.openid`, customerId: id, kind: 'openid' as const, value: openid }] : []),
]

/** Writes only if nobody else has since `row` was read. */
export const updateCustomer = (tx: Tx, row: CustomerRow, changes: Partial<CustomerRow>): Promise<CustomerRow> =>
  updateRow(tx, customers, row, changes, 'customer.changed_meanwhile')
