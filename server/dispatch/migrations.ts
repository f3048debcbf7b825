import { migration } from '../db/migrate'
import { bigint, createTable, index, int, key, optionalRef, ref, string, text } from '../db/tables'

export const dispatchMigrations = [
  migration('Dispatch1763800011000', async runner => {
    await createTable(
      runner,
      'dispatch_decisions',
      [
        key(),
        ref('ticket_id'),
        string('mode', 10),
        optionalRef('engineer_id'),
        text('candidates'),
        text('refused'),
        bigint('at'),
      ],
      [index('ix_dispatch_decisions_ticket', 'ticket_id', 'id')],
    )
    await createTable(runner, 'dispatch_settings', [key(), string('mode', 10), text('weights'), int('version')], [])
  }),
]
