import type { Call } from '../../../call'
import { lookPerson } from '../../../people/actions'
import { findTicket } from '../../../tickets/actions'
import type { ChatContent } from '../../client'
import { roomName } from '../../view'
import { queueMessage } from '../actions'
import type { Priority } from '../rules'
import { text } from '../view'
import { chatIdOf, readerOf } from './rules'
import { insertRoom, lookRoom } from './store'

/** The platform opens no chat for fewer, and takes no more. */
const LEAST = 2
const MOST = 2000

/**
 * A group chat for one ticket, opened once with those who can be reached in WeCom; the first of them owns it. Internal
 * members only, 1,000 chats a day (protocol section 4.5). False when fewer than two can be reached.
 */
export const openWarRoom = async (
  call: Call,
  { ticketId, personIds, says }: { ticketId: string; personIds: readonly string[]; says: string },
): Promise<boolean> => {
  const ticket = await findTicket(call, ticketId)
  const id = chatIdOf(ticketId)
  if (await lookRoom(call.tx, id)) return true
  const people = await Promise.all([...new Set(personIds)].map(personId => lookPerson(call, personId)))
  const userIds = people.flatMap(person =>
    person?.wecomUserId && person.status === 'active' ? [person.wecomUserId] : [],
  )
  const [ownerUserId] = userIds
  if (!ownerUserId || userIds.length < LEAST) return false
  const room = { id, ticketId, name: roomName(ticket), ownerUserId, userIds: userIds.slice(0, MOST), openedAt: null }
  if (await insertRoom(call.tx, room)) await say(call, { ticketId, key: `room:${id}`, content: text({ says }) })
  return true
}

type Said = { ticketId: string; key: string; content: ChatContent; priority?: Priority }

/** Says something in the ticket's group chat; `key` as in `queueMessages`. False when the ticket has none. */
export const tellWarRoom = async (call: Call, said: Said): Promise<boolean> => {
  if (!(await lookRoom(call.tx, chatIdOf(said.ticketId)))) return false
  await say(call, said)
  return true
}

const say = (call: Call, { ticketId, key, content, priority = 1 }: Said): Promise<void> =>
  queueMessage(call, { key, to: { userId: readerOf(chatIdOf(ticketId)), personId: null }, content, priority })
