import { EntitySchema } from 'typeorm'
import type { FlowBody } from '../../../shared/flows/flow'
import { columns } from '../../db/columns'
import type { Tx } from '../../db/database'
import { affected, insertRow, selectFields, selectRow, updateRow } from '../../db/rows'

/** The one draft of a flow; its id is the flow's code. */
export type FlowDraftRow = {
  id: string
  name: string
  body: FlowBody
  /** The published version that it was begun from; null for a new flow. */
  baseVersionNo: number | null
  editorId: string
  editorName: string
  editedAt: Date
  version: number
}

export const flowDrafts = new EntitySchema<FlowDraftRow>({
  name: 'flow_drafts',
  columns: {
    id: columns.id,
    name: columns.string(60),
    body: columns.json,
    baseVersionNo: columns.optionalInt,
    editorId: columns.ref,
    editorName: columns.string(60),
    editedAt: columns.instant,
    version: columns.version,
  },
})

export const lookDraft = (tx: Tx, code: string): Promise<FlowDraftRow | null> =>
  selectRow(tx, flowDrafts, 'WHERE t.id = ?', [code])

/** Without the documents. */
export const listDrafts = (tx: Tx): Promise<Omit<FlowDraftRow, 'body'>[]> =>
  selectFields(
    tx,
    flowDrafts,
    ['id', 'name', 'baseVersionNo', 'editorId', 'editorName', 'editedAt', 'version'],
    'ORDER BY t.name, t.id',
  )

export const saveDraftRow = (tx: Tx, row: FlowDraftRow): Promise<void> => insertRow(tx, flowDrafts, row)

/** Refuses `flow.changed_meanwhile` when somebody else has written since `row` was read. */
export const changeDraft = (tx: Tx, row: FlowDraftRow, changes: Partial<FlowDraftRow>): Promise<FlowDraftRow> =>
  updateRow(tx, flowDrafts, row, changes, 'flow.changed_meanwhile')

/** Whether it was there, as `row` was read. */
export const removeDraft = async (tx: Tx, { id, version }: Pick<FlowDraftRow, 'id' | 'version'>): Promise<boolean> =>
  (await affected(tx, 'DELETE FROM flow_drafts WHERE id = ? AND version = ?', [id, version])) === 1
