import { EntitySchema } from 'typeorm'
import type { RuleSet } from '../../shared/settlement/ruleSet'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow, selectRows, updateRow } from '../db/rows'

/** A kit that somebody has installed; the id is its code. */
export type InstallRow = {
  id: string
  installedAt: Date
  installedById: string
  installedByName: string
  /** Kept under a code of its own: settlement goes by one rule set, and finance decides which. */
  ruleSetCode: string
  ruleSet: RuleSet
  samplesMade: number
  version: number
}

export const kitInstalls = new EntitySchema<InstallRow>({
  name: 'kit_installs',
  columns: {
    id: columns.id,
    installedAt: columns.instant,
    installedById: columns.ref,
    installedByName: columns.string(60),
    ruleSetCode: columns.string(40),
    ruleSet: columns.json,
    samplesMade: columns.int,
    version: columns.version,
  },
})

export const listInstalls = (tx: Tx): Promise<InstallRow[]> => selectRows(tx, kitInstalls, 'ORDER BY t.id')

export const lookInstall = (tx: Tx, code: string): Promise<InstallRow | null> =>
  selectRow(tx, kitInstalls, 'WHERE t.id = ?', [code])

export const saveInstall = (tx: Tx, row: InstallRow): Promise<void> => insertRow(tx, kitInstalls, row)

/** Refuses `kit.changed_meanwhile` when somebody else has written since `row` was read. */
export const changeInstall = (tx: Tx, row: InstallRow, changes: Partial<InstallRow>): Promise<InstallRow> =>
  updateRow(tx, kitInstalls, row, changes, 'kit.changed_meanwhile')
