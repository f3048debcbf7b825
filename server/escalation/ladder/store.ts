import { EntitySchema } from 'typeorm'
import { defaultLadder, defaultQuietHours, type EscalationStep, type QuietHours } from '../../../shared/escalation'
import { refuse } from '../../../shared/kernel/refusal'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { insertRow, isDuplicate, selectRow, updateRow } from '../../db/rows'

type Rules = { ladder: { steps: readonly EscalationStep[] }; settings: QuietHours }
export type RuleRow<Id extends keyof Rules = keyof Rules> = { id: Id; body: Rules[Id]; version: number }

export const escalationRules = new EntitySchema<RuleRow>({
  name: 'escalation_rules',
  columns: { id: columns.id, body: columns.json, version: columns.version },
})

/** What holds until an administrator says otherwise. */
const untouched: { [Id in keyof Rules]: RuleRow<Id> } = {
  ladder: { id: 'ladder', body: { steps: defaultLadder }, version: 0 },
  settings: { id: 'settings', body: defaultQuietHours, version: 0 },
}

export const lookRule = async <Id extends keyof Rules>(tx: Tx, id: Id): Promise<RuleRow<Id>> =>
  ((await selectRow(tx, escalationRules, 'WHERE t.id = ?', [id])) as RuleRow<Id> | null) ?? untouched[id]

/** Writes only if nobody else has since `version`; else `escalation.changed_meanwhile`. */
export const saveRule = async <Id extends keyof Rules>(
  tx: Tx,
  id: Id,
  body: Rules[Id],
  version: number,
): Promise<RuleRow<Id>> => {
  if (version > 0) {
    return (await updateRow(
      tx,
      escalationRules,
      { id, body, version },
      { body },
      'escalation.changed_meanwhile',
    )) as RuleRow<Id>
  }
  const row = { id, body, version: 1 }
  await insertRow(tx, escalationRules, row).catch(error => {
    if (isDuplicate(error)) refuse('escalation.changed_meanwhile')
    throw error
  })
  return row
}
