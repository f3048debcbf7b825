import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import { bigint, createTable, index, key, ref, string, text, unique } from '../db/tables'

export const operatorMigrations = [
  migration('Operator1763810060000', async runner => {
    await createTable(
      runner,
      'robot_messages',
      [key(), ref('team_id'), text('markdown'), bigint('slot_at'), string('state', 10)],
      [unique('ux_robot_messages_slot', 'team_id', 'slot_at')],
    )
  }),
  migration('Operator1764130007000', runner =>
    runner.createIndex('robot_messages', new TableIndex(index('ix_robot_messages_slot_at', 'slot_at'))),
  ),
]
