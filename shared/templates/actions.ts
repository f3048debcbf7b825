import * as z from 'zod/mini'
import { listOf, oneOf, requiredText, text } from '../kernel/schema'
import { priorities, priorityNames } from '../priorities'
import { fieldKey } from './fields'

/** JsonLogic; checked for size and operators when the template is published. */
export const logic = z.unknown()

/** The fields or groups that an action is about. */
const targets = listOf(fieldKey, 50).check(z.minLength(1))

/**
 * What a rule may do. The first eight change the form while it is filled in; `warn` and `block` speak to whoever fills it
 * in; the others are carried out once, when the ticket is opened or the answers change so that they newly apply.
 */
export const templateAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('show'), targets }),
  z.object({ action: z.literal('hide'), targets }),
  z.object({ action: z.literal('require'), targets }),
  z.object({ action: z.literal('optional'), targets }),
  /** Only where nothing was said. */
  z.object({ action: z.literal('set'), target: fieldKey, value: logic }),
  /** Always, whatever was said. */
  z.object({ action: z.literal('compute'), target: fieldKey, value: logic }),
  z.object({ action: z.literal('options'), target: fieldKey, options: listOf(requiredText(60), 200) }),
  z.object({ action: z.literal('clear'), targets }),
  z.object({ action: z.literal('warn'), target: z.optional(fieldKey), says: requiredText(200) }),
  z.object({ action: z.literal('block'), target: z.optional(fieldKey), says: requiredText(200) }),
  z.object({ action: z.literal('setPriority'), priority: oneOf(priorities, priorityNames) }),
  z.object({ action: z.literal('redAlert'), reason: requiredText(200) }),
  z.object({ action: z.literal('addTag'), tag: requiredText(20) }),
  z.object({ action: z.literal('assignTeam'), teamId: requiredText(64) }),
  z.object({
    action: z.literal('requirePart'),
    partId: requiredText(64),
    quantity: z._default(z.int().check(z.gte(1), z.lte(999)), 1),
  }),
  z.object({ action: z.literal('requireSkill'), skill: requiredText(60) }),
  z.object({ action: z.literal('notify'), to: requiredText(64), says: requiredText(500) }),
  z.object({
    action: z.literal('followUp'),
    templateId: requiredText(64),
    afterDays: z.int().check(z.gte(0), z.lte(730)),
    says: text(200),
  }),
  z.object({ action: z.literal('webhook'), url: z.string().check(z.regex(/^https?:\/\/[^\s]{3,300}$/)) }),
  z.object({ action: z.literal('coupon'), code: requiredText(40), says: text(100) }),
])
export type TemplateAction = z.output<typeof templateAction>
export type ActionName = TemplateAction['action']

export const templateRule = z.object({
  /** As people call it; the designer makes one from the sentence. */
  name: z.optional(text(80)),
  when: logic,
  // biome-ignore lint/suspicious/noThenProperty: the word of the rules' format
  then: listOf(templateAction, 20).check(z.minLength(1)),
})
export type TemplateRule = z.output<typeof templateRule>
