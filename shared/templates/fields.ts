import * as z from 'zod/mini'
import { listOf, requiredText, text } from '../kernel/schema'

export const fieldKinds = [
  'text',
  'longText',
  'number',
  'choice',
  'choices',
  'date',
  'dateTime',
  'phone',
  'photo',
  'scan',
  'device',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** Where a value can be taken from before anybody types. */
export const prefillSources = [
  'customer.phone',
  'customer.address',
  'customer.name',
  'device.model',
  'device.serial',
] as const

export const field = z.object({
  key: z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/)),
  label: requiredText(40),
  kind: z.enum(fieldKinds),
  required: z._default(z.boolean(), false),
  options: z.optional(listOf(requiredText(60), 200)),
  hint: z.optional(text(100)),
  prefill: z.optional(z.enum(prefillSources)),
})
export type Field = z.output<typeof field>

export const answers = z.record(
  z.string().check(z.maxLength(40)),
  z.nullable(
    z.union([
      z.string().check(z.maxLength(5000)),
      z.number(),
      z.boolean(),
      listOf(z.string().check(z.maxLength(200)), 50),
    ]),
  ),
)
export type Answers = z.output<typeof answers>
export type Answer = Answers[string]
