import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalInt,
  optionalRef,
  optionalString,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

export const settlementMigrations = [
  migration('Settlement1763800015000', async runner => {
    await createTable(
      runner,
      'rule_sets',
      [
        key(),
        int('version_no'),
        text('body'),
        bigint('effective_from'),
        bigint('published_at'),
        ref('published_by_id'),
      ],
      [unique('ux_rule_sets_version_no', 'version_no')],
    )
    await createTable(
      runner,
      'settlement_lines',
      [
        key(),
        ref('ticket_id'),
        string('ticket_number', 20),
        int('round'),
        ref('payee_id'),
        optionalRef('provider_id'),
        optionalRef('team_id'),
        optionalString('region_code', 6),
        string('code', 60),
        string('name', 60),
        bigint('amount_fen'),
        optionalInt('minutes'),
        text('why'),
        int('rule_set_version'),
        text('inputs'),
        bigint('settled_at'),
      ],
      [
        unique('ux_settlement_lines_once', 'ticket_id', 'round', 'payee_id', 'code'),
        index('ix_settlement_lines_payee', 'payee_id', 'id'),
        index('ix_settlement_lines_provider', 'provider_id', 'id'),
        index('ix_settlement_lines_settled', 'settled_at', 'id'),
      ],
    )
    await createTable(runner, 'region_facts', [key(), int('city_tier'), int('altitude_m')], [])
  }),
]
