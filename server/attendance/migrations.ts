import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalDouble,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const attendanceMigrations = [
  migration('Attendance1763810050000', async runner => {
    await createTable(
      runner,
      'attendance_records',
      [
        key(),
        ref('user_id'),
        bigint('at'),
        string('type', 20),
        text('exceptions'),
        optionalString('group_name', 120),
        optionalString('place_title', 200),
        optionalString('place_detail', 300),
        optionalDouble('lat'),
        optionalDouble('lng'),
        int('version'),
      ],
      [unique('ux_attendance_records_punch', 'user_id', 'at', 'type')],
    )
    await createTable(runner, 'attendance_pulls', [
      key(),
      optionalBigint('pulled_until'),
      optionalString('problem', 300),
      int('version'),
    ])
  }),
  migration('Attendance1764130008000', runner =>
    runner.createIndex('attendance_records', new TableIndex(index('ix_attendance_records_at', 'at'))),
  ),
]
