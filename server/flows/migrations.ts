import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalInt,
  optionalRef,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const flowsMigrations = [
  migration('Flows1764030010000', async runner => {
    await createTable(
      runner,
      'flows',
      [
        key(),
        ref('code'),
        int('version_no'),
        string('name', 60),
        text('body'),
        bigint('published_at'),
        ref('published_by_id'),
      ],
      [unique('ux_flows_code_version', 'code', 'version_no')],
    )
    await createTable(runner, 'flow_drafts', [
      key(),
      string('name', 60),
      text('body'),
      optionalInt('base_version_no'),
      ref('editor_id'),
      string('editor_name', 60),
      bigint('edited_at'),
      int('version'),
    ])
  }),
  migration('FlowRuns1764030011000', async runner => {
    await createTable(
      runner,
      'flow_runs',
      [key(), ref('ticket_id'), ref('flow_id'), text('state'), int('version')],
      [unique('ux_flow_runs_ticket', 'ticket_id'), index('ix_flow_runs_flow', 'flow_id', 'id')],
    )
    await createTable(
      runner,
      'flow_steps',
      [
        key(),
        ref('run_id'),
        ref('ticket_id'),
        ref('flow_id'),
        string('node_key', 40),
        string('name', 60),
        string('kind', 12),
        optionalString('stage', 10),
        int('round'),
        bigint('entered_at'),
        optionalBigint('left_at'),
        optionalBigint('until'),
        optionalString('outcome', 10),
        optionalString('reason', 500),
        ref('asked_by_id'),
        string('asked_by_name', 60),
        optionalBigint('urged_at'),
      ],
      [unique('ux_flow_steps_round', 'run_id', 'node_key', 'round'), index('ix_flow_steps_ticket', 'ticket_id', 'id')],
    )
    await createTable(
      runner,
      'flow_owners',
      [
        key(),
        ref('step_id'),
        ref('ticket_id'),
        ref('person_id'),
        string('person_name', 60),
        string('state', 10),
        optionalString('says', 500),
        optionalBigint('at'),
        optionalString('added_by_name', 60),
      ],
      [
        unique('ux_flow_owners_step_person', 'step_id', 'person_id'),
        index('ix_flow_owners_person', 'person_id', 'state', 'id'),
        index('ix_flow_owners_ticket', 'ticket_id', 'id'),
      ],
    )
    await createTable(runner, 'flow_turns', [key(), optionalRef('person_id'), int('version')])
  }),
]
