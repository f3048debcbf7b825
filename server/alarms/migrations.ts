import { migration } from '../db/migrate'
import { bigint, createTable, index, int, key, optionalBigint, string, text, unique } from '../db/tables'

export const alarmsMigrations = [
  migration('Alarms1763810051000', async runner => {
    await createTable(
      runner,
      'alarms',
      [
        key(),
        string('key', 140),
        string('kind', 40),
        string('says', 500),
        text('details'),
        bigint('first_at'),
        bigint('last_at'),
        int('count'),
        optionalBigint('told_at'),
        optionalBigint('cleared_at'),
      ],
      [unique('ux_alarms_key', 'key'), index('ix_alarms_last_at', 'last_at')],
    )
  }),
]
