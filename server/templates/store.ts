import { EntitySchema } from 'typeorm'
import { columns } from '../db/columns'
import type { Tx } from '../db/database'
import { insertRows, selectById, selectFields, selectRows } from '../db/rows'

/** One published version; it never changes, so a ticket that names it keeps its form. */
export type TemplateRow = {
  id: string
  code: string
  name: string
  versionNo: number
  /** A one-tap button of the chat toolbar. */
  isPreset: boolean
  /** As it was stored, by whichever version of the product: whoever reads it checks it. Null when it is no JSON at all. */
  body: unknown
  publishedAt: Date
}

const readable = (stored: string | null): unknown => {
  try {
    return stored === null ? null : JSON.parse(stored)
  } catch {
    return null
  }
}

/** One damaged document must not keep the others from being listed. */
export const documentColumn = { ...columns.json, transformer: { to: columns.json.transformer.to, from: readable } }

export const templates = new EntitySchema<TemplateRow>({
  name: 'templates',
  columns: {
    id: columns.id,
    code: columns.ref,
    name: columns.string(60),
    versionNo: columns.int,
    isPreset: columns.bool,
    body: documentColumn,
    publishedAt: columns.instant,
  },
  indices: [{ name: 'ux_templates_code_version', columns: ['code', 'versionNo'], unique: true }],
})

/** A version without its document. */
export type Published = Omit<TemplateRow, 'body'>
const withoutBody = ['id', 'code', 'name', 'versionNo', 'isPreset', 'publishedAt'] as const

export const lookTemplate = (tx: Tx, id: string): Promise<TemplateRow | null> => selectById(tx, templates, id)

export const listTemplatesById = async (tx: Tx, ids: readonly string[]): Promise<TemplateRow[]> => {
  if (ids.length === 0) return []
  return selectRows(tx, templates, `WHERE t.id IN (${ids.map(() => '?').join(', ')})`, ids)
}

/** Which template each version is of. */
export const listCodes = (tx: Tx): Promise<Pick<TemplateRow, 'id' | 'code'>[]> =>
  selectFields(tx, templates, ['id', 'code'], 'ORDER BY t.id')

/** The newest version of each code, presets first. */
export const listNewest = (tx: Tx): Promise<Published[]> =>
  selectFields(
    tx,
    templates,
    withoutBody,
    `WHERE t.version_no = (SELECT MAX(newer.version_no) FROM templates newer WHERE newer.code = t.code)
     ORDER BY t.is_preset DESC, t.published_at, t.id`,
  )

/** All versions of a code, the newest first. */
export const listVersions = (tx: Tx, code: string): Promise<Published[]> =>
  selectFields(tx, templates, withoutBody, 'WHERE t.code = ? ORDER BY t.version_no DESC', [code])

export const saveTemplates = (tx: Tx, rows: readonly TemplateRow[]): Promise<void> => insertRows(tx, templates, rows)
