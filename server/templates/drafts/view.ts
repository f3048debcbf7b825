import type { Actor } from '../../../shared/kernel/roles'
import { toWire } from '../../../shared/kernel/time'
import type { DraftView } from '../../../shared/templates/api'
import type { DraftRow } from './store'

export const viewDraft = (row: DraftRow, viewer: Actor): DraftView => ({
  code: row.id,
  name: row.name,
  isPreset: row.isPreset,
  body: row.body,
  version: row.version,
  baseVersionNo: row.baseVersionNo,
  editor: { id: row.editorId, name: row.editorName },
  isMine: row.editorId === viewer.personId,
  savedAt: toWire(row.editedAt),
})
