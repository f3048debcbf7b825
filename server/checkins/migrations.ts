import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalDouble,
  optionalInt,
  optionalRef,
  optionalText,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const checkinsMigrations = [
  migration('Checkins1763800010000', async runner => {
    await createTable(
      runner,
      'visits',
      [
        key(),
        ref('ticket_id'),
        string('ticket_number', 20),
        int('round'),
        ref('engineer_id'),
        optionalRef('open_engineer_id'),
        bigint('checked_in_at'),
        optionalBigint('checked_out_at'),
        optionalBigint('device_at'),
        text('pauses'),
        int('worked_minutes'),
        string('code_kind', 10),
        optionalDouble('lat'),
        optionalDouble('lng'),
        optionalDouble('accuracy_metres'),
        optionalInt('distance_metres'),
        text('marks'),
        text('parts'),
        optionalText('summary'),
        int('version'),
      ],
      [
        unique('ux_visits_open_engineer', 'open_engineer_id'),
        index('ix_visits_ticket', 'ticket_id', 'id'),
        index('ix_visits_engineer', 'engineer_id', 'checked_in_at'),
      ],
    )
  }),
]
