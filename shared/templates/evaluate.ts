import type { RefusalCode } from '../refusals'
import type { TemplateAction } from './actions'
import type { TemplateBody } from './api'
import type { Answers } from './fields'
import { type Plan, planForm } from './plan'
import { resultOf } from './result'
import { settle } from './settle'
import { variantsInForce, variedFields } from './variants'

export type FormBody = Pick<TemplateBody, 'fields' | 'groups' | 'rules' | 'variants'>

/** What conditions may read besides the answers: `{"var": "ticket.priority"}`; `at` is the instant of the operators of time. */
export type FormContext = {
  regionCode?: string | null | undefined
  at?: string | undefined
  ticket?: Readonly<Record<string, unknown>> | null | undefined
  customer?: Readonly<Record<string, unknown>> | null | undefined
  device?: Readonly<Record<string, unknown>> | null | undefined
}

export type FormSaying = { key?: string; says: string }
export type FormError = {
  /** Empty when the form as a whole is meant. */
  key: string
  code: RefusalCode
  message: string
  details: Record<string, unknown>
}

export type Form = {
  /** Keys of fields, in order. */
  visible: string[]
  required: string[]
  /** What is stored: hidden and empty ones left out, computed and set ones filled in. */
  values: Answers
  /** Where an action narrowed them. */
  options: Record<string, string[]>
  warnings: FormSaying[]
  blocks: FormSaying[]
  /** The effects that apply, in the order of the rules; of two priorities the later one counts. */
  actions: TemplateAction[]
  /**
   * All that keeps the answers from filling the form. Answers to hidden questions are among it: while somebody fills the
   * form in they may be kept for when the question comes back, but what is sent is `values`, without them.
   */
  errors: FormError[]
}

/** The template as it is in this region and month: fields changed, hidden ones left out. */
export const variantOf = <Body extends Pick<FormBody, 'fields' | 'variants'>>(
  body: Body,
  situation: Pick<FormContext, 'regionCode' | 'at'>,
): Body => {
  const inForce = variantsInForce(body.variants, situation)
  if (inForce.length === 0) return body
  const { fields, hidden } = variedFields(body.fields, inForce)
  return { ...body, fields: fields.filter(({ key }) => !hidden.has(key)), variants: [] }
}

type Kept = { body: FormBody; plans: Map<string, Plan> }
/** Plans of bodies that are still in use; a body is never changed in place. */
const kept = new WeakMap<FormBody['fields'], Kept>()

const keptFor = (body: FormBody): Kept => {
  const found = kept.get(body.fields)
  const isSame = found && (['groups', 'rules', 'variants'] as const).every(part => found.body[part] === body[part])
  if (isSame) return found
  const made: Kept = { body, plans: new Map() }
  kept.set(body.fields, made)
  return made
}

const planFor = (body: FormBody, context: FormContext): Plan => {
  const { plans } = keptFor(body)
  const inForce = variantsInForce(body.variants, context)
  const name = inForce.map(variant => body.variants.indexOf(variant)).join()
  const plan = plans.get(name) ?? planForm(body, inForce)
  plans.set(name, plan)
  return plan
}

/**
 * What a form is, given what was said so far: pure, the same wherever it runs. Never throws over a body of the
 * template's shape: what cannot be computed is an error of the form.
 */
export const evaluateForm = (body: FormBody, answers: Answers, context: FormContext): Form => {
  const plan = planFor(body, context)
  return resultOf(plan, settle(plan, answers, context))
}
