import { migration } from '../db/migrate'
import { bigint, createTable, index, int, key, optionalString, ref, string, text, unique } from '../db/tables'

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
]
