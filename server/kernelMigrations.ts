import { migration } from './db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalRef,
  optionalString,
  ref,
  string,
  text,
  unique,
} from './db/tables'

export const kernelMigrations = [
  migration('Kernel1763800002000', async runner => {
    await createTable(
      runner,
      'events',
      [key(), ref('type'), text('payload'), bigint('at')],
      [index('ix_events_at', 'at')],
    )
    await createTable(
      runner,
      'deliveries',
      [
        key(),
        ref('event_id'),
        string('subscriber', 80),
        string('state', 10),
        int('attempts'),
        bigint('next_at'),
        optionalRef('lease'),
        optionalString('last_error', 500),
      ],
      [
        index('ix_deliveries_due', 'state', 'next_at'),
        unique('ux_deliveries_event_subscriber', 'event_id', 'subscriber'),
      ],
    )
    await createTable(
      runner,
      'timers',
      [
        key('id', 120),
        ref('job'),
        text('payload'),
        bigint('due_at'),
        string('state', 10),
        int('attempts'),
        bigint('next_at'),
        optionalRef('lease'),
        optionalString('last_error', 500),
      ],
      [index('ix_timers_due', 'state', 'next_at')],
    )
    await createTable(runner, 'counters', [key(), int('value')], [])
    await createTable(
      runner,
      'idempotency_keys',
      [key(), ref('body_hash'), text('reply'), bigint('at')],
      [index('ix_idempotency_keys_at', 'at')],
    )
    await createTable(
      runner,
      'audit_rows',
      [
        key(),
        bigint('at'),
        ref('actor_id'),
        string('actor_name', 60),
        string('action', 80),
        optionalRef('subject_id'),
        ref('request_id'),
        text('details'),
      ],
      [index('ix_audit_rows_subject', 'subject_id', 'at'), index('ix_audit_rows_at', 'at')],
    )
  }),
]
