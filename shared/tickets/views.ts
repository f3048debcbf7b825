import * as z from 'zod/mini'
import { id, place, version } from '../kernel/schema'
import { priorities } from '../priorities'
import { answers } from '../templates/fields'
import { moves, statuses } from './life'

export const channels = [
  'chat',
  'profile',
  'workbench',
  'app_message',
  'voice',
  'bot',
  'customer',
  'api',
  'demo',
  'kf',
] as const
export type Channel = (typeof channels)[number]

/** Where a prefilled answer came from, by field key: `customer.phone`. */
export const origins = z.record(z.string(), z.string())

export const dueClocks = ['response', 'arrival', 'resolution', 'node'] as const
export type DueClock = (typeof dueClocks)[number]

/** The ticket card: always the same card, in lists and messages. */
export const card = z.object({
  id,
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  priority: z.enum(priorities),
  customerName: z.nullable(z.string()),
  address: z.nullable(z.string()),
  assigneeName: z.nullable(z.string()),
  isRed: z.boolean(),
  tags: z.array(z.string()),
  /** Where it stands in its flow, as people call it. */
  nodeName: z.nullable(z.string()),
  nudgeCount: z.int(),
  /** When the present step is due; null while nothing is, or while its clock stands still without an end. */
  dueAt: z.nullable(z.string()),
  /** Which clock that is. */
  dueClock: z.nullable(z.enum(dueClocks)),
  /** From here on the countdown is amber. */
  dueSoonAt: z.nullable(z.string()),
  /** Why the clock stands still; null while it runs. */
  duePausedFor: z.nullable(z.string()),
  appointmentFrom: z.nullable(z.string()),
  appointmentTo: z.nullable(z.string()),
  lastEvent: z.nullable(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  version,
})
export type TicketCard = z.output<typeof card>

export const fileView = z.object({
  id,
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.int(),
  /** Signed, good for an hour. */
  url: z.string(),
})
export type FileView = z.output<typeof fileView>

export const timelineItem = z.object({
  id,
  kind: z.enum([...moves, 'create', 'comment', 'attach', 'edit', 'note']),
  at: z.string(),
  /** The device's own time when the step was taken offline. */
  deviceAt: z.nullable(z.string()),
  actorName: z.string(),
  from: z.nullable(z.enum(statuses)),
  to: z.nullable(z.enum(statuses)),
  /** One sentence, in the words of whoever reads. */
  says: z.string(),
  reason: z.nullable(z.string()),
  audience: z.enum(['internal', 'customer']),
  files: z.array(fileView),
  version,
})
export type TimelineItem = z.output<typeof timelineItem>

const someone = z.object({ id, name: z.string(), phone: z.nullable(z.string()) })

export const ticket = z.object({
  ...card.shape,
  description: z.nullable(z.string()),
  businessType: z.string(),
  channel: z.enum(channels),
  templateId: id,
  answers,
  origins,
  /** Those that the answers hold. */
  files: z.array(fileView),
  customer: z.nullable(
    z.object({
      id,
      name: z.string(),
      level: z.string(),
      phone: z.nullable(z.string()),
      regionCode: z.nullable(z.string()),
      /** None for the customers themselves. */
      tags: z.array(z.string()),
    }),
  ),
  device: z.nullable(
    z.object({
      id,
      name: z.string(),
      model: z.string(),
      serial: z.string(),
      businessType: z.string(),
      warrantyUntil: z.nullable(z.string()),
      inWarranty: z.boolean(),
    }),
  ),
  contactName: z.nullable(z.string()),
  contactPhone: z.nullable(z.string()),
  regionCode: z.nullable(z.string()),
  place: z.nullable(place),
  assignee: z.nullable(someone),
  createdBy: someone,
  reopenedCount: z.int(),
  followsId: z.nullable(id),
  /** Why some moves may not be taken for now. */
  held: z.nullable(z.string()),
  /** Opens the customer's tracking page of this ticket; null for viewers who may not share it. */
  trackToken: z.nullable(z.string()),
  /** What this viewer may do now. */
  allowedMoves: z.array(z.enum(moves)),
  timeline: z.array(timelineItem),
})
export type TicketView = z.output<typeof ticket>

/** What a track token opens: enough to wait in peace, nothing more. */
export const tracked = z.object({
  id,
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  says: z.string(),
  version,
  engineer: z.nullable(z.object({ name: z.string(), phone: z.nullable(z.string()) })),
  appointmentFrom: z.nullable(z.string()),
  appointmentTo: z.nullable(z.string()),
  timeline: z.array(z.object({ at: z.string(), says: z.string() })),
  canConfirm: z.boolean(),
  nudgeCount: z.int(),
  /** From when on a nudge counts; null when there is nothing to hurry with. */
  nudgeableAt: z.nullable(z.string()),
})
export type TrackedTicket = z.output<typeof tracked>
