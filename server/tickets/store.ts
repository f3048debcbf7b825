import { EntitySchema } from 'typeorm'
import type { Scope } from '../../shared/kernel/scope'
import type { Priority } from '../../shared/priorities'
import type { Answers } from '../../shared/templates/fields'
import type { Status } from '../../shared/tickets/life'
import type { Channel, TimelineItem } from '../../shared/tickets/views'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRow, selectRow, selectRows, updateRow } from '../db/rows'
import { whereInScope } from '../db/scope'

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
    { name: 'ix_tickets_urgency', columns: ['urgency', 'id'] },
    { name: 'ix_tickets_updated', columns: ['updatedAt', 'id'] },
    { name: 'ix_tickets_assignee', columns: ['assigneeId', 'status', 'id'] },
    { name: 'ix_tickets_created_by', columns: ['createdById', 'id'] },
    { name: 'ix_tickets_owner', columns: ['ownerId', 'id'] },
    { name: 'ix_tickets_customer', columns: ['customerId', 'id'] },
    { name: 'ix_tickets_device', columns: ['deviceId', 'id'] },
    { name: 'ix_tickets_region', columns: ['regionCode', 'id'] },
    { name: 'ix_tickets_team', columns: ['teamId', 'id'] },
    { name: 'ix_tickets_provider', columns: ['providerId', 'id'] },
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

export const saveTicket = (tx: Tx, row: TicketRow): Promise<void> => insertRow(tx, tickets, row)

/** Writes only if nobody else has since `row` was read. */
export const changeTicket = (tx: Tx, row: TicketRow, changes: Partial<TicketRow>): Promise<TicketRow> =>
  updateRow(tx, tickets, row, changes)

export const saveEvent = (tx: Tx, row: TicketEventRow): Promise<void> => insertRow(tx, ticketEvents, row)

/** A ticket out of scope is not there. */
export const lookTicket = (tx: Tx, id: string, scopes: readonly Scope[]): Promise<TicketRow | null> => {
  const scope = whereInScope(scopes)
  return selectRow(tx, tickets, `WHERE t.id = ? AND ${scope.sql}`, [id, ...scope.parameters])
}

export const lookTicketByToken = (tx: Tx, trackToken: string): Promise<TicketRow | null> =>
  selectRow(tx, tickets, 'WHERE t.track_token = ?', [trackToken])

export const listEventsOf = (tx: Tx, ticketId: string): Promise<TicketEventRow[]> =>
  selectRows(tx, ticketEvents, 'WHERE t.ticket_id = ? ORDER BY t.id', [ticketId])

/** Everybody who has declined this ticket since it was last opened anew. */
export const listDecliners = async (tx: Tx, ticketId: string): Promise<string[]> => {
  const rows = await selectRows(tx, ticketEvents, "WHERE t.ticket_id = ? AND t.kind = 'decline'", [ticketId])
  return [...new Set(rows.map(row => row.actorId))]
}

/** Tickets per engineer that were assigned between two instants and are not cancelled. */
export const countAssigned = async (
  tx: Tx,
  engineerIds: readonly string[],
  from: Date,
  to: Date,
): Promise<Map<string, number>> => {
  if (engineerIds.length === 0) return new Map()
  const places = engineerIds.map(() => '?').join(', ')
  const rows = (await tx.query(
    `SELECT t.assignee_id AS id, COUNT(*) AS n FROM tickets t
     WHERE t.assignee_id IN (${places}) AND t.assigned_at >= ? AND t.assigned_at < ? AND t.status <> 'cancelled'
     GROUP BY t.assignee_id`,
    [...engineerIds, from.getTime(), to.getTime()],
  )) as { id: string; n: number | string }[]
  return new Map(rows.map(row => [row.id, Number(row.n)]))
}
