import { refuseUnless } from '../../../shared/kernel/refusal'
import type { Actor } from '../../../shared/kernel/roles'
import type { TemplateBody } from '../../../shared/templates/api'
import type { Answers, Field } from '../../../shared/templates/fields'
import { type Said, sourceOf } from '../../../shared/templates/prefill'
import { NEVER_DUE } from '../rules'
import type { TicketRow } from '../store'

/** Whom and what the ticket is about. */
export type Subject = {
  customer: {
    id: string
    name: string
    phone: string | null
    address: string | null
    regionCode: string | null
    lat: number | null
    lng: number | null
    ownerId: string | null
  } | null
  device: { id: string } | null
}

export type Wish = {
  title?: string | undefined
  description?: string | undefined
  priority?: TicketRow['priority'] | undefined
  contactName?: string | undefined
  contactPhone?: string | undefined
  regionCode?: string | undefined
  address?: string | undefined
  place?: { lat: number; lng: number } | undefined
  appointmentFrom?: string | undefined
  appointmentTo?: string | undefined
  answers?: Answers | undefined
  /** Where answers that were not typed come from. */
  origins?: TicketRow['origins'] | undefined
  /** What was understood of words or speech. */
  said?: Said | undefined
  /** The ticket that this one follows up. */
  followsId?: string | undefined
  channel: TicketRow['channel']
  isDraft: boolean
}

export type Identity = { id: string; number: string; trackToken: string }

/** Everything that was said with a request, also what stands outside the form. */
export const saidIn = ({ said, description, appointmentFrom }: Partial<Wish>): Said => ({
  description,
  appointment: appointmentFrom,
  ...said,
})

/** What a sender claims to have taken from somewhere is believed where the form takes it from there. */
export const claimedOrigins = (
  fields: readonly Field[],
  { answers = {}, origins = {} }: Pick<Wish, 'answers' | 'origins'>,
): TicketRow['origins'] =>
  Object.fromEntries(
    fields.flatMap(field => {
      const source = sourceOf(field)
      const isTrue = source !== undefined && origins[field.key] === source && Object.hasOwn(answers, field.key)
      return isTrue ? [[field.key, source] as const] : []
    }),
  )

/** What the columns hold; a customer's own name may be longer. */
const LONGEST_TITLE = 80
const LONGEST_CONTACT = 40

/** Whole characters of a text, as many as fit. */
const fitting = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`

const dateOrNull = (instant: string | undefined): Date | null => (instant ? new Date(instant) : null)

const refuseReversed = ({ appointmentFrom: from, appointmentTo: to }: Wish): void =>
  refuseUnless(!from || !to || new Date(from) <= new Date(to), 'ticket.appointment_reversed')

/** A new ticket: draft or open, what was not said taken from the customer's record. Its form is empty still. Refuses `ticket.appointment_reversed`. */
export const newTicket = (
  identity: Identity,
  template: { id: string; name: string; body: TemplateBody },
  { customer, device }: Subject,
  wish: Wish,
  { actor, now }: { actor: Actor; now: Date },
): TicketRow => {
  refuseReversed(wish)
  const status = wish.isDraft ? 'draft' : 'open'
  const priority = wish.priority ?? template.body.priority
  const openedAt = wish.isDraft ? null : now
  return {
    id: identity.id,
    number: identity.number,
    trackToken: identity.trackToken,
    status,
    priority,
    businessType: template.body.businessType,
    templateId: template.id,
    title: wish.title || fitting([template.name, customer?.name].filter(Boolean).join(' · '), LONGEST_TITLE),
    description: wish.description || null,
    channel: wish.channel,
    customerId: customer?.id ?? null,
    customerName: customer?.name ?? null,
    deviceId: device?.id ?? null,
    contactName: wish.contactName || (customer && fitting(customer.name, LONGEST_CONTACT)) || null,
    contactPhone: wish.contactPhone || customer?.phone || null,
    regionCode: wish.regionCode ?? customer?.regionCode ?? null,
    address: wish.address || customer?.address || null,
    lat: wish.place?.lat ?? customer?.lat ?? null,
    lng: wish.place?.lng ?? customer?.lng ?? null,
    answers: {},
    origins: {},
    createdById: actor.personId,
    createdByName: actor.name,
    ownerId: customer?.ownerId ?? null,
    assigneeId: null,
    assigneeName: null,
    assignedAt: null,
    teamId: actor.teamId ?? null,
    providerId: actor.providerId ?? null,
    tags: [],
    isRed: false,
    hold: null,
    nodeName: null,
    followsId: wish.followsId ?? null,
    nudgeCount: 0,
    nudgedAt: null,
    dueClock: null,
    dueSoonAt: null,
    duePausedFor: null,
    openedAt,
    appointmentFrom: dateOrNull(wish.appointmentFrom),
    appointmentTo: dateOrNull(wish.appointmentTo),
    dueAt: null,
    urgency: NEVER_DUE,
    completedAt: null,
    rating: null,
    reopenedCount: 0,
    lastEvent: `${actor.name} 建单`,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
}
