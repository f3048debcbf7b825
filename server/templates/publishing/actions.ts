import { Refusal, refuseUnless } from '../../../shared/kernel/refusal'
import type { TemplateBody, TemplateProblem, TemplateView } from '../../../shared/templates/api'
import { checkTemplate, isStorable } from '../../../shared/templates/checking'
import type { Call, Reading } from '../../call'
import { isDuplicate } from '../../db/rows'
import { listTeams } from '../../people/actions'
import { type DraftRow, removeDraft } from '../drafts/store'
import { listNewest, listVersions, saveTemplates } from '../store'
import { namesIn, soundOf, strangersIn } from './rules'

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
  const { teamIds, templateIds } = namesIn(body)
  const teams = teamIds.length > 0 ? (await listTeams(reading)).items.map(({ id }) => id) : []
  const codes = templateIds.length > 0 ? (await listNewest(reading.tx)).map(({ code }) => code) : []
  return { body, problems: [...problems, ...strangersIn(body, { teams, codes })] }
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
