import { EntitySchema } from 'typeorm'
import { refuse } from '../../../shared/kernel/refusal'
import type { PolicyBody } from '../../../shared/sla/policy'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, isDuplicate, selectRow, selectRows, updateRow } from '../../db/rows'

/** The id is the code. */
export type PolicyRow = { id: string; body: PolicyBody; version: number }

export const policies = new EntitySchema<PolicyRow>({
  name: 'sla_policies',
  columns: { id: columns.id, body: columns.json, version: columns.version },
})

export const listPolicies = (tx: Tx): Promise<PolicyRow[]> => selectRows(tx, policies, 'ORDER BY t.id')

/** Version 0 is what nobody has saved; refuses `sla.changed_meanwhile`. */
export const keepPolicy = async (tx: Tx, row: PolicyRow): Promise<PolicyRow> => {
  const stored = await selectRow(tx, policies, 'WHERE t.id = ?', [row.id])
  if (stored) return updateRow(tx, policies, row, row, 'sla.changed_meanwhile')
  if (row.version !== 0) return refuse('sla.changed_meanwhile', { code: row.id })
  const first = { ...row, version: 1 }
  await insertRow(tx, policies, first).catch(error => {
    if (isDuplicate(error)) refuse('sla.changed_meanwhile', { code: row.id })
    throw error
  })
  return first
}

/** False when it is not there in this version. */
export const removePolicy = async (tx: Tx, code: string, version: number): Promise<boolean> =>
  (await affected(tx, 'DELETE FROM sla_policies WHERE id = ? AND version = ?', [code, version])) === 1
