import type { Context } from '../../../context'
import type { ChatContent } from '../../client'
import { WecomError } from '../../errors/rules'
import type { OutboxRow } from '../store'
import { chatIdIn } from './rules'
import { lookRoom, markOpened, type RoomRow } from './store'

/** Says something in the group chat of a ticket, which is opened for the first words. */
export const sayInRoom = async (context: Context, { toUserId, body }: OutboxRow): Promise<void> => {
  const room = await lookRoom(context.db.reader, chatIdIn(toUserId))
  if (!room) throw new Error(`there is no group chat ${toUserId}`)
  if (!room.openedAt) await open(context, room)
  await context.outside.wecom.sendToChat(room.id, body as ChatContent)
}

/** A chat that was opened although no answer came is there all the same. */
const open = async (context: Context, { id, name, ownerUserId, userIds }: RoomRow): Promise<void> => {
  const { wecom } = context.outside
  try {
    await wecom.createChat({ chatId: id, name, ownerUserId, userIds })
  } catch (error) {
    if (!(error instanceof WecomError) || !(await wecom.chatExists(id))) throw error
  }
  await context.db.write(tx => markOpened(tx, id, context.clock.now()))
}
