import { EntitySchema } from 'typeorm'
import type { Role } from '../../../shared/kernel/roles'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, insertRows, selectRow, selectRows, updateRow } from '../../db/rows'

/** What WeCom has last said of one member id. It outlives the member: a late message about the past must not revive them. */
export type MembershipRow = {
  /** The member's WeCom id in lower case. */
  id: string
  /** Null for an id that was gone before anybody here knew whose it was. */
  personId: string | null
  /** `renamed`: the person goes by another id now. */
  state: 'present' | 'gone' | 'renamed'
  departmentIds: number[]
  /** Of the tags that role rules speak of. */
  tagIds: string[]
  /** Roles that the person has by rules alone; all others were given by hand. */
  ruleRoles: Role[]
  /** Syncs in a row that did not list the member. */
  missedSyncs: number
  /** When the latest change that counted was made, whole seconds; null when none has come. */
  changedAt: Date | null
  version: number
}

export const memberships = new EntitySchema<MembershipRow>({
  name: 'memberships',
  columns: {
    id: columns.id,
    personId: columns.optionalRef,
    state: columns.string(10),
    departmentIds: columns.json,
    tagIds: columns.json,
    ruleRoles: columns.json,
    missedSyncs: columns.int,
    changedAt: columns.optionalInstant,
    version: columns.version,
  },
  indices: [{ name: 'ix_memberships_person', columns: ['personId'] }],
})

export type DepartmentRow = { id: string; parentId: number | null; name: string | null }
export const departments = new EntitySchema<DepartmentRow>({
  name: 'departments',
  columns: { id: columns.id, parentId: columns.optionalInt, name: columns.optionalString(120) },
})

/** For this transaction alone: messages about one member take turns. Null when nothing is known of the id. */
export const takeMembership = async (tx: Tx, userId: string): Promise<MembershipRow | null> => {
  const id = userId.toLowerCase()
  const isThere = await affected(tx, 'UPDATE memberships SET version = version + 1 WHERE id = ?', [id])
  return isThere ? selectRow(tx, memberships, 'WHERE t.id = ?', [id]) : null
}

export const listMemberships = (tx: Tx): Promise<MembershipRow[]> => selectRows(tx, memberships, 'ORDER BY t.id')

export const saveMembership = (tx: Tx, row: MembershipRow): Promise<void> => insertRow(tx, memberships, row)

export const changeMembership = (tx: Tx, row: MembershipRow, changes: Partial<MembershipRow>): Promise<MembershipRow> =>
  updateRow(tx, memberships, row, changes, 'person.changed_meanwhile')

export const listDepartments = (tx: Tx): Promise<DepartmentRow[]> => selectRows(tx, departments, 'ORDER BY t.id')

const ROWS_AT_ONCE = 500

/** The whole tree anew. */
export const replaceDepartments = async (tx: Tx, rows: readonly DepartmentRow[]): Promise<void> => {
  await tx.query('DELETE FROM departments')
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await insertRows(tx, departments, rows.slice(from, from + ROWS_AT_ONCE))
  }
}
