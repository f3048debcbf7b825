import type { TemplateView } from '../../shared/templates/api'
import type { TemplateRow } from './store'

export const viewTemplate = ({ id, code, name, versionNo, isPreset, body }: TemplateRow): TemplateView => ({
  id,
  code,
  name,
  versionNo,
  isPreset,
  body,
})
