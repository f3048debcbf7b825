import type { Call, Reading } from '../../../call'
import { inOrder } from './rules'
import { type ChatChangeRow, listChatChanges, lookChatChange, saveChatChange } from './store'

/** Keeps a change of a group chat, once. */
export const keepChatChange = async (call: Call, row: ChatChangeRow): Promise<void> => {
  if (!(await lookChatChange(call.tx, row.id)))
    await saveChatChange(call.tx, { ...row, detail: row.detail.slice(0, 40) })
}

/** All that is known to have happened in a group chat, in the order in which it did. */
export const chatHistory = async ({ tx }: Reading, chatId: string): Promise<ChatChangeRow[]> =>
  inOrder(await listChatChanges(tx, chatId))
