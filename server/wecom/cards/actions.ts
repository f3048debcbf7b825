import { DAY } from '../../../shared/kernel/time'
import type { Call } from '../../call'
import { isDuplicate } from '../../db/rows'
import type { TicketRow } from '../../tickets/actions'
import { lookCardMessage, withdrawOffers } from '../outbox/store'
import { outcomeOf, readTaskId } from './rules'
import { type CardRow, closeCard, insertCard, listCards, lookCard, reopenCard } from './store'

type NewCard = Pick<CardRow, 'taskId' | 'personId' | 'responseCode'>

/** A dispatch card has gone out. A card that is known already stays as it is. */
export const keepCard = async (call: Call, { taskId, personId, responseCode }: NewCard): Promise<void> => {
  const assigned = readTaskId(taskId)
  if (!assigned || (await lookCard(call.tx, taskId))) return
  const row: CardRow = { taskId, ...assigned, personId, responseCode, state: 'open', updatedAt: call.now }
  // Its first click may be faster than the end of sending it.
  await insertCard(call.tx, row).catch(error => {
    if (!isDuplicate(error)) throw error
  })
}

/**
 * Somebody has pressed a button: their card shows buttons, whatever we thought, and has a fresh code.
 * Whether it is the latest card of its ticket.
 */
export const noteClick = async (call: Call, card: NewCard): Promise<{ isLatest: boolean }> => {
  await keepCard(call, card)
  await reopenCard(call.tx, card.taskId, card.responseCode, call.now)
  const assigned = readTaskId(card.taskId)
  const [latest] = assigned ? await listCards(call.tx, assigned.ticketId) : []
  return { isLatest: latest?.taskId === card.taskId }
}

/** A message that the platform still takes back. */
export type Recallable = { id: string; messageId: string }

/** A card whose buttons no longer hold: what to write in their place, and the code that allows it once. */
export type Overtaken = {
  taskId: string
  personId: string
  responseCode: string
  says: string
  /** Of an offer of a cancelled ticket that nobody answered: it can vanish altogether. */
  recallable: Recallable | null
}

/** Messages can be taken back for a day, protocol section 4.4. */
const RECALL_WITHIN_MS = DAY

const recallableOf = async ({ tx, now }: Call, card: CardRow): Promise<Recallable | null> => {
  const message = await lookCardMessage(tx, card.ticketId, card.assignment)
  const isInTime = message?.sentAt && now.getTime() - message.sentAt.getTime() < RECALL_WITHIN_MS
  return message?.messageId && isInTime ? { id: message.id, messageId: message.messageId } : null
}

/**
 * Closes the cards that the ticket's present state has overtaken, and withdraws those that wait to be sent; each card is
 * returned to one caller only.
 */
export const closeOvertaken = async (call: Call, ticket: TicketRow): Promise<Overtaken[]> => {
  await withdrawOffers(call.tx, ticket.id, ticket.version)
  const all = await listCards(call.tx, ticket.id)
  const overtaken: Overtaken[] = []
  for (const card of all) {
    const { taskId, personId, responseCode, state } = card
    const says = outcomeOf(ticket, { personId, isLatest: card === all[0] })
    if (state === 'closed' || says === null || responseCode === null) continue
    const recallable = ticket.status === 'cancelled' ? await recallableOf(call, card) : null
    if (await closeCard(call.tx, card, call.now)) overtaken.push({ taskId, personId, responseCode, says, recallable })
  }
  return overtaken
}
