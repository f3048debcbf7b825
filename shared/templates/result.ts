import { type RefusalDetails, sentenceFor } from '../kernel/refusal'
import type { RefusalCode } from '../refusals'
import type { TemplateAction } from './actions'
import { type AnswerProblem, problemOf } from './answers'
import type { Form, FormError, FormSaying } from './evaluate'
import type { Answer, Answers, Field } from './fields'
import type { FieldPlan, Plan, RulePlan } from './plan'
import type { Settling } from './settle'

const newError = (key: string, code: RefusalCode, details: RefusalDetails): FormError => ({
  key,
  code,
  message: sentenceFor(code, details),
  details,
})
const errorOf = ({ code, details }: AnswerProblem): FormError => newError(details.key, code, details)

/** What is worked out is not asked of anybody. */
const isAsked = ({ field }: FieldPlan): boolean => field.kind !== 'computed' && field.kind !== 'guide'

/** The question as it is asked now: demanded or not, its choices narrowed or not. */
const askedNow = (plan: FieldPlan, settled: Settling): Field => {
  const { field, demands, narrowings } = plan
  if (demands.length === 0 && narrowings.length === 0) return field
  let isRequired = field.required
  for (const demand of demands) if (settled.holds(demand.rule)) isRequired = demand.isRequired
  isRequired &&= isAsked(plan)
  const narrowing = narrowings.findLast(({ rule }) => settled.holds(rule))
  if (!narrowing) return isRequired === field.required ? field : plan.otherwise
  const options = (field.options ?? []).filter(option => narrowing.options.includes(option))
  return { ...field, required: isRequired, options }
}

const judge = (plan: FieldPlan, asked: Field, value: Answer): AnswerProblem | null => {
  const { judged } = plan
  if (judged && judged.asked === asked && judged.value === value) return judged.problem
  const problem = problemOf(asked, value)
  if (typeof value !== 'object' || value === null) plan.judged = { asked, value, problem }
  return problem
}

/** Something was sent for a question that is not asked. */
const unasked = ({ field: { key, label } }: FieldPlan): FormError =>
  newError(key, 'template.answer_hidden', { key, label })

/** What the rules that hold say and do; of effects, each once. */
const spokenBy = ({ rules }: Plan, settled: Settling): Pick<Form, 'warnings' | 'blocks' | 'actions'> => {
  const warnings: FormSaying[] = []
  const blocks: FormSaying[] = []
  const effects = new Map<string, TemplateAction>()
  for (let place = 0; place < rules.length; place += 1) {
    const { spoken } = rules[place] as RulePlan
    if (spoken.length === 0 || !settled.holds(place)) continue
    for (const one of spoken) {
      if (one.how === 'warn') warnings.push(one.saying)
      else if (one.how === 'block') blocks.push(one.saying)
      else if (!effects.has(one.name)) effects.set(one.name, one.action)
    }
  }
  return { warnings, blocks, actions: [...effects.values()] }
}

/** What a settled form shows, holds, says and does. */
export const resultOf = (plan: Plan, settled: Settling): Form => {
  const { fields } = plan
  const visible: string[] = []
  const required: string[] = []
  const values: Answers = {}
  const options: Form['options'] = {}
  const misfits: FormSaying[] = []
  const errors = settled.strangers.map(key => newError(key, 'template.answer_unknown', { key, label: key }))
  for (let place = 0; place < fields.length; place += 1) {
    const fieldPlan = fields[place] as FieldPlan
    const { field, kind } = fieldPlan
    const { key, label } = field
    const given = settled.given[place] ?? null
    if (!settled.isShown[place]) {
      if (given !== null && field.kind !== 'computed') errors.push(unasked(fieldPlan))
      continue
    }
    const isGuide = field.kind === 'guide'
    const value = isGuide ? given : (settled.values[place] ?? null)
    const asked = askedNow(fieldPlan, settled)
    visible.push(key)
    if (asked.required) required.push(key)
    if (asked.options !== field.options) options[key] = asked.options ?? []
    if (value !== null && !isGuide && !kind.isEmpty(value)) values[key] = value
    if (settled.misfits.has(place)) misfits.push({ key, says: `「${label}」算出的结果不合适，已留空` })
    const problem = judge(fieldPlan, asked, value)
    if (problem) errors.push(errorOf(problem))
  }
  const { warnings, blocks, actions } = spokenBy(plan, settled)
  for (const { key = '', says } of blocks) errors.push(newError(key, 'template.blocked', { says }))
  for (const { code, details } of settled.refusals.values()) errors.push(newError('', code, details))
  return { visible, required, values, options, warnings: [...misfits, ...warnings], blocks, actions, errors }
}
