import * as z from 'zod/mini'
import { id, listOf, requiredText, text } from '../kernel/schema'

/** A choice of a cascade with those below it; at most 4 levels deep. */
export type CascadeOption = { label: string; children?: CascadeOption[] | undefined }
export const cascadeOption: z.ZodMiniType<CascadeOption, CascadeOption> = z.object({
  label: requiredText(60),
  get children() {
    return z.optional(listOf(cascadeOption, 100))
  },
}) as unknown as z.ZodMiniType<CascadeOption, CascadeOption>

const partKey = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/))

/** One step of a standard procedure. */
export const checklistStep = z.object({
  key: partKey,
  label: requiredText(100),
  hint: z.optional(text(300)),
  /** A picture that shows how. */
  pictureId: z.optional(id),
  needsPhoto: z._default(z.boolean(), false),
})
export type ChecklistStep = z.output<typeof checklistStep>

/** Kinds that fit into a cell. */
export const columnKinds = ['text', 'number', 'money', 'choice', 'date', 'scan', 'phone'] as const
export const tableColumn = z.object({
  key: partKey,
  label: requiredText(40),
  kind: z.enum(columnKinds),
  required: z._default(z.boolean(), false),
  options: z.optional(listOf(requiredText(60), 100)),
})
export type TableColumn = z.output<typeof tableColumn>
