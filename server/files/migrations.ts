import { migration } from '../db/migrate'
import { bigint, createTable, index, int, key, optionalRef, ref, string } from '../db/tables'

export const filesMigrations = [
  migration('Files1763800008000', async runner => {
    await createTable(
      runner,
      'files',
      [
        key(),
        optionalRef('ticket_id'),
        string('name', 200),
        string('mime', 80),
        int('size_bytes'),
        ref('sha256'),
        ref('created_by_id'),
        bigint('created_at'),
      ],
      [index('ix_files_ticket', 'ticket_id'), index('ix_files_sha256', 'sha256')],
    )
  }),
]
