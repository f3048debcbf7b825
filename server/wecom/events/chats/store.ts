import { EntitySchema } from 'typeorm'
import { columns } from '../../../db/columns'
import type { Tx } from '../../../db/database'
import { insertRow, selectRow, selectRows } from '../../../db/rows'

/** One thing that happened in a group chat with customers. */
export type ChatChangeRow = {
  /** The callback's own id, so that a repeat adds nothing. */
  id: string
  chatId: string
  change: 'create' | 'update' | 'dismiss' | 'other'
  /** `add_member`, `del_member`, `change_name` …; empty for a chat begun or dismissed. */
  detail: string
  /** Who came or went. */
  memberIds: string[]
  /** Versions of the list of members before and after; null where the list is not touched. */
  fromVersion: string | null
  toVersion: string | null
  at: Date
}

export const chatChanges = new EntitySchema<ChatChangeRow>({
  name: 'wecom_chat_changes',
  columns: {
    id: columns.id,
    chatId: columns.ref,
    change: columns.string(10),
    detail: columns.string(40),
    memberIds: columns.json,
    fromVersion: columns.optionalRef,
    toVersion: columns.optionalRef,
    at: columns.instant,
  },
  indices: [
    { name: 'ix_wecom_chat_changes_chat', columns: ['chatId', 'at'] },
    { name: 'ix_wecom_chat_changes_at', columns: ['at'] },
  ],
})

export const lookChatChange = (tx: Tx, id: string): Promise<ChatChangeRow | null> =>
  selectRow(tx, chatChanges, 'WHERE t.id = ?', [id])

export const saveChatChange = (tx: Tx, row: ChatChangeRow): Promise<void> => insertRow(tx, chatChanges, row)

export const listChatChanges = (tx: Tx, chatId: string): Promise<ChatChangeRow[]> =>
  selectRows(tx, chatChanges, 'WHERE t.chat_id = ? ORDER BY t.at, t.id', [chatId])
