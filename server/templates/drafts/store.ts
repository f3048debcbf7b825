import { EntitySchema } from 'typeorm'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectFields, selectRow, updateRow } from '../../db/rows'
import { documentColumn } from '../store'

/** The one draft of a template; its id is the template's code. */
export type DraftRow = {
  id: string
  name: string
  isPreset: boolean
  /** Whatever the designer saved. */
  body: unknown
  baseVersionNo: number | null
  editorId: string
  editorName: string
  /** From whom it was taken over. */
  formerEditorId: string | null
  editedAt: Date
  version: number
}

export const templateDrafts = new EntitySchema<DraftRow>({
  name: 'template_drafts',
  columns: {
    id: columns.id,
    name: columns.string(60),
    isPreset: columns.bool,
    body: documentColumn,
    baseVersionNo: columns.optionalInt,
    editorId: columns.ref,
    editorName: columns.string(60),
    formerEditorId: columns.optionalRef,
    editedAt: columns.instant,
    version: columns.version,
  },
})

export const lookDraft = (tx: Tx, code: string): Promise<DraftRow | null> =>
  selectRow(tx, templateDrafts, 'WHERE t.id = ?', [code])

/** Without the documents. */
export const listDrafts = (tx: Tx): Promise<Omit<DraftRow, 'body' | 'formerEditorId' | 'baseVersionNo'>[]> =>
  selectFields(
    tx,
    templateDrafts,
    ['id', 'name', 'isPreset', 'editorId', 'editorName', 'editedAt', 'version'],
    'ORDER BY t.edited_at DESC, t.id',
  )

export const addDraft = (tx: Tx, row: DraftRow): Promise<void> => insertRow(tx, templateDrafts, row)

/** Refuses `template.changed_meanwhile` when somebody else has written since `row` was read. */
export const changeDraft = (tx: Tx, row: DraftRow, changes: Partial<DraftRow>): Promise<DraftRow> =>
  updateRow(tx, templateDrafts, row, changes, 'template.changed_meanwhile')

/** Whether it was there, as `row` was read. */
export const removeDraft = async (tx: Tx, { id, version }: DraftRow): Promise<boolean> =>
  (await affected(tx, 'DELETE FROM template_drafts WHERE id = ? AND version = ?', [id, version])) === 1
