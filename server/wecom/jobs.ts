import { Refusal, refuse } from '../../shared/kernel/refusal'
import { systemActor } from '../../shared/kernel/roles'
import { callAs, readAs } from '../call'
import type { Context } from '../context'
import { attachPicture, draftFromMessage, isWorthATicket } from '../intake/actions'
import { actorOf, lookPerson, lookPersonByWecomUserId, type PersonRow } from '../people/actions'
import { reaches, type Subscriber } from '../queue/subscribers'
import { findTicket, moveTicket } from '../tickets/actions'
import { closeOvertaken, noteClick, wordsMessage } from './actions'
import { buttons, isButton, readTaskId, reasonOf } from './cards/rules'
import { lookCard } from './cards/store'
import { parsePlaintext } from './envelope'
import { reactionTo } from './errors/rules'
import { type InboxRow, lookCallback, markCallback } from './inbox/store'
import { fetchPicture, fetchVoice } from './media/client'
import { readMessage, type WecomMessage } from './messages/rules'

const robot = systemActor('wecom')

export const wecomSubscribers: readonly Subscriber[] = [
  reaches('wecom.handle', ['wecom.received'], async (context, { inboxId }) => {
    const row = await lookCallback(context.db.reader, inboxId)
    if (row?.state !== 'received') return
    const state = await handle(context, inboxId, readMessage(parsePlaintext(row.raw)))
    await context.db.write(tx => markCallback(tx, inboxId, state))
  }),
  reaches('wecom.showOutcome', ['ticket.moved'], (context, { ticketId }) => showOutcome(context, ticketId)),
]

type Outcome = Exclude<InboxRow['state'], 'received'>
type Of<K extends WecomMessage['kind']> = Extract<WecomMessage, { kind: K }>
type Handler<M> = (context: Context, from: PersonRow, message: M, inboxId: string) => Promise<Outcome>

const handleText: Handler<Of<'text'>> = async (context, from, { content }, id) => {
  if (!isWorthATicket(content)) return 'ignored'
  await draftFromMessage(context, from, { id, channel: 'app_message', words: content })
  return 'handled'
}

const handleVoice: Handler<Of<'voice'>> = async (context, from, { mediaId, transcript }, id) => {
  const heard = mediaId && !transcript ? await fetchVoice(context.outside, mediaId) : null
  const words = transcript ?? heard?.words ?? null
  if (words !== null && !isWorthATicket(words)) return 'ignored'
  await draftFromMessage(context, from, { id, channel: 'voice', words, audio: heard?.audio ?? null })
  return 'handled'
}

const handlePicture: Handler<Of<'image'>> = async (context, from, { mediaId }, id) => {
  const picture = mediaId ? await fetchPicture(context.outside.wecom, mediaId) : null
  if (!picture) return 'ignored'
  await attachPicture(context, from, { id, picture })
  return 'handled'
}

/** The database decides, by the ticket's state alone; whoever comes too late reads on the card who has it. */
const handleClick: Handler<Of<'cardClick'>> = async (context, from, { taskId, key, responseCode, selected }) => {
  const assigned = readTaskId(taskId)
  if (!assigned || !isButton(key)) return 'ignored'
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

const refusalIn = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error
  throw error
}

const handlers: { [K in WecomMessage['kind']]?: Handler<Of<K>> } = {
  text: handleText,
  voice: handleVoice,
  image: handlePicture,
  cardClick: handleClick,
}

/** What a member may not do is answered in their chat; whoever has left hears nothing. */
const handle = async (context: Context, inboxId: string, message: WecomMessage): Promise<Outcome> => {
  const handler = handlers[message.kind] as Handler<WecomMessage> | undefined
  if (!handler) return 'ignored'
  const from = await readAs(context, robot, reading => lookPersonByWecomUserId(reading, message.from))
  if (from && from.status !== 'active') return 'ignored'
  try {
    return await handler(context, from ?? refuse('session.not_a_member'), message, inboxId)
  } catch (error) {
    const { message: says } = refusalIn(error)
    await context.outside.wecom.sendMessage(wordsMessage(message.from, { says })).catch(giveUpUnlessPassing(context))
    return 'ignored'
  }
}

const giveUpUnlessPassing = (context: Context) => (error: unknown) => {
  if (['retry', 'refresh'].includes(reactionTo(error))) throw error
  context.log.warn({ err: error }, 'a refusal could not be told in WeCom')
}

/** Writes on the cards of a ticket what has become of it. Cosmetic: the ticket is the truth, so a failure is only logged. */
const showOutcome = async (context: Context, ticketId: string): Promise<void> => {
  const overtaken = await callAs(context, robot, async call => closeOvertaken(call, await findTicket(call, ticketId)))
  for (const { taskId, personId, responseCode, says } of overtaken) {
    const person = await readAs(context, robot, reading => lookPerson(reading, personId))
    if (!person?.wecomUserId || person.status !== 'active') continue
    await context.outside.wecom
      .updateTemplateCard({
        userids: [person.wecomUserId],
        response_code: responseCode,
        button: { replace_name: says },
      })
      .catch(error => context.log.warn({ err: error, taskId }, 'a card could not be updated'))
  }
}
