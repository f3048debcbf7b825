import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalInt,
  optionalRef,
  optionalString,
  optionalText,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const wecomMigrations = [
  migration('Wecom1763800013000', async runner => {
    await createTable(
      runner,
      'wecom_inbox',
      [key(), string('dedupe_key', 80), string('kind', 80), text('raw'), string('state', 10), bigint('received_at')],
      [unique('ux_wecom_inbox_dedupe_key', 'dedupe_key')],
    )
    await createTable(
      runner,
      'wecom_cards',
      [
        key('task_id', 128),
        ref('ticket_id'),
        int('assignment'),
        ref('person_id'),
        optionalString('response_code', 200),
        string('state', 10),
        bigint('updated_at'),
      ],
      [index('ix_wecom_cards_ticket', 'ticket_id')],
    )
  }),
  migration('WecomOutbox1763810052000', async runner => {
    await createTable(runner, 'wecom_tokens', [
      key('id', 120),
      optionalText('value'),
      optionalRef('fingerprint'),
      optionalBigint('refresh_at'),
      optionalBigint('expires_at'),
      optionalBigint('dropped_at'),
      optionalBigint('locked_until'),
      optionalRef('lock_holder'),
    ])
    await createTable(
      runner,
      'wecom_outbox',
      [
        key(),
        string('key', 140),
        ref('to_user_id'),
        optionalRef('person_id'),
        optionalRef('ticket_id'),
        optionalInt('ticket_version'),
        int('priority'),
        string('kind', 20),
        text('body'),
        text('line'),
        string('state', 10),
        bigint('not_before'),
        int('attempts'),
        optionalRef('lease'),
        optionalBigint('sent_at'),
        optionalRef('digest_id'),
        optionalString('message_id', 200),
        optionalInt('errcode'),
        optionalBigint('ack_by'),
        optionalString('ack_state', 10),
        bigint('created_at'),
      ],
      [
        unique('ux_wecom_outbox_key', 'key'),
        index('ix_wecom_outbox_due', 'state', 'not_before'),
        index('ix_wecom_outbox_member', 'to_user_id', 'sent_at'),
        index('ix_wecom_outbox_sent', 'sent_at'),
        index('ix_wecom_outbox_ticket', 'ticket_id'),
        index('ix_wecom_outbox_digest', 'digest_id'),
      ],
    )
    await createTable(runner, 'wecom_recipients', [
      key(),
      optionalBigint('hold_until'),
      int('strikes'),
      optionalBigint('gone_at'),
    ])
    await createTable(runner, 'wecom_rooms', [
      key(),
      ref('ticket_id'),
      string('name', 200),
      ref('owner_user_id'),
      text('user_ids'),
      optionalBigint('opened_at'),
    ])
  }),
  migration('Wecom1764130002000', async runner => {
    await runner.createIndex('wecom_inbox', new TableIndex(index('ix_wecom_inbox_received', 'received_at')))
    await runner.createIndex('wecom_outbox', new TableIndex(index('ix_wecom_outbox_created', 'created_at')))
    await runner.createIndex('wecom_cards', new TableIndex(index('ix_wecom_cards_updated', 'updated_at')))
  }),
]
