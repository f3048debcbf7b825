import { migration } from '../db/migrate'
import { bigint, boolean, createTable, int, key, ref, string, text, unique } from '../db/tables'

export const templatesMigrations = [
  migration('Templates1763800006000', async runner => {
    await createTable(
      runner,
      'templates',
      [
        key(),
        ref('code'),
        string('name', 60),
        int('version_no'),
        boolean('is_preset'),
        text('body'),
        bigint('published_at'),
      ],
      [unique('ux_templates_code_version', 'code', 'version_no')],
    )
  }),
]
