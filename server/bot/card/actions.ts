import { Refusal } from '../../../shared/kernel/refusal'
import { type Call, callAs, type Reading, readAs } from '../../call'
import type { Context } from '../../context'
import { isDuplicate } from '../../db/rows'
import { ticketLink } from '../../notify/actions'
import { actorOf, type PersonRow } from '../../people/actions'
import { findTicket, moveTicket, type TicketRow } from '../../tickets/actions'
import type { TemplateCard } from '../../wecom/client'
import { type Arrival, keepAside, newRow } from '../actions'
import { saveMessage } from '../store'
import { draftButtons, draftTaskId, isDraftButton, ticketOfTask } from './rules'
import { cardNow, closedCard, draftCard } from './view'

type NewCard = { ticketId: string; messageId: string; isGroup: boolean; pictures: number }

/** The card that asks whether a draft is right; in its maker's sight. */
export const cardOfDraft = async (reading: Reading, card: NewCard): Promise<TemplateCard> => {
  const ticket = await findTicket(reading, card.ticketId)
  const url = ticketLink(reading.context.config.publicUrl, ticket.id)
  const { isGroup, pictures } = card
  return draftCard({ taskId: draftTaskId(ticket.id, card.messageId), ticket, url, now: reading.now, isGroup, pictures })
}

type Click = Extract<Arrival['message'], { kind: 'clicked' }>

/**
 * Somebody has pressed a button of a draft card: submits or cancels while it is a draft, decides nothing afterwards.
 * Message and decision are one transaction, so a repeat of the same click finds what became of it. Returns the card as it
 * now is for whoever clicked; null when it is none of ours.
 */
export const decideDraft = async (
  context: Context,
  arrival: Arrival & { message: Click },
  person: PersonRow | null,
): Promise<TemplateCard | null> => {
  const { taskId, key, chatId } = arrival.message
  const ticketId = ticketOfTask(taskId)
  if (!ticketId || !isDraftButton(key)) {
    await keepAside(context, arrival)
    return null
  }
  const { publicUrl } = context.config
  if (!person) {
    await keepAside(context, arrival)
    return closedCard(taskId, new Refusal('session.not_a_member').message, publicUrl)
  }
  const actor = actorOf(person)
  const shown = (ticket: TicketRow, refusal?: string) =>
    cardNow({
      taskId,
      ticket,
      url: ticketLink(publicUrl, ticket.id),
      now: context.clock.now(),
      isGroup: chatId !== null,
      ...(refusal && { refusal }),
    })
  try {
    const move = draftButtons[key]
    return shown(await callAs(context, actor, call => decideOnce(call, arrival, { ticketId, move })))
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null
    if (!refusal && !isDuplicate(error)) throw error
    if (refusal) await keepAside(context, arrival)
    if (refusal?.code === 'ticket.not_found') return closedCard(taskId, refusal.message, publicUrl)
    return shown(await readAs(context, actor, reading => findTicket(reading, ticketId)), refusal?.message)
  }
}

const decideOnce = async (
  call: Call,
  arrival: Arrival,
  { ticketId, move }: { ticketId: string; move: 'submit' | 'cancel' },
): Promise<TicketRow> => {
  const ticket = await findTicket(call, ticketId)
  await saveMessage(call.tx, newRow(arrival, 'told', call.now))
  if (ticket.status !== 'draft') return ticket
  const { version } = ticket // the draft that was decided upon: what another click has made of it is not decided again
  return moveTicket(call, { ticketId, move, version, reason: move === 'cancel' ? '在机器人卡片上取消' : undefined })
}
