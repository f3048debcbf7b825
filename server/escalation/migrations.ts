import { migration } from '../db/migrate'
import { bigint, boolean, createTable, index, int, key, optionalRef, ref, string, text, unique } from '../db/tables'

export const escalationMigrations = [
  migration('Escalation1764052000000', async runner => {
    await createTable(runner, 'escalation_rules', [key(), text('body'), int('version')])
    await createTable(
      runner,
      'escalations',
      [
        key(),
        ref('ticket_id'),
        string('clock', 80),
        int('run'),
        string('state', 12),
        int('percent'),
        bigint('percent_at'),
        bigint('due_at'),
        int('level'),
        boolean('is_pulled'),
        optionalRef('acknowledged_by_id'),
        int('version'),
        bigint('updated_at'),
      ],
      [unique('ux_escalations_run', 'ticket_id', 'clock', 'run')],
    )
    await createTable(
      runner,
      'escalation_steps',
      [
        key(),
        ref('escalation_id'),
        ref('ticket_id'),
        int('level'),
        int('percent'),
        text('person_ids'),
        string('says', 300),
        bigint('at'),
      ],
      [
        unique('ux_escalation_steps_level', 'escalation_id', 'level'),
        index('ix_escalation_steps_ticket', 'ticket_id', 'id'),
      ],
    )
  }),
]
