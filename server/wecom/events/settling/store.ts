import type { Tx } from '../../../db/database'
import { affected } from '../../../db/rows'
import type { InboxRow } from '../../inbox/store'

export type Outcome = Exclude<InboxRow['state'], 'received'>

/** True once: for whoever may do what follows from a callback, in the same transaction. */
export const settleCallback = async (tx: Tx, id: string, state: Outcome): Promise<boolean> =>
  (await affected(tx, "UPDATE wecom_inbox SET state = ? WHERE id = ? AND state = 'received'", [state, id])) === 1
