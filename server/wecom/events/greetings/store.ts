import { EntitySchema } from 'typeorm'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { affected, insertRow, selectRow } from '../../../db/rows'

/** When somebody was last greeted in the app's chat; the id is theirs. */
export type GreetingRow = { id: string; at: Date }

export const greetings = new EntitySchema<GreetingRow>({
  name: 'wecom_greetings',
  columns: { id: columns.id, at: columns.instant },
})

/** True for the one who may greet now, when nobody has since `notSince`. */
export const claimGreeting = async (tx: Tx, personId: string, now: Date, notSince: Date): Promise<boolean> => {
  if (await selectRow(tx, greetings, 'WHERE t.id = ?', [personId])) {
    const sql = 'UPDATE wecom_greetings SET at = ? WHERE id = ? AND at <= ?'
    return (await affected(tx, sql, [now.getTime(), personId, notSince.getTime()])) === 1
  }
  await insertRow(tx, greetings, { id: personId, at: now })
  return true
}
