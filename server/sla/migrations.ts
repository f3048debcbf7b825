import { migration } from '../db/migrate'
import {
  bigint,
  boolean,
  createTable,
  int,
  key,
  optionalBigint,
  optionalInt,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const slaMigrations = [
  migration('Sla1764020010000', async runner => {
    await createTable(runner, 'sla_calendars', [
      key(),
      string('name', 40),
      string('time_zone', 60),
      text('weekly'),
      boolean('has_national_days'),
      text('known_years'),
      text('team_ids'),
      text('region_prefixes'),
      int('version'),
    ])
    await createTable(
      runner,
      'sla_days',
      [key(), ref('calendar_code'), string('day', 10), string('kind', 10), string('name', 40), text('windows')],
      [unique('ux_sla_days_day', 'calendar_code', 'day')],
    )
    await createTable(runner, 'sla_policies', [key(), text('body'), int('version')])
    await createTable(
      runner,
      'sla_clocks',
      [
        key(),
        ref('ticket_id'),
        string('clock', 12),
        string('node_key', 64),
        int('round'),
        string('name', 40),
        bigint('started_at'),
        optionalBigint('stopped_at'),
        int('target_minutes'),
        optionalInt('own_target_minutes'),
        string('runs', 10),
        ref('policy_code'),
        ref('calendar_code'),
        text('intervals'),
        text('levels'),
        optionalBigint('due_at'),
        optionalBigint('due_soon_at'),
        string('state', 10),
        int('elapsed_minutes'),
        optionalString('paused_for', 40),
        int('reached_percent'),
        optionalInt('next_percent'),
        optionalBigint('next_at'),
      ],
      [unique('ux_sla_clocks_clock', 'ticket_id', 'clock', 'node_key', 'round')],
    )
    await createTable(
      runner,
      'sla_reached',
      [
        key(),
        ref('ticket_id'),
        string('clock', 12),
        string('node_key', 64),
        int('round'),
        int('percent'),
        bigint('at'),
        optionalInt('combined_into'),
      ],
      [unique('ux_sla_reached_once', 'ticket_id', 'clock', 'node_key', 'round', 'percent')],
    )
  }),
  /** Tickets that were opened before there were clocks get theirs. */
  migration('Sla1764020011000', async runner => {
    const [anyTicket] = (await runner.query('SELECT id FROM tickets LIMIT 1')) as unknown[]
    if (!anyTicket) return
    await runner.query(
      'INSERT INTO timers (id, job, payload, due_at, state, attempts, next_at) VALUES (?, ?, ?, 0, ?, 0, 0)',
      ['sla.rederive:first', 'sla.rederive', JSON.stringify({ runId: 'first', afterId: '' }), 'waiting'],
    )
  }),
]
