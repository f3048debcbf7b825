import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  key,
  optionalBigint,
  optionalString,
  optionalText,
  string,
  text,
} from '../db/tables'

export const botMigrations = [
  migration('Bot1763810071000', async runner => {
    await createTable(
      runner,
      'bot_messages',
      [
        key(),
        string('transport', 10),
        string('kind', 80),
        text('raw'),
        string('from_id', 128),
        string('conversation', 140),
        optionalString('request_id', 128),
        string('state', 10),
        optionalText('says'),
        optionalText('card'),
        bigint('received_at'),
        optionalBigint('told_at'),
      ],
      [
        index('ix_bot_messages_waiting', 'state', 'transport', 'received_at'),
        index('ix_bot_messages_told', 'conversation', 'told_at'),
      ],
    )
    await createTable(runner, 'bot_nudges', [key(), bigint('at'), string('by_name', 60)])
    await createTable(runner, 'bot_members', [key(), string('user_id', 128)])
    await createTable(runner, 'leaders', [key(), string('holder', 64), bigint('until')])
  }),
  // When a ticket was nudged stands in the ticket now.
  migration('Bot1764052001000', runner => runner.dropTable('bot_nudges')),
  migration('Bot1764130006000', runner =>
    runner.createIndex('bot_messages', new TableIndex(index('ix_bot_messages_received', 'received_at'))),
  ),
]
