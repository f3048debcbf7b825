import { EntitySchema } from 'typeorm'
import type { TemplateBody } from '../../shared/templates/api'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectRow, selectRows } from '../db/rows'

/** One published version; it never changes, so a ticket that names it keeps its form. */
export type TemplateRow = {
  id: string
  code: string
  name: string
  versionNo: number
  /** A one-tap button of the chat toolbar. */
  isPreset: boolean
  body: TemplateBody
  publishedAt: Date
}

export const templates = new EntitySchema<TemplateRow>({
  name: 'templates',
  columns: {
    id: columns.id,
    code: columns.ref,
    name: columns.string(60),
    versionNo: columns.int,
    isPreset: columns.bool,
    body: columns.json,
    publishedAt: columns.instant,
  },
  indices: [{ name: 'ux_templates_code_version', columns: ['code', 'versionNo'], unique: true }],
})

export const lookTemplate = (tx: Tx, id: string): Promise<TemplateRow | null> =>
  selectRow(tx, templates, 'WHERE t.id = ?', [id])

/** The newest version of each code, presets first. */
export const listNewestTemplates = (tx: Tx): Promise<TemplateRow[]> =>
  selectRows(
    tx,
    templates,
    `WHERE t.version_no = (SELECT MAX(newer.version_no) FROM templates newer WHERE newer.code = t.code)
     ORDER BY t.is_preset DESC, t.published_at, t.id`,
  )

export const saveTemplates = (tx: Tx, rows: readonly TemplateRow[]): Promise<void> => insertRows(tx, templates, rows)
