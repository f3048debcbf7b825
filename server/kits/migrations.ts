import { migration } from '../db/migrate'
import { bigint, createTable, int, key, ref, string, text } from '../db/tables'

export const kitsMigrations = [
  migration('Kits1764061200000', async runner => {
    await createTable(runner, 'kit_installs', [
      key(),
      bigint('installed_at'),
      ref('installed_by_id'),
      string('installed_by_name', 60),
      string('rule_set_code', 40),
      text('rule_set'),
      int('samples_made'),
      int('version'),
    ])
  }),
]
