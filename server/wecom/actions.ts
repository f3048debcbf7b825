import type { Reading } from '../call'
import { parsePlaintext } from './envelope'
import { lookCallback } from './inbox/store'
import { readMessage, type WecomMessage } from './messages/rules'

export { closeOvertaken, keepCard, noteClick } from './cards/actions'
export { taskIdOf } from './cards/rules'
export {
  acknowledge,
  digest,
  type Message,
  markdown,
  markdownWords,
  messageState,
  miniprogramNotice,
  queueMessage,
  queueMessages,
  text,
  textcard,
  type Words,
  withoutPhones,
} from './outbox/actions'
export { openWarRoom, tellWarRoom } from './outbox/rooms/actions'
export { offerContent } from './view'

/** What a callback said, by its id in the inbox; null when there is none. */
export const lookReceivedMessage = async ({ tx }: Reading, inboxId: string): Promise<WecomMessage | null> => {
  const row = await lookCallback(tx, inboxId)
  return row && readMessage(parsePlaintext(row.raw))
}
