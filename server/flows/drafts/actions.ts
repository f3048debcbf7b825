import type { FlowDraftView, flowLibraryApi } from '../../../shared/flows/library'
import { STANDARD } from '../../../shared/flows/standard'
import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { Call, Reading } from '../../call'
import { findFlow, lookNewestFlow } from '../actions'
import { standardView } from '../view'
import { changeDraft, type FlowDraftRow, lookDraft, removeDraft, saveDraftRow } from './store'
import { viewDraft } from './view'

type Input<Name extends keyof typeof flowLibraryApi> = ReadInputOf<(typeof flowLibraryApi)[Name]>

/** Refuses `flow.draft_not_found`. */
export const findDraft = async ({ tx }: Reading, code: string): Promise<FlowDraftRow> =>
  (await lookDraft(tx, code)) ?? refuse('flow.draft_not_found', { code })

/** As the caller saw it; refuses `flow.being_edited` to anybody but its editor. */
export const findOwnDraft = async (
  reading: Reading,
  { code, version }: { code: string; version: number },
): Promise<FlowDraftRow> => {
  const row = await findDraft(reading, code)
  refuseUnless(row.editorId === reading.actor.personId, 'flow.being_edited', { name: row.editorName })
  return { ...row, version }
}

export const showDraft = async (reading: Reading, { code }: Input<'draft'>): Promise<FlowDraftView> =>
  viewDraft(await findDraft(reading, code), reading.actor)

/** The draft of a flow for whoever asks: the one there is, or a new one. Refuses `flow.being_edited` unless it is taken over. */
export const beginDraft = async (
  call: Call,
  { code, name, fromId, isTaking }: Input<'beginDraft'>,
): Promise<FlowDraftView> => {
  refuseUnless(code !== STANDARD, 'flow.not_found')
  const held = code ? await lookDraft(call.tx, code) : null
  if (held) return viewDraft(await taken(call, held, isTaking), call.actor)
  const newest = code ? await lookNewestFlow(call, code) : null
  const base = fromId ? await findFlow(call, fromId) : (newest ?? standardView)
  const row: FlowDraftRow = {
    id: code ?? `flow-${call.newId().toLowerCase()}`,
    name: name ?? newest?.name ?? '新流程',
    body: base.body,
    baseVersionNo: newest?.versionNo ?? null,
    ...editorOf(call),
    version: 1,
  }
  await saveDraftRow(call.tx, row)
  return viewDraft(row, call.actor)
}

const editorOf = ({ actor, now }: Call) => ({ editorId: actor.personId, editorName: actor.name, editedAt: now })

const taken = async (call: Call, row: FlowDraftRow, isTaking: boolean): Promise<FlowDraftRow> => {
  if (row.editorId === call.actor.personId) return row
  refuseUnless(isTaking, 'flow.being_edited', { name: row.editorName })
  call.emit({ type: 'flow.draftTaken', code: row.id, actorId: call.actor.personId, formerEditorId: row.editorId })
  return changeDraft(call.tx, row, editorOf(call))
}

/** Refuses `flow.being_edited` and `flow.changed_meanwhile`. */
export const saveDraft = async (
  call: Call,
  { code, version, name, body }: Input<'saveDraft'>,
): Promise<FlowDraftView> => {
  const row = await findOwnDraft(call, { code, version })
  return viewDraft(await changeDraft(call.tx, row, { name, body, editedAt: call.now }), call.actor)
}

/** Refuses as `saveDraft`. */
export const discardDraft = async (call: Call, input: Input<'discardDraft'>): Promise<{ code: string }> => {
  const row = await findOwnDraft(call, input)
  refuseUnless(await removeDraft(call.tx, row), 'flow.changed_meanwhile')
  return { code: row.id }
}
