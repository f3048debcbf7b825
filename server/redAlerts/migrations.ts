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
  optionalText,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const redAlertsMigrations = [
  migration('RedAlerts1764052003000', async runner => {
    await createTable(
      runner,
      'red_alerts',
      [
        key(),
        ref('ticket_id'),
        optionalRef('open_ticket_id'),
        optionalRef('message_id'),
        string('reason', 200),
        ref('raised_by_id'),
        string('raised_by_name', 60),
        bigint('raised_at'),
        optionalRef('acknowledged_by_id'),
        optionalString('acknowledged_by_name', 60),
        optionalBigint('acknowledged_at'),
        optionalBigint('handled_at'),
        int('call_count'),
        text('parts'),
        optionalBigint('report_due_at'),
        optionalBigint('reported_at'),
        optionalString('reported_by_name', 60),
        optionalText('report'),
        int('version'),
      ],
      [
        unique('ux_red_alerts_open_ticket', 'open_ticket_id'),
        unique('ux_red_alerts_message', 'message_id'),
        index('ix_red_alerts_ticket', 'ticket_id', 'id'),
      ],
    )
  }),
]
