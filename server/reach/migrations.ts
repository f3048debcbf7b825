import { migration } from '../db/migrate'
import { bigint, createTable, index, int, key, optionalString, ref, string, unique } from '../db/tables'

export const reachMigrations = [
  migration('Reach1764051000000', async runner => {
    await createTable(
      runner,
      'reach_attempts',
      [
        key(),
        string('key', 140),
        ref('ticket_id'),
        ref('person_id'),
        string('channel', 10),
        string('says', 300),
        string('state', 12),
        optionalString('code', 100),
        optionalString('result', 200),
        optionalString('serial', 100),
        int('tries'),
        bigint('created_at'),
        bigint('at'),
      ],
      [
        unique('ux_reach_attempts_key', 'key'),
        unique('ux_reach_attempts_serial', 'serial'),
        index('ix_reach_attempts_ticket', 'ticket_id', 'id'),
      ],
    )
  }),
]
