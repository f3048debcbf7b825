import { EntitySchema } from 'typeorm'
import type { RoleRule } from '../../../shared/people'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRows, selectRows } from '../../db/rows'

/** Rules in the order of their ids, which is the order they were given in. */
export type RoleRuleRow = RoleRule & { id: string }

export const roleRules = new EntitySchema<RoleRuleRow>({
  name: 'role_rules',
  columns: { id: columns.id, kind: columns.string(10), value: columns.string(20), role: columns.string(12) },
})

export const listRoleRules = async (tx: Tx): Promise<RoleRule[]> =>
  (await selectRows(tx, roleRules, 'ORDER BY t.id')).map(({ kind, value, role }) => ({ kind, value, role }))

export const replaceRoleRules = async (tx: Tx, rows: readonly RoleRuleRow[]): Promise<void> => {
  await tx.query('DELETE FROM role_rules')
  await insertRows(tx, roleRules, rows)
}
