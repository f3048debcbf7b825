import { createHash } from 'node:crypto'
import { readAs } from '../../call'
import type { Context } from '../../context'
import { lookPersonByWecomUserId, type PersonRow } from '../../people/actions'
import { reactionTo, WecomError } from '../../wecom/errors/rules'
import { robot } from '../actions'
import { lookBotMember, saveBotMember } from '../store'

const hashed = (openUserId: string): string => createHash('sha256').update(openUserId).digest('hex')

/**
 * The colleague who speaks to the bot; null for a stranger and for whoever has left. The bot may be given an encrypted
 * userid: the platform tells once whose it is, and that is kept. Throws what may pass.
 */
export const memberBehind = async (context: Context, fromId: string): Promise<PersonRow | null> => {
  const look = (userId: string) => readAs(context, robot, reading => lookPersonByWecomUserId(reading, userId))
  if (fromId === '') return null
  const person = (await look(fromId)) ?? (await lookOr(context, fromId, look))
  return person?.status === 'active' ? person : null
}

const lookOr = async (
  context: Context,
  openUserId: string,
  look: (userId: string) => Promise<PersonRow | null>,
): Promise<PersonRow | null> => {
  const id = hashed(openUserId)
  const known = await lookBotMember(context.db.reader, id)
  if (known) return look(known.userId)
  const userId = await ask(context, openUserId)
  if (userId === null) return null
  await context.db.write(tx => saveBotMember(tx, { id, userId }))
  return look(userId)
}

const ask = async (context: Context, openUserId: string): Promise<string | null> => {
  try {
    return (await context.outside.wecom.userIdsOf([openUserId])).get(openUserId) ?? null
  } catch (error) {
    if (!(error instanceof WecomError) || ['retry', 'refresh'].includes(reactionTo(error))) throw error
    context.log.warn({ err: error }, 'an encrypted userid could not be resolved')
    return null
  }
}
