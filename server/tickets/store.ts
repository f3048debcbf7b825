import { EntitySchema } from 'typeorm'
import { refuse } from '../../shared/kernel/refusal'
import type { Scope } from '../../shared/kernel/scope'
import type { Priority } from '../../shared/priorities'
import type { Answers } from '../../shared/templates/fields'
import type { Move, Status } from '../../shared/tickets/life'
import type { Channel, DueClock, TimelineItem } from '../../shared/tickets/views'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { appendRow, selectById, selectRow, selectRows, updateFields, updateRow } from '../db/rows'
import { whereInScope } from '../db/scope'

export type Hold = { says: string; moves: Move[] }

export type TicketRow = {
  id: string
  number: string
  status: Status
  priority: Priority
  businessType: string
  templateId: string
  title: string
  description: string | null
  channel: Channel
  customerId: string | null
  /** As it was called when the ticket was made, like the assignee's name: a card is one row. */
  customerName: string | null
  deviceId: string | null
  contactName: string | null
  contactPhone: string | null
  regionCode: string | null
  address: string | null
  lat: number | null
  lng: number | null
  answers: Answers
  origins: Record<string, string>
  createdById: string
  createdByName: string
  /** The salesperson whose customer this is. */
  ownerId: string | null
  assigneeId: string | null
  assigneeName: string | null
  assignedAt: Date | null
  teamId: string | null
  providerId: string | null
  openedAt: Date | null
  appointmentFrom: Date | null
  appointmentTo: Date | null
  tags: string[]
  /** Goes by the emergency channel: always clock, no approvals, first in dispatch. */
  isRed: boolean
  /** Moves that may not be taken for now, and what the person who tries is told; null when nothing holds it. */
  hold: Hold | null
  /** The node of its flow where it stands, as people call it. */
  nodeName: string | null
  /** The ticket that this one follows up, by a chain or under supervision. */
  followsId: string | null
  nudgeCount: number
  nudgedAt: Date | null
  /** Which clock `dueAt` is of. */
  dueClock: DueClock | null
  /** From here on the countdown is amber. */
  dueSoonAt: Date | null
  /** Why that clock stands still; null while it runs. */
  duePausedFor: string | null
  dueAt: Date | null
  /** `dueAt` in ms, or the far future: what lists sort by. */
  urgency: number
  completedAt: Date | null
  rating: number | null
  reopenedCount: number
  trackToken: string
  lastEvent: string
  version: number
  createdAt: Date
  updatedAt: Date
}

export const tickets = new EntitySchema<TicketRow>({
  name: 'tickets',
  columns: {
    id: columns.id,
    number: columns.string(20),
    status: columns.string(20),
    priority: columns.string(10),
    businessType: columns.string(60),
    templateId: columns.ref,
    title: columns.string(80),
    description: columns.optionalText,
    channel: columns.string(20),
    customerId: columns.optionalRef,
    customerName: columns.optionalString(60),
    deviceId: columns.optionalRef,
    contactName: columns.optionalString(40),
    contactPhone: columns.optionalString(20),
    regionCode: columns.optionalString(6),
    address: columns.optionalString(200),
    lat: columns.optionalDegrees,
    lng: columns.optionalDegrees,
    answers: columns.json,
    origins: columns.json,
    createdById: columns.ref,
    createdByName: columns.string(60),
    ownerId: columns.optionalRef,
    assigneeId: columns.optionalRef,
    assigneeName: columns.optionalString(60),
    assignedAt: columns.optionalInstant,
    teamId: columns.optionalRef,
    providerId: columns.optionalRef,
    openedAt: columns.optionalInstant,
    appointmentFrom: columns.optionalInstant,
    appointmentTo: columns.optionalInstant,
    tags: columns.json,
    isRed: columns.bool,
    hold: columns.optionalJson,
    nodeName: columns.optionalString(40),
    followsId: columns.optionalRef,
    nudgeCount: columns.int,
    nudgedAt: columns.optionalInstant,
    dueClock: columns.optionalString(12),
    dueSoonAt: columns.optionalInstant,
    duePausedFor: columns.optionalString(40),
    dueAt: columns.optionalInstant,
    urgency: columns.bigInt,
    completedAt: columns.optionalInstant,
    rating: columns.optionalInt,
    reopenedCount: columns.int,
    trackToken: columns.string(32),
    lastEvent: columns.string(120),
    version: columns.version,
    createdAt: columns.instant,
    updatedAt: columns.instant,
  },
  indices: [
    { name: 'ux_tickets_number', columns: ['number'], unique: true },
    { name: 'ux_tickets_track_token', columns: ['trackToken'], unique: true },
    { name: 'ix_tickets_status', columns: ['status', 'id'] },
    { name: 'ix_tickets_status_region', columns: ['status', 'regionCode'] },
    { name: 'ix_tickets_business_type', columns: ['businessType', 'id'] },
    { name: 'ix_tickets_priority', columns: ['priority', 'id'] },
    { name: 'ix_tickets_urgency', columns: ['urgency', 'id'] },
    { name: 'ix_tickets_updated', columns: ['updatedAt', 'id'] },
    { name: 'ix_tickets_assignee', columns: ['assigneeId', 'status', 'id'] },
    { name: 'ix_tickets_created_by', columns: ['createdById', 'status', 'id'] },
    { name: 'ix_tickets_owner', columns: ['ownerId', 'status', 'id'] },
    { name: 'ix_tickets_customer', columns: ['customerId', 'id'] },
    { name: 'ix_tickets_device', columns: ['deviceId', 'id'] },
    { name: 'ix_tickets_region', columns: ['regionCode', 'id'] },
    { name: 'ix_tickets_team', columns: ['teamId', 'status', 'id'] },
    { name: 'ix_tickets_provider', columns: ['providerId', 'id'] },
    { name: 'ix_tickets_follows', columns: ['followsId', 'id'] },
    { name: 'ix_tickets_template', columns: ['templateId', 'id'] },
  ],
})

/** One row of the timeline: it is only ever added to. */
export type TicketEventRow = {
  id: string
  ticketId: string
  kind: TimelineItem['kind']
  fromStatus: Status | null
  toStatus: Status | null
  actorId: string
  actorName: string
  reason: string | null
  body: string | null
  audience: 'internal' | 'customer'
  fileIds: string[]
  at: Date
  deviceAt: Date | null
  version: number
}

export const ticketEvents = new EntitySchema<TicketEventRow>({
  name: 'ticket_events',
  columns: {
    id: columns.id,
    ticketId: columns.ref,
    kind: columns.string(20),
    fromStatus: columns.optionalString(20),
    toStatus: columns.optionalString(20),
    actorId: columns.ref,
    actorName: columns.string(60),
    reason: columns.optionalString(200),
    body: columns.optionalText,
    audience: columns.string(10),
    fileIds: columns.json,
    at: columns.instant,
    deviceAt: columns.optionalInstant,
    version: columns.version,
  },
  indices: [
    { name: 'ix_ticket_events_ticket', columns: ['ticketId', 'id'] },
    { name: 'ix_ticket_events_kind_actor', columns: ['kind', 'actorId', 'at'] },
  ],
})

export const saveTicket = (tx: Tx, row: TicketRow): Promise<void> => appendRow(tx, tickets, row)

/** Writes only if nobody else has since `row` was read. */
export const changeTicket = (tx: Tx, row: TicketRow, changes: Partial<TicketRow>): Promise<TicketRow> =>
  updateRow(tx, tickets, row, changes)

/** How the timeline row begins that tells of the emergency channel. */
export const RED_NOTE = '红色预警：'

export const saveEvent = (tx: Tx, row: TicketEventRow): Promise<void> => appendRow(tx, ticketEvents, row)

/** A ticket out of scope is not there. */
export const lookTicket = (tx: Tx, id: string, scopes: readonly Scope[]): Promise<TicketRow | null> =>
  selectById(tx, tickets, id, whereInScope(scopes))

/** The ticket as it stands now, whoever asks: for one that was in scope a moment ago. */
export const rereadTicket = async (tx: Tx, id: string): Promise<TicketRow> =>
  (await selectRow(tx, tickets, 'WHERE t.id = ?', [id])) ?? refuse('ticket.not_found')

/** What clocks and flows derive of a ticket. It follows from what is versioned, so it does not count the version up. */
export type Derived = Pick<
  TicketRow,
  'hold' | 'nodeName' | 'dueAt' | 'dueClock' | 'dueSoonAt' | 'duePausedFor' | 'urgency'
>

export const saveDerived = (tx: Tx, id: string, derived: Partial<Derived>): Promise<void> =>
  updateFields(tx, tickets, id, derived)

export const lookTicketByToken = (tx: Tx, trackToken: string): Promise<TicketRow | null> =>
  selectRow(tx, tickets, 'WHERE t.track_token = ?', [trackToken])

export const listEventsOf = (tx: Tx, ticketId: string): Promise<TicketEventRow[]> =>
  selectRows(tx, ticketEvents, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

/** Everybody who has declined this ticket since it was last opened anew. */
export const listDecliners = async (tx: Tx, ticketId: string): Promise<string[]> => {
  const rows = await selectRows(tx, ticketEvents, "WHERE t.ticket_id = ? AND t.kind = 'decline'", [ticketId])
  return [...new Set(rows.map(row => row.actorId))]
}
