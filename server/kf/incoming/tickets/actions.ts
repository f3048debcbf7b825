import { Refusal, refuse } from '../../../../shared/kernel/refusal'
import type { TemplateView } from '../../../../shared/templates/api'
import type { Call } from '../../../call'
import { lookDevice } from '../../../equipment/actions'
import { keepFile } from '../../../files/actions'
import { heardIn, readDraft, templateFor, titleOf } from '../../../intake/actions'
import { findTemplate, listTemplates } from '../../../templates/actions'
import { createTicket, moveTicket, noteOnTicket, type TicketRow } from '../../../tickets/actions'
import { editTicket } from '../../../tickets/editing/actions'
import type { KfProfile } from '../../client'
import { type ConversationRow, saveKfTicket, setTicket } from '../../conversations/store'
import { customerOf, inNameOf } from '../../identities/actions'
import type { KfContent, Medium } from '../../messages/rules'
import { oweReply } from '../../replies/actions'
import { ackReply, completedReply, type Site } from '../../replies/view'
import type { Brought, Incoming } from '../actions'
import { answersFrom } from './rules'

const LONGEST_DESCRIPTION = 2000
const untitled: Record<Medium, string> = {
  image: '图片报修',
  voice: '语音报修（待转写）',
  video: '视频报修',
  file: '文件报修',
}

export const siteOf = ({ context: { config } }: Pick<Call, 'context'>): Site => ({
  appId: config.wechat.appId,
  publicUrl: config.publicUrl,
})

/** The first words of a matter: a ticket in the customer's name, with what came along, and the acknowledgement. */
export const openTicketFrom = async (call: Call, { conversation, message, brought }: Incoming): Promise<void> => {
  const { content, sentAt } = message
  const begun = { said: brought.said, untitled: titleFor(content), place: placeIn(content), sentAt }
  const ticket = await beginTicket(call, conversation, begun, brought)
  if (content.kind === 'media') await keepWhatCame(call, ticket, content, brought)
  const body = ackReply(siteOf(call), ticket)
  await oweReply(call, { conversationId: conversation.id, ticketId: ticket.id, body })
}

const titleFor = (content: KfContent): string => (content.kind === 'media' ? untitled[content.medium] : '微信客服报修')

const placeIn = (content: KfContent): Begun['place'] =>
  content.kind === 'place' ? { lat: content.lat, lng: content.lng, label: content.label } : null

export type Begun = {
  said: string | null
  untitled: string
  place: { lat: number; lng: number; label: string } | null
  sentAt: Date
}

/** Makes the ticket that the chat goes on about. */
export const beginTicket = async (
  call: Call,
  conversation: ConversationRow,
  begun: Begun,
  { number, profile }: { number: string | null; profile: KfProfile | null },
): Promise<TicketRow> => {
  if (number === null) throw new Error('a ticket needs a number taken before the transaction')
  const customer = await customerOf(call, conversation, profile)
  const ticket = await makeTicket({ ...call, actor: inNameOf(customer) }, conversation, begun, {
    number,
    customerId: customer.id,
  })
  await saveKfTicket(call.tx, { id: ticket.id, conversationId: conversation.id })
  await setTicket(call.tx, conversation.id, ticket.id, begun.sentAt)
  call.audit('kf.ticket', ticket.id, { conversationId: conversation.id })
  return ticket
}

/** Open when all that a visit needs is known of the customer; otherwise a draft, which the desk completes. */
const makeTicket = async (
  call: Call,
  { deviceId }: ConversationRow,
  { said, untitled, place }: Begun,
  { number, customerId }: { number: string; customerId: string },
): Promise<TicketRow> => {
  const words = (said ?? '').trim().slice(0, LONGEST_DESCRIPTION)
  const { phone, priority } = readDraft(words)
  const template = await fittingTemplate(call, words, deviceId)
  const address = place?.label.slice(0, 200) || undefined
  const wish = {
    templateId: template.id,
    answers: answersFrom(template.body.fields, { words, phone, address }),
    title: titleOf(words) || untitled,
    description: words,
    said: heardIn(words),
    priority,
    contactPhone: phone,
    customerId,
    deviceId,
    address,
    place: place ? { lat: place.lat, lng: place.lng } : undefined,
    channel: 'kf' as const,
  }
  try {
    return await createTicket(call, { ...wish, isDraft: false }, number)
  } catch (error) {
    // Refused before anything was written.
    if (!(error instanceof Refusal)) throw error
    return createTicket(call, { ...wish, isDraft: true }, number)
  }
}

const fittingTemplate = async (call: Call, words: string, deviceId: string | null): Promise<TemplateView> => {
  const templates = await listTemplates(call)
  const draft = readDraft(words)
  const device = deviceId ? await lookDevice(call, deviceId) : null
  const ofDevice = templates.find(
    ({ body }) =>
      body.businessType === device?.businessType && (draft.category === undefined || body.category === draft.category),
  )
  return ofDevice ?? templateFor(draft, templates) ?? refuse('template.not_found')
}

/** What follows within half an hour: the same ticket; a phone number that was missing is filled in. */
export const addToTicket = async (
  call: Call,
  { conversation, message, brought, ticket }: Incoming & { ticket: TicketRow | null },
): Promise<void> => {
  if (!ticket) return
  const { content, sentAt } = message
  if (content.kind === 'media') await keepWhatCame(call, ticket, content, brought)
  else await addWords(call, ticket, wordsOf(content))
  await setTicket(call.tx, conversation.id, ticket.id, sentAt)
  const phone = (!ticket.contactPhone && brought.said && readDraft(brought.said).phone) || undefined
  const place = ticket.address ? null : placeIn(content)
  if (phone || place) await complete(call, conversation, ticket, { phone, place })
}

type Missing = { phone: string | undefined; place: Begun['place'] }

/** Fills in what was missing; a draft that has all now is submitted, and the customer reads that it goes on. */
const complete = async (
  call: Call,
  conversation: ConversationRow,
  ticket: TicketRow,
  { phone, place }: Missing,
): Promise<void> => {
  const own = inTicketsName(call, ticket)
  const { body } = await findTemplate(call, ticket.templateId)
  const address = place?.label.slice(0, 200) || undefined
  const answers = answersFrom(body.fields, { words: ticket.description ?? '', phone, address })
  const filled = {
    contactPhone: phone,
    address,
    place: place ? { lat: place.lat, lng: place.lng } : undefined,
    answers: { ...answers, ...ticket.answers },
  }
  try {
    const edited = await editTicket(own, ticket, filled)
    if (edited.status !== 'draft') return
    await moveTicket(own, { ticketId: edited.id, move: 'submit' })
  } catch (error) {
    // Something is missing still, or the desk is at it; refused before anything was written.
    if (error instanceof Refusal) return
    throw error
  }
  await oweReply(call, { conversationId: conversation.id, ticketId: ticket.id, body: completedReply(ticket) })
}

const wordsOf = (content: KfContent): string => {
  if (content.kind === 'text') return content.words.slice(0, LONGEST_DESCRIPTION)
  if (content.kind === 'place') return `位置：${content.label}`
  return content.kind === 'other' ? content.says : ''
}

/** What is done in the name of the ticket's customer. */
export const inTicketsName = (call: Call, ticket: TicketRow): Call => ({
  ...call,
  actor: inNameOf({ id: ticket.customerId ?? ticket.createdById, name: ticket.customerName ?? ticket.createdByName }),
})

const addWords = async (call: Call, ticket: TicketRow, body: string): Promise<void> => {
  if (body === '') return
  await noteOnTicket(inTicketsName(call, ticket), { ticketId: ticket.id, kind: 'comment', body, audience: 'customer' })
}

const kinds: Record<Medium, string> = { image: '图片', voice: '语音', video: '视频', file: '文件' }

/** Speech is kept with its sound, understood or not; what the platform no longer has is said to be missing. */
const keepWhatCame = async (
  call: Call,
  ticket: TicketRow,
  { medium }: Extract<KfContent, { kind: 'media' }>,
  { said, file }: Brought,
): Promise<void> => {
  const own = inTicketsName(call, ticket)
  const fileIds = file ? [(await keepFile(own, file, file.sha256)).id] : []
  const spoken = medium === 'voice' ? (said ?? '语音待转写') : undefined
  const body = spoken ?? (file ? undefined : `客户发来的${kinds[medium]}没有取到，请联系客户重发`)
  const kind = body === undefined ? 'attach' : 'comment'
  const audience = file && (medium !== 'voice' || said !== null) ? 'customer' : 'internal'
  await noteOnTicket(own, { ticketId: ticket.id, kind, body, audience, fileIds })
}
