import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalRef,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const kfMigrations = [
  migration('Kf1763810040000', async runner => {
    await createTable(runner, 'kf_cursors', [
      key(),
      optionalString('read_to', 200),
      optionalString('token', 200),
      optionalBigint('token_at'),
      bigint('started_at'),
      int('asked'),
      optionalRef('lease'),
      optionalBigint('lease_until'),
    ])
    await createTable(
      runner,
      'kf_messages',
      [
        key(),
        string('dedupe_key', 64),
        ref('conversation_id'),
        string('kind', 60),
        text('raw'),
        string('state', 10),
        bigint('sent_at'),
      ],
      [
        unique('ux_kf_messages_dedupe_key', 'dedupe_key'),
        index('ix_kf_messages_conversation', 'conversation_id', 'state', 'sent_at', 'id'),
      ],
    )
    await createTable(
      runner,
      'kf_conversations',
      [
        key(),
        ref('open_kf_id'),
        ref('external_user_id'),
        optionalRef('device_id'),
        optionalRef('ticket_id'),
        optionalBigint('ticket_at'),
        optionalBigint('last_customer_at'),
        int('sent_count'),
        optionalBigint('with_person_at'),
        int('turns'),
      ],
      [index('ix_kf_conversations_external', 'external_user_id')],
    )
    await createTable(
      runner,
      'kf_tickets',
      [key(), ref('conversation_id'), optionalBigint('nudged_at')],
      [index('ix_kf_tickets_conversation', 'conversation_id')],
    )
    await createTable(
      runner,
      'kf_replies',
      [
        key(),
        ref('conversation_id'),
        optionalRef('ticket_id'),
        text('body'),
        optionalString('code', 200),
        optionalBigint('good_until'),
        string('state', 10),
        optionalBigint('counted_for'),
        optionalString('reason', 40),
        bigint('at'),
      ],
      [index('ix_kf_replies_conversation', 'conversation_id', 'state', 'id')],
    )
  }),
  // When a ticket was nudged stands in the ticket.
  migration('Kf1764052002000', runner => runner.dropColumn('kf_tickets', 'nudged_at')),
  migration('Kf1764130004000', async runner => {
    await runner.createIndex('kf_messages', new TableIndex(index('ix_kf_messages_sent', 'sent_at')))
    await runner.createIndex('kf_replies', new TableIndex(index('ix_kf_replies_at', 'at')))
  }),
]
