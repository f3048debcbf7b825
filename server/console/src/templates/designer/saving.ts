import { type DraftView, type TemplateProblem, templatesApi } from '../../../../../shared/templates/api'
import type { TemplateDocument } from '../../../../../shared/templates/edits'
import { call } from '../../lib/api'
import * as drafts from '../../lib/saving'

export type Saving = drafts.Saving<TemplateDocument, TemplateProblem>

export const savingOf = ({ code, version, savedAt }: DraftView): Saving =>
  drafts.createSaving({
    version,
    savedAt,
    problems: [],
    subject: 'template',
    send: ({ document, version, key }) => call(templatesApi.saveDraft, { code, version, ...document }, key),
  })
