import { Refusal, refuse } from '../../../../shared/kernel/refusal'
import { systemActor } from '../../../../shared/kernel/roles'
import { redAlertIn } from '../../../../shared/redAlerts'
import { callAs } from '../../../call'
import type { Context } from '../../../context'
import { attachPicture, draftFromMessage, isWorthATicket } from '../../../intake/actions'
import { actorOf, type PersonRow } from '../../../people/actions'
import { moveTicket } from '../../../tickets/actions'
import { noteClick } from '../../cards/actions'
import { showOutcome } from '../../cards/jobs'
import { buttons, isButton, readTaskId, reasonOf } from '../../cards/rules'
import { lookCard } from '../../cards/store'
import { fetchPicture, fetchVoice } from '../../media/client'
import type { WecomMessage } from '../../messages/rules'
import { type Outcome, settleCallback } from '../settling/store'

const robot = systemActor('wecom')

type Of<K extends WecomMessage['kind']> = Extract<WecomMessage, { kind: K }>
type Handler<M> = (context: Context, from: PersonRow, message: M, inboxId: string) => Promise<Outcome>

export const handleText: Handler<Of<'text'>> = async (context, from, { content }, id) => {
  if (redAlertIn(content) !== null)
    return hearAlarm(context, from, { messageId: id, words: content, channel: 'app_message' })
  if (!isWorthATicket(content)) return 'ignored'
  await draftFromMessage(context, from, { id, channel: 'app_message', words: content })
  return 'handled'
}

export const handleVoice: Handler<Of<'voice'>> = async (context, from, { mediaId }, id) => {
  const heard = mediaId ? await fetchVoice(context.outside, mediaId) : null
  const words = heard?.words ?? null
  if (words !== null && redAlertIn(words) !== null)
    return hearAlarm(context, from, { messageId: id, words, channel: 'voice' })
  if (words !== null && !isWorthATicket(words)) return 'ignored'
  await draftFromMessage(context, from, { id, channel: 'voice', words, audio: heard?.audio ?? null })
  return 'handled'
}

type Alarm = { messageId: string; words: string; channel: 'app_message' | 'voice' }

/** Who answers the emergency channel is another capability's affair: it hears of it once. */
const hearAlarm = (context: Context, { id: personId }: PersonRow, alarm: Alarm): Promise<Outcome> =>
  callAs(context, robot, async call => {
    if (await settleCallback(call.tx, alarm.messageId, 'handled'))
      call.emit({ type: 'redAlert.said', personId, ...alarm })
    return 'handled' as const
  })

export const handlePicture: Handler<Of<'image'>> = async (context, from, { mediaId }, id) => {
  const picture = mediaId ? await fetchPicture(context.outside.wecom, mediaId) : null
  if (!picture) return 'ignored'
  await attachPicture(context, from, { id, picture })
  return 'handled'
}

/** The database decides, by the ticket's state alone; whoever comes too late reads on the card who has it. */
export const handleClick: Handler<Of<'cardClick'>> = async (context, from, { taskId, key, responseCode, selected }) => {
  const assigned = readTaskId(taskId)
  if (!assigned || !isButton(key)) return passOn(context, from, { taskId, key, responseCode })
  const { ticketId } = assigned
  const actor = actorOf(from)
  const card = { taskId, personId: from.id, responseCode }
  const { isLatest } = await callAs(context, actor, call => noteClick(call, card))
  const step = { ticketId, move: buttons[key], reason: key === 'ticket.decline' ? reasonOf(selected) : undefined }
  const refusal = await callAs(context, actor, async call => {
    if (!isLatest) refuse('card.already_answered')
    await moveTicket(call, step)
    return null
  }).catch(refusalIn)
  await showOutcome(context, ticketId)
  const isAnsweredOnCard = (await lookCard(context.db.reader, taskId))?.state === 'closed'
  if (refusal && !isAnsweredOnCard) throw refusal
  return 'handled'
}

/** A card of somebody else's: whoever sent it knows what the button means. */
const passOn = async (
  context: Context,
  from: PersonRow,
  click: { taskId: string; key: string; responseCode: string | null },
) => {
  await callAs(context, actorOf(from), async call => call.emit({ type: 'card.clicked', personId: from.id, ...click }))
  return 'handled' as const
}

const refusalIn = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  throw error
}
