import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalRef,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const automationMigrations = [
  migration('Automation1764061000000', async runner => {
    await createTable(runner, 'automation_rules', [key(), text('body'), int('version')])
    await createTable(
      runner,
      'automation_runs',
      [
        key(),
        string('key', 140),
        optionalString('slot', 120),
        optionalRef('rule_code'),
        string('rule_name', 60),
        ref('ticket_id'),
        string('ticket_number', 32),
        string('trigger_says', 200),
        bigint('at'),
        string('day', 10),
        string('outcome', 10),
        text('says'),
        text('effects'),
      ],
      [
        unique('ux_automation_runs_key', 'key'),
        unique('ux_automation_runs_slot', 'slot'),
        index('ix_automation_runs_ticket', 'ticket_id', 'day'),
        index('ix_automation_runs_rule', 'rule_code', 'at'),
      ],
    )
    await createTable(
      runner,
      'follow_ups',
      [
        key(),
        ref('ticket_id'),
        string('ticket_number', 32),
        ref('template_code'),
        bigint('due_at'),
        string('says', 200),
        string('state', 10),
        optionalRef('made_ticket_id'),
        optionalString('result', 300),
      ],
      [index('ix_follow_ups_ticket', 'ticket_id')],
    )
  }),
]
