import * as z from 'zod/mini'
import { query } from './kernel/endpoint'
import { id, instant, oneOf, text } from './kernel/schema'
import { priorities, priorityNames } from './priorities'
import { categories } from './templates/api'

/** What was understood from words; only what was said is filled. */
export const draft = z.object({
  category: z.optional(z.enum(categories)),
  priority: z.optional(oneOf(priorities, priorityNames)),
  product: z.optional(z.string()),
  phone: z.optional(z.string()),
  confidence: z.record(z.string(), z.number()),
  /** Where in the text each value was heard: [start, end). */
  spans: z.record(z.string(), z.array(z.int())),
})
export type Draft = z.output<typeof draft>

export const intakeApi = {
  draft: query('intake.draft', {
    summary: '从一段话里读出工单要素（不保存）',
    allow: ['sales', 'dispatcher', 'manager', 'admin'],
    input: z.object({ text: text(2000), now: z.optional(instant), customerId: z.optional(id) }),
    output: draft,
  }),
}
