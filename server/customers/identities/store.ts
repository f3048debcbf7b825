import { EntitySchema } from 'typeorm'
import type { IdentityKind } from '../../../shared/customers'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRows, selectRow, selectRows } from '../../db/rows'

/** One thing by which a person is known; the database lets it be one customer's only. */
export type IdentityRow = { id: string; customerId: string; kind: IdentityKind; value: string }

export const identities = new EntitySchema<IdentityRow>({
  name: 'customer_identities',
  columns: { id: columns.id, customerId: columns.ref, kind: columns.string(10), value: columns.ref },
  indices: [
    { name: 'ux_customer_identities_value', columns: ['kind', 'value'], unique: true },
    { name: 'ix_customer_identities_customer', columns: ['customerId'] },
  ],
})

export const saveIdentities = (tx: Tx, rows: readonly IdentityRow[]): Promise<void> => insertRows(tx, identities, rows)

export const lookIdentity = (tx: Tx, kind: IdentityKind, value: string): Promise<IdentityRow | null> =>
  selectRow(tx, identities, 'WHERE t.kind = ? AND t.value = ?', [kind, value])

export const listIdentitiesOf = (tx: Tx, customerId: string): Promise<IdentityRow[]> =>
  selectRows(tx, identities, 'WHERE t.customer_id = ? ORDER BY t.id', [customerId])

/** Whose any of these values of one kind are. */
export const listHolders = async (tx: Tx, kind: IdentityKind, values: readonly string[]): Promise<string[]> => {
  if (values.length === 0) return []
  const places = values.map(() => '?').join(', ')
  const rows = await selectRows(tx, identities, `WHERE t.kind = ? AND t.value IN (${places})`, [kind, ...values])
  return [...new Set(rows.map(({ customerId }) => customerId))]
}

/** Gives those of `from` among these to `to`. */
export const moveIdentities = async (tx: Tx, ids: readonly string[], from: string, to: string): Promise<void> => {
  if (ids.length === 0) return
  const places = ids.map(() => '?').join(', ')
  await tx.query(`UPDATE customer_identities SET customer_id = ? WHERE customer_id = ? AND id IN (${places})`, [
    to,
    from,
    ...ids,
  ])
}
