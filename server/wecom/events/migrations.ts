import { TableIndex } from 'typeorm'
import { migration } from '../../db/migrate'
import { bigint, createTable, index, int, key, optionalRef, ref, string, text } from '../../db/tables'

export const wecomEventsMigrations = [
  migration('WecomEvents1763810003000', async runner => {
    await createTable(runner, 'wecom_unknown_kinds', [key(), int('times'), ref('last_inbox_id'), bigint('last_at')])
    await createTable(runner, 'wecom_greetings', [key(), bigint('at')])
    await createTable(
      runner,
      'wecom_chat_changes',
      [
        key(),
        ref('chat_id'),
        string('change', 10),
        string('detail', 40),
        text('member_ids'),
        optionalRef('from_version'),
        optionalRef('to_version'),
        bigint('at'),
      ],
      [index('ix_wecom_chat_changes_chat', 'chat_id', 'at')],
    )
  }),
  migration('WecomEvents1764130003000', runner =>
    runner.createIndex('wecom_chat_changes', new TableIndex(index('ix_wecom_chat_changes_at', 'at'))),
  ),
]
