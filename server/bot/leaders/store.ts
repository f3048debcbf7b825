import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow } from '../../db/rows'

/** What only one process may do at a time, and which one does it until when. */
export type LeaderRow = { id: string; holder: string; until: Date }

export const leaders = new EntitySchema<LeaderRow>({
  name: 'leaders',
  columns: { id: columns.id, holder: columns.ref, until: columns.instant },
})

/** Takes or renews the lead. False while another holder's lease runs. Call it in a transaction of its own. */
export const takeLead = async (tx: Tx, lead: LeaderRow, now: Date): Promise<boolean> => {
  const taken = await affected(
    tx,
    'UPDATE leaders SET holder = ?, until = ? WHERE id = ? AND (holder = ? OR until <= ?)',
    [lead.holder, lead.until.getTime(), lead.id, lead.holder, now.getTime()],
  )
  if (taken === 1) return true
  const [known] = (await tx.query('SELECT 1 FROM leaders WHERE id = ?', [lead.id])) as unknown[]
  if (known) return false
  await insertRow(tx, leaders, lead)
  return true
}

/** Gives the lead up, so that another process need not wait for the end of the lease. */
export const leaveLead = async (tx: Tx, { id, holder }: Pick<LeaderRow, 'id' | 'holder'>): Promise<void> => {
  await tx.query('DELETE FROM leaders WHERE id = ? AND holder = ?', [id, holder])
}
