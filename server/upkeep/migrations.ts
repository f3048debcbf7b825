import { migration } from '../db/migrate'
import { bigint, createTable, key } from '../db/tables'

export const upkeepMigrations = [
  migration('Upkeep1764130000000', runner =>
    createTable(runner, 'upkeep_tables', [key(), bigint('removed'), bigint('reached_at')]),
  ),
]
