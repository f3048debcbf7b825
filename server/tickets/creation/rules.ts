import type { Actor } from '../../../shared/kernel/roles'
import type { TemplateBody } from '../../../shared/templates/api'
import type { Answers, Field } from '../../../shared/templates/fields'
import { deadlines } from '../rules'
import type { TicketRow } from '../store'

/** What is known of the customer and the device when the ticket is made. */
export type Known = {
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
  device: { id: string; name: string; model: string; serial: string; businessType: string } | null
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
  origins?: Record<string, string> | undefined
  channel: TicketRow['channel']
  isDraft: boolean
}

export type Identity = { id: string; number: string; trackToken: string }

const sourcesOf = ({ customer, device }: Known): Record<NonNullable<Field['prefill']>, string | null | undefined> => ({
  'customer.name': customer?.name,
  'customer.phone': customer?.phone,
  'customer.address': customer?.address,
  'device.model': device?.model,
  'device.serial': device?.serial,
})

/** Answers with what is known filled in where nothing was said, and where each such value came from. */
export const prefilled = (
  fields: readonly Field[],
  given: Answers,
  known: Known,
): Pick<TicketRow, 'answers' | 'origins'> => {
  const sources = sourcesOf(known)
  const answers: Answers = { ...given }
  const origins: Record<string, string> = {}
  for (const { key, prefill } of fields) {
    const value = prefill && sources[prefill]
    if (!value || (answers[key] !== undefined && answers[key] !== null && answers[key] !== '')) continue
    answers[key] = value
    origins[key] = prefill
  }
  return { answers, origins }
}

const dateOrNull = (instant: string | undefined): Date | null => (instant ? new Date(instant) : null)

/** A new ticket: draft or open, what was not said taken from the customer's record. */
export const newTicket = (
  identity: Identity,
  template: { id: string; name: string; body: TemplateBody },
  known: Known,
  wish: Wish,
  { actor, now }: { actor: Actor; now: Date },
): TicketRow => {
  const { customer, device } = known
  const status = wish.isDraft ? 'draft' : 'open'
  const priority = wish.priority ?? template.body.priority
  const openedAt = wish.isDraft ? null : now
  const appointmentFrom = dateOrNull(wish.appointmentFrom)
  const filled = prefilled(template.body.fields, wish.answers ?? {}, known)
  return {
    ...identity,
    status,
    priority,
    businessType: template.body.businessType,
    templateId: template.id,
    title: wish.title || [template.name, customer?.name].filter(Boolean).join(' · '),
    description: wish.description || null,
    channel: wish.channel,
    customerId: customer?.id ?? null,
    customerName: customer?.name ?? null,
    deviceId: device?.id ?? null,
    contactName: wish.contactName || customer?.name || null,
    contactPhone: wish.contactPhone || customer?.phone || null,
    regionCode: wish.regionCode ?? customer?.regionCode ?? null,
    address: wish.address || customer?.address || null,
    lat: wish.place?.lat ?? customer?.lat ?? null,
    lng: wish.place?.lng ?? customer?.lng ?? null,
    answers: filled.answers,
    origins: { ...wish.origins, ...filled.origins },
    createdById: actor.personId,
    createdByName: actor.name,
    ownerId: customer?.ownerId ?? null,
    assigneeId: null,
    assigneeName: null,
    assignedAt: null,
    teamId: actor.teamId ?? null,
    providerId: actor.providerId ?? null,
    openedAt,
    appointmentFrom,
    appointmentTo: dateOrNull(wish.appointmentTo),
    ...deadlines({ status, priority, openedAt, appointmentFrom }),
    completedAt: null,
    rating: null,
    reopenedCount: 0,
    lastEvent: `${actor.name} 建单`,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
}
