import { EntitySchema } from 'typeorm'
import type { customerLevels } from '../../shared/customers'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectRow, selectRows, updateRow } from '../db/rows'
import type { Where } from '../db/scope'

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
  /** WeCom's external_userid. */
  externalUserId: string | null
  /** WeChat's openid in the customers' mini-program. */
  openid: string | null
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
    tags: columns.json,
    createdAt: columns.instant,
    version: columns.version,
  },
  indices: [
    { name: 'ux_customers_external_user_id', columns: ['externalUserId'], unique: true },
    { name: 'ux_customers_openid', columns: ['openid'], unique: true },
    { name: 'ix_customers_phone', columns: ['phone'] },
    { name: 'ix_customers_created', columns: ['createdAt', 'id'] },
  ],
})

export const lookCustomer = (tx: Tx, id: string): Promise<CustomerRow | null> =>
  selectRow(tx, customers, 'WHERE t.id = ?', [id])

export const lookCustomerByExternalUserId = (tx: Tx, externalUserId: string): Promise<CustomerRow | null> =>
  selectRow(tx, customers, 'WHERE t.external_user_id = ?', [externalUserId])

export const lookCustomerByOpenid = (tx: Tx, openid: string): Promise<CustomerRow | null> =>
  selectRow(tx, customers, 'WHERE t.openid = ?', [openid])

export type CustomerSearch = {
  /** Part of the name; empty finds everybody. */
  name: string
  phone: string | null
  phoneTail: string | null
  /** The last customer of the page before. */
  after: Pick<CustomerRow, 'createdAt' | 'id'> | null
  limit: number
}

/** Newest first; a customer matches by name, by the whole number or by its last four digits. */
export const listCustomers = (tx: Tx, { after, limit, ...wanted }: CustomerSearch): Promise<CustomerRow[]> => {
  const matches = matching(wanted)
  const at = after?.createdAt.getTime()
  const beyond = after ? 'AND (t.created_at < ? OR (t.created_at = ? AND t.id < ?))' : ''
  const rest = `WHERE (${matches.sql}) ${beyond} ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit}`
  return selectRows(tx, customers, rest, [...matches.parameters, ...(after ? [at, at, after.id] : [])])
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
  selectRows(tx, customers, `ORDER BY t.id LIMIT ${most}`)

export const saveCustomers = (tx: Tx, rows: readonly CustomerRow[]): Promise<void> => insertRows(tx, customers, rows)

/** Writes only if nobody else has since `row` was read. */
export const updateCustomer = (tx: Tx, row: CustomerRow, changes: Partial<CustomerRow>): Promise<CustomerRow> =>
  updateRow(tx, customers, row, changes, 'customer.changed_meanwhile')
