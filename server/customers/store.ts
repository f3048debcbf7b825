import { EntitySchema } from 'typeorm'
import type { customerLevels } from '../../shared/customers'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow, selectRows, updateRow } from '../db/rows'

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
  beforeId: string | null
  limit: number
}

/** Newest first; a customer matches by name, by the whole number or by its last four digits. */
export const listCustomers = (tx: Tx, search: CustomerSearch): Promise<CustomerRow[]> => {
  const { name, phone, phoneTail, beforeId, limit } = search
  const conditions: [sql: string, parameter: string | null][] = [
    ["t.name LIKE ? ESCAPE '!'", `%${name.replace(/[!%_]/g, '!$&')}%`],
    ['t.phone = ?', phone],
    ['t.phone LIKE ?', phoneTail && `%${phoneTail}`],
  ]
  const used = conditions.filter(([, parameter]) => parameter !== null)
  const matches = used.map(([sql]) => sql).join(' OR ')
  const before = beforeId === null ? '' : 'AND t.id < ?'
  const parameters = [...used.map(([, parameter]) => parameter), ...(beforeId === null ? [] : [beforeId])]
  return selectRows(tx, customers, `WHERE (${matches}) ${before} ORDER BY t.id DESC LIMIT ${limit}`, parameters)
}

export const listFirstCustomers = (tx: Tx, most: number): Promise<CustomerRow[]> =>
  selectRows(tx, customers, `ORDER BY t.id LIMIT ${most}`)

export const insertCustomer = (tx: Tx, row: CustomerRow): Promise<void> => insertRow(tx, customers, row)

/** Writes only if nobody else has since `row` was read. */
export const updateCustomer = (tx: Tx, row: CustomerRow, changes: Partial<CustomerRow>): Promise<CustomerRow> =>
  updateRow(tx, customers, row, changes, 'customer.changed_meanwhile')
