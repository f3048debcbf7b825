import * as z from 'zod/mini'
import { query } from '../kernel/endpoint'
import { everyRole } from '../kernel/roles'
import { id, listOf, requiredText } from '../kernel/schema'
import { priorities } from '../priorities'
import { field } from './fields'

export const categories = ['install', 'repair', 'maintenance', 'complaint', 'consultation', 'return'] as const

/** What a template says beyond its form. */
export const templateBody = z.object({
  category: z.enum(categories),
  businessType: z.string().check(z.regex(/^[a-z]+(\.[a-z0-9]+)*$/)),
  priority: z.enum(priorities),
  fields: listOf(field, 300),
  /** Worked minutes covered by the base fee. */
  agreedMinutes: z.int().check(z.gte(0), z.lte(1440)),
  /** How far from the site a check-in may be before it is marked. */
  deviationMetres: z.int().check(z.gte(0), z.lte(5000)),
  /** A completed ticket may be reopened this long; later a new one is due. */
  reopenDays: z.int().check(z.gte(0), z.lte(365)),
})
export type TemplateBody = z.output<typeof templateBody>

export const template = z.object({
  id,
  code: z.string(),
  name: requiredText(40),
  versionNo: z.int(),
  /** Shown as a one-tap button in the chat toolbar. */
  isPreset: z.boolean(),
  body: templateBody,
})
export type TemplateView = z.output<typeof template>

export const templatesApi = {
  list: query('templates.list', {
    summary: '可用的工单模板',
    allow: everyRole,
    input: z.object({}),
    output: z.object({ items: z.array(template) }),
  }),
  get: query('templates.get', {
    summary: '一个模板的某个版本',
    allow: everyRole,
    input: z.object({ id }),
    output: template,
  }),
}
