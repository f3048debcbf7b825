import { useCallback, useEffect, useState } from 'react'
import { type DraftView, type TemplateBody, templatesApi } from '../../../../../shared/templates/api'
import type { TemplateDocument } from '../../../../../shared/templates/edits'
import { call } from '../../lib/api'
import { ApiRefusal } from '../../lib/trouble'

/** What the designer shows: the draft, mine or somebody's, or the newest version while there is no draft. */
export type Opened = {
  code: string
  document: TemplateDocument
  draft: DraftView | null
  /** The published version that the draft began from, or that is shown. */
  versionNo: number | null
}

const blank: TemplateBody = {
  category: 'repair',
  businessType: 'repair',
  priority: 'normal',
  fields: [],
  groups: [],
  rules: [],
  variants: [],
  agreedMinutes: 60,
  deviationMetres: 300,
  reopenDays: 7,
}

/** A draft need not be sound; what the designer walks through is always there. */
export const documentOf = ({
  name,
  isPreset,
  body,
}: Pick<DraftView, 'name' | 'isPreset' | 'body'>): TemplateDocument => ({
  name,
  isPreset,
  body: { ...blank, ...(body as Partial<TemplateBody> | null) },
})

const openDraft = (draft: DraftView): Opened => ({
  code: draft.code,
  document: documentOf(draft),
  draft,
  versionNo: draft.baseVersionNo,
})

const isNoDraft = (problem: unknown): boolean => problem instanceof ApiRefusal && problem.status === 404

const openNewest = async (code: string): Promise<Opened> => {
  const { items } = await call(templatesApi.versions, { code })
  const newest = items[0]
  if (!newest) throw new ApiRefusal(404, 'template.not_found', '没有找到该工单模板')
  const { name, isPreset, body, versionNo } = await call(templatesApi.get, { id: newest.id })
  return { code, document: documentOf({ name, isPreset, body }), draft: null, versionNo }
}

export const open = (code: string): Promise<Opened> =>
  call(templatesApi.draft, { code }).then(openDraft, problem => {
    if (isNoDraft(problem)) return openNewest(code)
    throw problem
  })

/** Loads once; a draft changes under the hands of whoever edits it, so it is asked again only on purpose. */
export const useOpened = (code: string) => {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const reload = useCallback(() => {
    setProblem(null)
    open(code).then(setOpened, setProblem)
  }, [code])
  useEffect(reload, [reload])
  const show = useCallback((draft: DraftView) => setOpened(openDraft(draft)), [])
  return { opened: opened?.code === code ? opened : null, problem, reload, show }
}
