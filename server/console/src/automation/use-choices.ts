import { templatesApi } from '../../../../shared/templates/api'
import { useQuery } from '../lib/use-query'

/** Templates by code, for a choice of several. */
export const useTemplateChoices = (): { value: string; label: string }[] =>
  (useQuery(templatesApi.list, {}).data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))
