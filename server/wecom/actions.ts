import type { Call, Reading } from '../call'
import type { TicketRow } from '../tickets/actions'
import { outcomeOf, readTaskId } from './cards/rules'
import { type CardRow, closeCard, insertCard, listCards, lookCard, reopenCard } from './cards/store'

export { taskIdOf } from './cards/rules'
export { offerMessage, type Words, wordsMessage } from './view'

type NewCard = Pick<CardRow, 'taskId' | 'personId' | 'responseCode'>

/** A dispatch card has gone out. A card that is known already stays as it is. */
export const keepCard = async (call: Call, { taskId, personId, responseCode }: NewCard): Promise<void> => {
  const assigned = readTaskId(taskId)
  if (!assigned || (await lookCard(call.tx, taskId))) return
  await insertCard(call.tx, { taskId, ...assigned, personId, responseCode, state: 'open', updatedAt: call.now })
}

/** Whoever was offered this ticket last; null when nobody has a card of it. */
export const lookLastOffered = async ({ tx }: Reading, ticketId: string): Promise<string | null> =>
  (await listCards(tx, ticketId))[0]?.personId ?? null

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

/** A card whose buttons no longer hold: what to write in their place, and the code that allows it once. */
export type Overtaken = { taskId: string; personId: string; responseCode: string; says: string }

/** Closes the cards that the ticket's present state has overtaken; each is returned to one caller only. */
export const closeOvertaken = async (call: Call, ticket: TicketRow): Promise<Overtaken[]> => {
  const all = await listCards(call.tx, ticket.id)
  const overtaken: Overtaken[] = []
  for (const card of all) {
    const { taskId, personId, responseCode, state } = card
    const says = outcomeOf(ticket, { personId, isLatest: card === all[0] })
    if (state === 'closed' || says === null || responseCode === null) continue
    if (await closeCard(call.tx, card, call.now)) overtaken.push({ taskId, personId, responseCode, says })
  }
  return overtaken
}
