import * as z from 'zod/mini'
import { type TemplateView, templateBody } from '../../shared/templates/api'
import type { TemplateRow } from './store'

/** A version with the defaults of what was not known yet when it was published; null when it cannot be read. */
export const viewTemplate = ({ id, code, name, versionNo, isPreset, body }: TemplateRow): TemplateView | null => {
  const read = z.safeParse(templateBody, body)
  return read.success ? { id, code, name, versionNo, isPreset, body: read.data } : null
}
