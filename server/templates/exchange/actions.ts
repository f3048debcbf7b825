import * as z from 'zod/mini'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { type DraftView, templateCode, type templatesApi } from '../../../shared/templates/api'
import { checkTemplate } from '../../../shared/templates/checking'
import type { Call, Reading } from '../../call'
import type { Context } from '../../context'
import { findVersion } from '../actions'
import { addedDraft, findOwnDraft } from '../drafts/actions'
import { blankBody } from '../drafts/rules'
import { changeDraft, lookDraft } from '../drafts/store'
import { viewDraft } from '../drafts/view'
import { refuseUnstorable } from '../publishing/actions'
import { listVersions } from '../store'
import { readWorkbook, writeWorkbook } from './envelope'
import { fromJson, fromSheets, type Packed, toJson, toSheets } from './rules'

type Exported = OutputOf<typeof templatesApi.export>

/** A file of one version, or of the draft when there is one and no version is asked for. */
export const exportTemplate = async (
  reading: Reading,
  { code, versionNo, format }: ReadInputOf<typeof templatesApi.export>,
): Promise<Exported> => {
  const draft = versionNo === undefined ? await lookDraft(reading.tx, code) : null
  const packed: Packed = draft ? { ...draft, code } : await findVersion(reading, code, versionNo)
  const fileName = `${packed.name}.${format}`
  if (format === 'json') return { fileName, base64: Buffer.from(toJson(packed)).toString('base64') }
  const { body, problems } = checkTemplate(packed.body)
  if (!body) return refuse('template.unsound', { problems, count: problems.length, first: problems[0]?.says })
  return { fileName, base64: (await writeWorkbook(toSheets({ ...packed, body }))).toString('base64') }
}

const MAX_BYTES = 2_000_000

/** Reads the file before the transaction begins. Refuses `template.file_invalid` and `template.too_large`. */
export const readFile = async (
  _context: Context,
  { base64, format }: ReadInputOf<typeof templatesApi.import>,
): Promise<Packed> => {
  const bytes = Buffer.from(base64, 'base64')
  refuseUnless(bytes.length <= MAX_BYTES, 'template.too_large')
  const packed = format === 'json' ? fromJson(bytes.toString('utf8')) : fromSheets(readWorkbook(bytes), blankBody)
  refuseUnstorable(packed.body)
  return packed
}

/**
 * Makes what was read the draft of `code`, the caller's own when there is one; otherwise of a new template, under the
 * code that the file says while nobody has it.
 */
export const importTemplate = async (
  call: Call,
  { code }: ReadInputOf<typeof templatesApi.import>,
  { name, isPreset, body, code: packedCode }: Packed,
): Promise<DraftView> => {
  const draft = code ? await lookDraft(call.tx, code) : null
  if (code && draft) {
    const own = await findOwnDraft(call, code)
    return viewDraft(await changeDraft(call.tx, own, { name, isPreset, body, editedAt: call.now }), call.actor)
  }
  const [newest] = code ? await listVersions(call.tx, code) : []
  const baseVersionNo = newest?.versionNo ?? null
  return addedDraft(call, code ?? (await freeCode(call, packedCode)), { name, isPreset, body, baseVersionNo })
}

const freeCode = async ({ tx }: Call, code: string): Promise<string | undefined> => {
  if (!z.safeParse(templateCode, code).success) return undefined
  const isTaken = (await listVersions(tx, code)).length > 0 || (await lookDraft(tx, code)) !== null
  return isTaken ? undefined : code
}
