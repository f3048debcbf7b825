import { migration } from '../db/migrate'
import {
  bigint,
  boolean,
  createTable,
  int,
  key,
  optionalInt,
  optionalRef,
  ref,
  string,
  text,
  unique,
} from '../db/tables'

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
  migration('Templates1764006000000', async runner => {
    await createTable(runner, 'template_drafts', [
      key(),
      string('name', 60),
      boolean('is_preset'),
      text('body'),
      optionalInt('base_version_no'),
      ref('editor_id'),
      string('editor_name', 60),
      optionalRef('former_editor_id'),
      bigint('edited_at'),
      int('version'),
    ])
  }),
]
