import { useMemo } from 'react'
import type { TemplateView } from '../../shared/templates/api'
import { templateUseApi } from '../../shared/templates/use'
import { useQuery } from '../lib/useQuery'

/** Where the pictures of a template's steps can be seen; asked only where there are any. */
export const usePictures = ({ id, body }: TemplateView): Readonly<Record<string, string>> => {
  const hasAny = body.fields.some(({ steps = [] }) => steps.some(step => step.pictureId))
  const { data } = useQuery(templateUseApi.pictures, hasAny ? { id } : null)
  return useMemo(() => Object.fromEntries((data?.items ?? []).map(file => [file.id, file.url])), [data])
}
