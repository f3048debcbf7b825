import type { FlowDraftView } from '../../../shared/flows/library'
import { problemsOfFlow } from '../../../shared/flows/problems'
import type { Actor } from '../../../shared/kernel/roles'
import { toWire } from '../../../shared/kernel/time'
import type { FlowDraftRow } from './store'

export const viewDraft = (row: FlowDraftRow, viewer: Actor): FlowDraftView => ({
  code: row.id,
  name: row.name,
  body: row.body,
  version: row.version,
  baseVersionNo: row.baseVersionNo,
  editor: { id: row.editorId, name: row.editorName },
  isMine: row.editorId === viewer.personId,
  savedAt: toWire(row.editedAt),
  problems: problemsOfFlow(row.body),
})
