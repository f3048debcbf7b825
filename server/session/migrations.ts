import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import { bigint, createTable, index, key, optionalBigint, ref, string, unique } from '../db/tables'

export const sessionMigrations = [
  migration('Session1763800016000', async runner => {
    await createTable(
      runner,
      'sessions',
      [
        key(),
        string('subject_kind', 10),
        ref('subject_id'),
        ref('refresh_hash'),
        bigint('expires_at'),
        optionalBigint('revoked_at'),
        bigint('created_at'),
      ],
      [unique('ux_sessions_refresh_hash', 'refresh_hash'), index('ix_sessions_subject', 'subject_kind', 'subject_id')],
    )
  }),
  migration('Session1764130001000', runner =>
    runner.createIndex('sessions', new TableIndex(index('ix_sessions_expires', 'expires_at'))),
  ),
]
