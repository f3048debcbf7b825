import { refuse, refuseUnless } from '../../shared/kernel/refusal'
import { MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { type Call, callAs } from '../call'
import type { Context } from '../context'
import { listCustomers } from '../customers/actions'
import { isDuplicate } from '../db/rows'
import { keepFile, storeBytes, type Upload } from '../files/actions'
import { actorOf, type PersonRow } from '../people/actions'
import { listTemplates } from '../templates/actions'
import { createTicket, findTicket, noteOnTicket, takeNumber } from '../tickets/actions'
import { heardIn, readDraft, templateFor, titleOf } from './rules'
import { type ConversationRow, continueWith, lookMessage, saveMessage, takeTurn } from './store'

export { heardIn, isWorthATicket, readDraft, templateFor, titleOf } from './rules'

/** Pictures that follow a message within this time belong to it. */
const SAME_SUBJECT_MS = 5 * MINUTE
const LONGEST_DESCRIPTION = 2000

type MessageChannel = 'app_message' | 'voice' | 'bot'

export type MemberMessage = {
  /** The message's own id: at most one draft comes of it. */
  id: string
  channel: MessageChannel
  /** Null while nobody has understood the audio. */
  words: string | null
  audio?: Upload | null
  /** Pictures that came in the same message. */
  pictures?: readonly Upload[]
}

/**
 * A draft ticket in the member's name from what they said, with the audio when they spoke; speech that was not
 * understood makes one too. Refuses `role.not_allowed` for members who make no tickets. Returns the draft's id.
 */
export const draftFromMessage = async (context: Context, from: PersonRow, message: MemberMessage): Promise<string> => {
  const { audio, channel, words, pictures = [] } = message
  const stored = audio ? { ...audio, sha256: await storeBytes(context, audio) } : null
  const shown = await Promise.all(pictures.map(async one => ({ ...one, sha256: await storeBytes(context, one) })))
  return onceFor(context, from, message.id, async (call, { number }) => {
    const ticketId = await newDraft(call, message, number)
    const fileIds = stored ? [(await keepFile(call, stored, stored.sha256)).id] : []
    const body = words === null ? '语音待转写' : '语音原声'
    if (channel === 'voice') await noteOnTicket(call, { ticketId, body, audience: 'internal', fileIds })
    await attach(call, ticketId, shown)
    return ticketId
  })
}

type Stored = Upload & { sha256: string }

const attach = async (call: Call, ticketId: string, pictures: readonly Stored[]): Promise<void> => {
  const fileIds: string[] = []
  for (const picture of pictures) fileIds.push((await keepFile(call, picture, picture.sha256)).id)
  if (fileIds.length > 0) await noteOnTicket(call, { ticketId, kind: 'attach', audience: 'internal', fileIds })
}

/** Adds a picture to the draft that the member has just begun by messages, or begins one with it; its id. Refuses likewise. */
export const attachPicture = async (
  context: Context,
  from: PersonRow,
  { id, picture, channel = 'app_message' }: { id: string; picture: Upload; channel?: MessageChannel },
): Promise<string> => {
  const sha256 = await storeBytes(context, picture)
  return onceFor(context, from, id, async (call, { number, conversation }) => {
    const begun = await draftIn(call, conversation)
    const ticketId = begun ?? (await newDraft(call, { channel, words: null }, number))
    await attach(call, ticketId, [{ ...picture, sha256 }])
    return ticketId
  })
}

type Turn = { number: string; conversation: ConversationRow }

/** Lets a message make or add to a ticket, once, however often it is delivered; messages of one member take turns. The ticket's id. */
const onceFor = async (
  context: Context,
  from: PersonRow,
  messageId: string,
  act: (call: Call, turn: Turn) => Promise<string>,
): Promise<string> => {
  refuseUnless(makesTickets(from), 'role.not_allowed')
  const number = await takeNumber(context)
  const attempt = () =>
    callAs(context, actorOf(from), async call => {
      const conversation = await takeTurn(call.tx, from.id, call.now)
      const known = await lookMessage(call.tx, messageId)
      if (known) return known.ticketId
      const ticketId = await act(call, { number, conversation })
      await saveMessage(call.tx, { id: messageId, ticketId, at: call.now })
      await continueWith(call.tx, from.id, ticketId, call.now)
      call.audit('intake.message', ticketId, { messageId })
      return ticketId
    })
  try {
    return await attempt()
  } catch (error) {
    // Whoever lost a race for a key finds, the second time, what the other one has written.
    if (!isDuplicate(error)) throw error
    return attempt()
  }
}

const makesTickets = ({ roles }: PersonRow): boolean => {
  const { allow } = ticketsApi.create
  return allow !== 'anyone' && roles.some(role => allow.includes(role))
}

/** The ticket of a conversation that is still going on, while it is a draft. */
const draftIn = async (call: Call, { ticketId, at }: ConversationRow): Promise<string | null> => {
  if (!ticketId || call.now.getTime() - at.getTime() > SAME_SUBJECT_MS) return null
  const { status } = await findTicket(call, ticketId)
  return status === 'draft' ? ticketId : null
}

const untitled: Record<MessageChannel, string> = {
  voice: '语音报修（待转写）',
  app_message: '图片报修',
  bot: '图片报修',
}

/** Only what was said is filled in; the customer when exactly one has the number that was said. */
const newDraft = async (
  call: Call,
  { channel, words }: Pick<MemberMessage, 'channel' | 'words'>,
  number: string,
): Promise<string> => {
  const said = (words ?? '').trim().slice(0, LONGEST_DESCRIPTION)
  const { priority, phone, ...draft } = readDraft(said)
  const template = templateFor(draft, await listTemplates(call)) ?? refuse('template.not_found')
  const { id } = await createTicket(
    call,
    {
      templateId: template.id,
      title: titleOf(said) || untitled[channel],
      description: said,
      said: heardIn(said),
      priority,
      contactPhone: phone,
      customerId: phone && (await onlyCustomerWith(call, phone)),
      channel,
      isDraft: true,
    },
    number,
  )
  return id
}

const onlyCustomerWith = async (call: Call, phone: string): Promise<string | undefined> => {
  const { items } = await listCustomers(call, { text: phone, limit: 2 })
  return items.length === 1 ? items[0]?.id : undefined
}
