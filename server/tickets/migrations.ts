import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  addColumns,
  bigint,
  boolean,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalDouble,
  optionalInt,
  optionalRef,
  optionalString,
  optionalText,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const ticketsMigrations = [
  migration('Tickets1763800009000', async runner => {
    await createTable(
      runner,
      'tickets',
      [
        key(),
        string('number', 20),
        string('status', 20),
        string('priority', 10),
        string('business_type', 60),
        ref('template_id'),
        string('title', 80),
        optionalText('description'),
        string('channel', 20),
        optionalRef('customer_id'),
        optionalString('customer_name', 60),
        optionalRef('device_id'),
        optionalString('contact_name', 40),
        optionalString('contact_phone', 20),
        optionalString('region_code', 6),
        optionalString('address', 200),
        optionalDouble('lat'),
        optionalDouble('lng'),
        text('answers'),
        text('origins'),
        ref('created_by_id'),
        string('created_by_name', 60),
        optionalRef('owner_id'),
        optionalRef('assignee_id'),
        optionalString('assignee_name', 60),
        optionalBigint('assigned_at'),
        optionalRef('team_id'),
        optionalRef('provider_id'),
        optionalBigint('opened_at'),
        optionalBigint('appointment_from'),
        optionalBigint('appointment_to'),
        optionalBigint('due_at'),
        bigint('urgency'),
        optionalBigint('completed_at'),
        optionalInt('rating'),
        int('reopened_count'),
        string('track_token', 32),
        string('last_event', 120),
        int('version'),
        bigint('created_at'),
        bigint('updated_at'),
      ],
      [
        unique('ux_tickets_number', 'number'),
        unique('ux_tickets_track_token', 'track_token'),
        index('ix_tickets_status', 'status', 'id'),
        index('ix_tickets_urgency', 'urgency', 'id'),
        index('ix_tickets_updated', 'updated_at', 'id'),
        index('ix_tickets_assignee', 'assignee_id', 'status', 'id'),
        index('ix_tickets_created_by', 'created_by_id', 'id'),
        index('ix_tickets_owner', 'owner_id', 'id'),
        index('ix_tickets_customer', 'customer_id', 'id'),
        index('ix_tickets_device', 'device_id', 'id'),
        index('ix_tickets_region', 'region_code', 'id'),
        index('ix_tickets_team', 'team_id', 'id'),
        index('ix_tickets_provider', 'provider_id', 'id'),
      ],
    )
    await createTable(
      runner,
      'ticket_events',
      [
        key(),
        ref('ticket_id'),
        string('kind', 20),
        optionalString('from_status', 20),
        optionalString('to_status', 20),
        ref('actor_id'),
        string('actor_name', 60),
        optionalString('reason', 200),
        optionalText('body'),
        string('audience', 10),
        text('file_ids'),
        bigint('at'),
        optionalBigint('device_at'),
        int('version'),
      ],
      [
        index('ix_ticket_events_ticket', 'ticket_id', 'id'),
        index('ix_ticket_events_kind_actor', 'kind', 'actor_id', 'at'),
      ],
    )
  }),
  migration('Tickets1764000009000', async runner => {
    await addColumns(
      runner,
      'tickets',
      [
        { ...text('tags'), fill: '[]' },
        { ...boolean('is_red'), fill: 0 },
        optionalText('hold'),
        optionalString('node_name', 40),
        optionalRef('follows_id'),
        { ...int('nudge_count'), fill: 0 },
        optionalBigint('nudged_at'),
        optionalString('due_clock', 12),
        optionalBigint('due_soon_at'),
        optionalString('due_paused_for', 40),
      ],
      [index('ix_tickets_follows', 'follows_id', 'id')],
    )
  }),
  migration('Tickets1764009000000', runner =>
    runner.createIndex('tickets', new TableIndex(index('ix_tickets_template', 'template_id', 'id'))),
  ),
  /** A count by status, and a filter that few tickets or none pass, read what they count and no more. */
  migration('Tickets1764140000000', async runner => {
    const renewed = [
      index('ix_tickets_created_by', 'created_by_id', 'status', 'id'),
      index('ix_tickets_owner', 'owner_id', 'status', 'id'),
      index('ix_tickets_team', 'team_id', 'status', 'id'),
    ]
    const added = [
      index('ix_tickets_status_region', 'status', 'region_code'),
      index('ix_tickets_business_type', 'business_type', 'id'),
      index('ix_tickets_priority', 'priority', 'id'),
    ]
    for (const { name } of renewed) await runner.dropIndex('tickets', name as string)
    for (const one of [...renewed, ...added]) await runner.createIndex('tickets', new TableIndex(one))
  }),
]
