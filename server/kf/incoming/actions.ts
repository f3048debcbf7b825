import { openStatuses } from '../../../shared/tickets/life'
import type { Call, Reading } from '../../call'
import { lookDevice } from '../../equipment/actions'
import type { Upload } from '../../files/actions'
import { isWorthATicket, readDraft } from '../../intake/actions'
import { findTicket, type TicketRow } from '../../tickets/actions'
import type { KfProfile } from '../client'
import { deviceIn, type Plan, planFor } from '../conversations/rules'
import {
  type ConversationRow,
  lookConversation,
  setDevice,
  setWithPerson,
  takeConversation,
} from '../conversations/store'
import { type KfMessage, readKfMessage } from '../messages/rules'
import { type KfMessageRow, lookMessage, markMessage } from '../pulling/store'
import { failReply, oweReply } from '../replies/actions'
import { noTicketReply, progressReply, urgedTicketIn, welcomeReply } from '../replies/view'
import { nudge } from './nudges/actions'
import { addToTicket, openTicketFrom, siteOf } from './tickets/actions'

/** A welcome code lives so long after the customer came in. */
const WELCOME_MS = 20_000

/** What had to be fetched before the transaction. */
export type Brought = {
  /** What was said; null for what has no words, and for speech that nobody has understood. */
  said: string | null
  file: (Upload & { sha256: string }) | null
  profile: KfProfile | null
  /** A ticket number, if the message looked as if it would need one. */
  number: string | null
}

export type Incoming = { conversation: ConversationRow; message: KfMessage; brought: Brought; ticket: TicketRow | null }

/** What a message would make now, as far as can be seen without acting. */
export const planOf = async (reading: Reading, row: KfMessageRow, said: string | null): Promise<Plan> => {
  const conversation = await lookConversation(reading.tx, row.conversationId)
  if (!conversation) return 'ignore'
  const ticket = await runningTicket(reading, conversation)
  return planIn(readKfMessage(row.raw), conversation, ticket, said)
}

const planIn = (
  { content, sentAt, isFromCustomer }: KfMessage,
  { ticketAt, withPersonAt }: ConversationRow,
  ticket: TicketRow | null,
  said: string | null,
): Plan => {
  if (!isFromCustomer) return 'ignore'
  return planFor(
    content,
    said,
    { hasTicket: ticket !== null, ticketAt, withPersonAt, sentAt },
    {
      isWorthATicket: said !== null && isWorthATicket(said),
      namesSomething: said !== null && readDraft(said).category !== undefined,
    },
  )
}

/** The ticket of the chat while something is still to be done about it. */
const runningTicket = async (reading: Reading, { ticketId }: ConversationRow): Promise<TicketRow | null> => {
  const ticket = ticketId ? await findTicket(reading, ticketId) : null
  return ticket && openStatuses.includes(ticket.status) ? ticket : null
}

/**
 * Acts on one message, once, however often it is handed over; messages of one chat take turns. `again` when the chat
 * has changed so that something is missing which must be fetched first: then nothing has happened.
 */
export const handleMessage = async (call: Call, messageId: string, brought: Brought): Promise<'done' | 'again'> => {
  const first = await lookMessage(call.tx, messageId)
  if (!first) return 'done'
  const conversation = await takeConversation(call.tx, first.conversationId)
  const row = await lookMessage(call.tx, messageId)
  if (row?.state !== 'kept') return 'done'
  const ticket = await runningTicket(call, conversation)
  const incoming: Incoming = { conversation, message: readKfMessage(row.raw), brought, ticket }
  if (incoming.message.isFromCustomer) {
    const plan = planIn(incoming.message, conversation, ticket, brought.said)
    if (plan === 'open' && brought.number === null) return 'again'
    await plans[plan](call, incoming)
    await callPersonIfAngry(call, incoming, plan)
    await markMessage(call.tx, messageId, plan === 'ignore' ? 'ignored' : 'handled')
  } else {
    await takeEvent(call, incoming)
    await markMessage(call.tx, messageId, 'handled')
  }
  return 'done'
}

const plans: Record<Plan, (call: Call, incoming: Incoming) => Promise<void>> = {
  ignore: async () => undefined,
  open: openTicketFrom,
  add: addToTicket,
  nudge: (call, incoming) => nudge(call, incoming, urgedIn(incoming.message)),
  callPerson: async (call, { conversation }) => {
    call.emit({ type: 'kf.personWanted', conversationId: conversation.id })
  },
  tellProgress: async (call, { conversation, ticket }) => {
    const body = ticket ? progressReply(siteOf(call), ticket) : noTicketReply()
    await oweReply(call, { conversationId: conversation.id, ticketId: ticket?.id ?? null, body })
  },
}

const urgedIn = ({ content }: KfMessage): string | null =>
  content.kind === 'text' && content.menuId ? urgedTicketIn(content.menuId) : null

/** Whoever complains wants to be heard by somebody. */
const callPersonIfAngry = async (call: Call, { conversation, brought }: Incoming, plan: Plan): Promise<void> => {
  if (plan !== 'open' && plan !== 'add') return
  if (brought.said === null || readDraft(brought.said).category !== 'complaint') return
  call.emit({ type: 'kf.personWanted', conversationId: conversation.id })
}

const takeEvent = async (call: Call, { conversation, message }: Incoming): Promise<void> => {
  const { content, sentAt } = message
  switch (content.kind) {
    case 'entered':
      return welcome(call, conversation, { ...content, sentAt })
    case 'sendFailed':
      return failReply(call, content.messageId, content.failType)
    case 'sessionEnded':
      return setWithPerson(call.tx, conversation.id, null)
    case 'servicerTookOver':
      return setWithPerson(call.tx, conversation.id, sentAt)
    default:
      return undefined
  }
}

/** Remembers by whose code the customer came, and greets them if the platform lets us. */
const welcome = async (
  call: Call,
  { id }: ConversationRow,
  { sceneParam, welcomeCode, sentAt }: { sceneParam: string; welcomeCode: string | null; sentAt: Date },
): Promise<void> => {
  const deviceId = deviceIn(call.context.signer, sceneParam)
  const device = deviceId ? await lookDevice(call, deviceId) : null
  await setDevice(call.tx, id, device?.id ?? null)
  if (!welcomeCode) return
  await oweReply(call, {
    conversationId: id,
    ticketId: null,
    body: welcomeReply(device?.name ?? null),
    code: welcomeCode,
    goodUntil: new Date(sentAt.getTime() + WELCOME_MS),
  })
}
