import { Refusal, refuseUnless } from '../../../shared/kernel/refusal'
import type { TemplateBody, TemplateProblem, TemplateView } from '../../../shared/templates/api'
import { checkTemplate, isStorable } from '../../../shared/templates/checking'
import { type Named, type NamedKind, namesIn, problemOfMissing } from '../../../shared/templates/named'
import type { Call, Reading } from '../../call'
import { isDuplicate } from '../../db/rows'
import { type DraftRow, removeDraft } from '../drafts/store'
import { listVersions, saveTemplates } from '../store'
import { soundOf } from './rules'

/** Refuses `template.too_large` for what is too much to be kept, even as a draft. */
export const refuseUnstorable = (body: unknown): void => refuseUnless(isStorable(body), 'template.too_large')

/** Everything that is wrong with a template, with what it names elsewhere. */
export const problemsOf = async (reading: Reading, loose: unknown): Promise<TemplateProblem[]> =>
  (await checked(reading, loose)).problems

const checked = async (
  reading: Reading,
  loose: unknown,
): Promise<{ body: TemplateBody | null; problems: TemplateProblem[] }> => {
  const { body, problems } = checkTemplate(loose)
  if (!body) return { body, problems }
  return { body, problems: [...problems, ...(await problemsOfNames(reading, body))] }
}

/** What a template names that is not there. Whoever has things of a kind is asked; what nobody has is nowhere. */
export const problemsOfNames = async (reading: Reading, body: TemplateBody): Promise<TemplateProblem[]> => {
  const byKind = new Map<NamedKind, Named[]>()
  for (const name of namesIn(body)) byKind.set(name.kind, [...(byKind.get(name.kind) ?? []), name])
  const problems: TemplateProblem[] = []
  for (const [kind, names] of byKind) {
    const codes = [...new Set(names.map(({ code }) => code))]
    const known = new Set(await reading.context.references[kind]?.(reading, codes))
    problems.push(...names.filter(({ code }) => !known.has(code)).map(problemOfMissing))
  }
  return problems
}

/** The document as it may be published; refuses `template.unsound` with all that is wrong. */
export const soundBody = async (reading: Reading, loose: unknown): Promise<TemplateBody> => {
  const { body, problems } = await checked(reading, loose)
  return soundOf(body, problems)
}

/** The next version of its template, from now on offered for new tickets. Refuses `template.unsound`, `template.changed_meanwhile`. */
export const publishDraft = async (call: Call, draft: DraftRow, version: number): Promise<TemplateView> => {
  refuseUnless(draft.version === version, 'template.changed_meanwhile')
  const body = await soundBody(call, draft.body)
  const { id: code, name, isPreset, formerEditorId } = draft
  const versionNo = ((await listVersions(call.tx, code))[0]?.versionNo ?? 0) + 1
  const id = versionNo === 1 ? code : `${code}@${versionNo}`
  refuseUnless(await removeDraft(call.tx, draft), 'template.changed_meanwhile')
  try {
    await saveTemplates(call.tx, [{ id, code, name, versionNo, isPreset, body, publishedAt: call.now }])
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('template.changed_meanwhile') : error
  }
  const actorId = call.actor.personId
  call.emit({ type: 'template.published', code, templateId: id, actorId, formerEditorId })
  return { id, code, name, versionNo, isPreset, body }
}
