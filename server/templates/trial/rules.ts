import * as z from 'zod/mini'
import type { OutputOf, ReadInputOf } from '../../../shared/kernel/endpoint'
import { refuse } from '../../../shared/kernel/refusal'
import type { templatesApi } from '../../../shared/templates/api'
import { evaluateForm } from '../../../shared/templates/evaluate'
import { answers } from '../../../shared/templates/fields'
import { blankBody } from '../drafts/rules'
import { soundAlone } from '../publishing/rules'

type Loose = Record<string, unknown>
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A trial needs fields and rules; what else a template says may be left out, and a field may go without a name. */
const completed = (template: Loose): Loose => {
  const body = isLoose(template.body) ? template.body : template
  const fields = Array.isArray(body.fields)
    ? body.fields.map((field: unknown) => (isLoose(field) ? { label: field.key, ...field } : field))
    : body.fields
  return { ...blankBody, ...body, fields }
}

/** The form as it would be; nothing is stored. Refuses `template.unsound`, `request.malformed`. */
export const tryTemplate = (
  input: ReadInputOf<typeof templatesApi.try>,
  at: string,
): OutputOf<typeof templatesApi.try> => {
  const body = soundAlone(completed(input.template))
  const given = z.safeParse(answers, input.answers)
  if (!given.success) return refuse('request.malformed')
  const { ticket, customer, device, ...context } = input.context
  const known = { ticket, customer, device }
  const subjects = Object.fromEntries(Object.entries(known).map(([name, one]) => [name, isLoose(one) ? one : null]))
  return evaluateForm(body, given.data, { at, ...context, ...subjects })
}
