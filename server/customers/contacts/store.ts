import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectRow, selectRows, updateRow } from '../../db/rows'

/** That a member has (or had) a customer as a contact. An ended one stays, so that late news cannot begin it again. */
export type FollowRow = {
  id: string
  externalUserId: string
  /** The member's WeCom id in lower case. */
  userId: string
  state: 'follows' | 'ended'
  /** The member's tags for this customer, by name. */
  tags: string[]
  /** When the member added the customer; null where the platform does not say. */
  since: Date | null
  /** When the latest change that counted was made, whole seconds. */
  changedAt: Date | null
  version: number
}

export const follows = new EntitySchema<FollowRow>({
  name: 'customer_follows',
  columns: {
    id: columns.id,
    externalUserId: columns.ref,
    userId: columns.ref,
    state: columns.string(10),
    tags: columns.json,
    since: columns.optionalInstant,
    changedAt: columns.optionalInstant,
    version: columns.version,
  },
  indices: [
    { name: 'ux_customer_follows_pair', columns: ['externalUserId', 'userId'], unique: true },
    { name: 'ix_customer_follows_user', columns: ['userId'] },
  ],
})

type Pair = Pick<FollowRow, 'externalUserId' | 'userId'>

/** For this transaction alone: news of the same two take turns. */
export const takeFollow = async (tx: Tx, { externalUserId, userId }: Pair): Promise<FollowRow | null> => {
  const pair = [externalUserId, userId.toLowerCase()]
  const where = 'WHERE external_user_id = ? AND user_id = ?'
  const isThere = await affected(tx, `UPDATE customer_follows SET version = version + 1 ${where}`, pair)
  return isThere ? selectRow(tx, follows, where, pair) : null
}

export const saveFollow = (tx: Tx, row: FollowRow): Promise<void> => insertRow(tx, follows, row)

export const changeFollow = (tx: Tx, row: FollowRow, changes: Partial<FollowRow>): Promise<FollowRow> =>
  updateRow(tx, follows, row, changes, 'customer.changed_meanwhile')

/** Who follows any of these contacts now, the longest first. */
export const listFollows = (tx: Tx, externalUserIds: readonly string[]): Promise<FollowRow[]> =>
  externalUserIds.length === 0
    ? Promise.resolve([])
    : selectRows(
        tx,
        follows,
        `WHERE t.state = 'follows' AND t.external_user_id IN (${externalUserIds.map(() => '?').join(', ')})
         ORDER BY t.since IS NULL, t.since, t.id`,
        externalUserIds,
      )

/** The contacts that a member follows now. */
export const listFollowedBy = (tx: Tx, userId: string): Promise<FollowRow[]> =>
  selectRows(tx, follows, "WHERE t.user_id = ? AND t.state = 'follows' ORDER BY t.id", [userId.toLowerCase()])
