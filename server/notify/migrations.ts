import { migration } from '../db/migrate'
import { bigint, createTable, index, key, optionalString, ref, string, unique } from '../db/tables'

export const notifyMigrations = [
  migration('Notify1763800014000', async runner => {
    await createTable(
      runner,
      'notices',
      [
        key(),
        string('key', 140),
        ref('ticket_id'),
        ref('person_id'),
        string('kind', 10),
        string('state', 10),
        optionalString('message_id', 200),
        bigint('at'),
      ],
      [unique('ux_notices_key', 'key'), index('ix_notices_ticket', 'ticket_id')],
    )
  }),
  // What somebody was told stands in the outbox now.
  migration('Notify1763810053000', runner => runner.dropTable('notices')),
]
