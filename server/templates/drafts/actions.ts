import type { ReadInputOf } from '../../../shared/kernel/endpoint'
import { Refusal, refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { toWire } from '../../../shared/kernel/time'
import type { DraftView, TemplateProblem, TemplateView, templatesApi } from '../../../shared/templates/api'
import type { Call, Reading } from '../../call'
import { isDuplicate } from '../../db/rows'
import { findVersion } from '../actions'
import { problemsOf, refuseUnstorable } from '../publishing/actions'
import { blankBody, isIdle, nameOfCopy } from './rules'
import * as store from './store'
import { viewDraft } from './view'

/** Every draft without its document, the one saved last first. */
export const listDrafts = ({ tx }: Reading): ReturnType<typeof store.listDrafts> => store.listDrafts(tx)

/** Refuses `template.no_draft`. */
export const findDraft = async ({ tx }: Reading, code: string): Promise<store.DraftRow> =>
  (await store.lookDraft(tx, code)) ?? refuse('template.no_draft', { code })

/** Refuses `template.being_edited`, naming who has it. */
export const findOwnDraft = async (reading: Reading, code: string): Promise<store.DraftRow> => {
  const row = await findDraft(reading, code)
  return row.editorId === reading.actor.personId ? row : refuse('template.being_edited', { name: row.editorName })
}

export const showDraft = async (reading: Reading, { code }: { code: string }): Promise<DraftView> =>
  viewDraft(await findDraft(reading, code), reading.actor)

/**
 * The draft of a template for the one who asks: the one there is, when it is theirs or nobody has saved it for ten
 * minutes, or a new one from a version, a copy or nothing.
 */
export const beginDraft = async (
  call: Call,
  { code, fromVersionNo, name, copyOf }: ReadInputOf<typeof templatesApi.beginDraft>,
): Promise<DraftView> => {
  const held = code ? await store.lookDraft(call.tx, code) : null
  if (held) return viewDraft(await takeOver(call, held, isIdle(held, call.now)), call.actor)
  const base = await baseOf(call, { code, copyOf, name, versionNo: fromVersionNo })
  const isCopy = base !== null && base.code !== code
  return addedDraft(call, code, {
    name: name ?? (isCopy ? nameOfCopy(base.name) : (base?.name ?? '新模板')),
    isPreset: base !== null && !isCopy && base.isPreset,
    body: base?.body ?? blankBody,
    baseVersionNo: base && !isCopy ? base.versionNo : null,
  })
}

type Base = {
  code?: string | undefined
  copyOf?: string | undefined
  name?: string | undefined
  versionNo?: number | undefined
}

/** The version to begin from; null for a new template, whose code may be chosen only together with its name. */
const baseOf = async (call: Call, { code, copyOf, name, versionNo }: Base): Promise<TemplateView | null> => {
  if (copyOf) return findVersion(call, copyOf, versionNo)
  if (!code) return null
  try {
    return await findVersion(call, code, versionNo)
  } catch (error) {
    const isNew = error instanceof Refusal && error.code === 'template.not_found' && name && versionNo === undefined
    if (isNew) return null
    throw error
  }
}

type Content = Pick<store.DraftRow, 'name' | 'isPreset' | 'body' | 'baseVersionNo'>

/** Adds a draft, under a code of its own unless one is given; refuses when another is begun at the same moment. */
export const addedDraft = async (call: Call, code: string | undefined, content: Content): Promise<DraftView> => {
  const row: store.DraftRow = {
    ...content,
    id: code ?? `t-${call.newId().toLowerCase()}`,
    editorId: call.actor.personId,
    editorName: call.actor.name,
    formerEditorId: null,
    editedAt: call.now,
    version: 1,
  }
  try {
    await store.addDraft(call.tx, row)
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('template.being_edited', { name: '同事' }) : error
  }
  return viewDraft(row, call.actor)
}

/** Takes the draft at once; whoever had it is told. */
export const takeDraft = async (call: Call, { code }: { code: string }): Promise<DraftView> =>
  viewDraft(await takeOver(call, await findDraft(call, code), true), call.actor)

/** Refuses `template.being_edited` unless it is the caller's own or may be taken. */
const takeOver = async (call: Call, row: store.DraftRow, mayTake: boolean): Promise<store.DraftRow> => {
  const { personId, name } = call.actor
  if (row.editorId === personId) return row
  refuseUnless(mayTake, 'template.being_edited', { name: row.editorName })
  call.emit({ type: 'template.draftTaken', code: row.id, actorId: personId, formerEditorId: row.editorId })
  return store.changeDraft(call.tx, row, {
    editorId: personId,
    editorName: name,
    formerEditorId: row.editorId,
    editedAt: call.now,
  })
}

/** Refuses `template.being_edited`, `template.changed_meanwhile`, `template.too_large`. */
export const saveDraft = async (
  call: Call,
  { code, version, name, isPreset, body }: ReadInputOf<typeof templatesApi.saveDraft>,
): Promise<{ version: number; savedAt: string; problems: TemplateProblem[] }> => {
  refuseUnstorable(body)
  const row = await findOwnDraft(call, code)
  const next = await store.changeDraft(call.tx, { ...row, version }, { name, isPreset, body, editedAt: call.now })
  return { version: next.version, savedAt: toWire(next.editedAt), problems: await problemsOf(call, body) }
}

/** Refuses like `saveDraft`. */
export const discardDraft = async (
  call: Call,
  { code, version }: { code: string; version: number },
): Promise<{ code: string }> => {
  const row = await findOwnDraft(call, code)
  refuseUnless(await store.removeDraft(call.tx, { ...row, version }), 'template.changed_meanwhile')
  return { code }
}
