import { refuse } from '../kernel/refusal'
import type { TemplateAction } from './actions'
import type { AnswerProblem } from './answers'
import type { Variant } from './api'
import { type Compiled, compileLogic } from './compile'
import type { Logic } from './conditions'
import type { FormBody, FormSaying } from './evaluate'
import type { Answer, Field } from './fields'
import { kindOf } from './kinds'
import type { KindRecord } from './kinds/record'
import { sizeOfLogic } from './logic'
import { inOrder } from './order'
import { productOperators } from './productOperators'
import { type Reads, readsOf } from './reads'
import { variedFields } from './variants'

/** One that some rule shows is hidden until then; of the rules that hold, the later wins. `rule` is a rule's place. */
export type ShowPlan = { startsHidden: boolean; showings: { rule: number; isShown: boolean }[] }
export type Filling = { rule: number; how: 'set' | 'compute' | 'clear'; value: Compiled }

export type FieldPlan = ShowPlan & {
  field: Field
  kind: KindRecord
  /** Not asked in this region or season. */
  isOut: boolean
  group: GroupPlan | null
  formula: Compiled | null
  fillings: Filling[]
  demands: { rule: number; isRequired: boolean }[]
  narrowings: { rule: number; options: readonly string[] }[]
  /** What its being shown and its value depend on. */
  reads: Reads[]
  /** The same question demanded when it is not by itself, and the other way round. */
  otherwise: Field
  /** The last judgement of a plain value: from one keystroke to the next most answers stay. */
  judged: { asked: Field; value: Answer; problem: AnswerProblem | null } | null
}
export type GroupPlan = ShowPlan & { place: number; reads: Reads[] }
/** What a rule says and does beside changing the form; effects of one `name` are the same. */
export type Spoken =
  | { how: 'warn'; saying: FormSaying }
  | { how: 'block'; saying: FormSaying }
  | { how: 'effect'; action: TemplateAction; name: string }
export type RulePlan = { when: Compiled; spoken: readonly Spoken[] }

/** A form made ready for evaluation: every expression a closure, every action with the field that it is about. */
export type Plan = {
  fields: readonly FieldPlan[]
  groupCount: number
  rules: readonly RulePlan[]
  placeOf: ReadonlyMap<string, number>
  /** Places of the fields, each behind those that it depends on. */
  order: readonly number[]
  /** Then one round reaches the fixed point. */
  isAcyclic: boolean
}

const noReads: Reads = { keys: new Set(), isAll: false }
const tooLarge: Compiled = () => refuse('logic.too_large')
const nothing: Compiled = () => null

type Prepared = { compiled: Compiled; reads: Reads }
const prepared = (logic: Logic): Prepared =>
  sizeOfLogic(logic) === null
    ? { compiled: tooLarge, reads: noReads }
    : { compiled: compileLogic(logic, productOperators), reads: readsOf(logic) }

const newField = (field: Field, isOut: boolean, group: GroupPlan | null): FieldPlan => {
  const formula = field.kind === 'computed' ? prepared(field.formula ?? null) : null
  const isAsked = field.kind !== 'computed' && field.kind !== 'guide'
  return {
    field: field.required && !isAsked ? { ...field, required: false } : field,
    otherwise: { ...field, required: !field.required },
    judged: null,
    kind: kindOf[field.kind],
    isOut,
    group,
    startsHidden: false,
    showings: [],
    formula: formula?.compiled ?? null,
    fillings: [],
    demands: [],
    narrowings: [],
    reads: formula ? [formula.reads] : [],
  }
}

/** Actions that are noted with the fields that they are about. */
const onForm: ReadonlySet<TemplateAction['action']> = new Set([
  'show',
  'hide',
  'require',
  'optional',
  'set',
  'compute',
  'options',
  'clear',
])

const spokenBy = (action: TemplateAction): Spoken => {
  if (action.action !== 'warn' && action.action !== 'block')
    return { how: 'effect', action, name: JSON.stringify(action) }
  const { target, says } = action
  return { how: action.action, saying: target === undefined ? { says } : { key: target, says } }
}

/** Whom an action's key means: one field, or a group with its fields. */
type Target = { shown: ShowPlan & { reads: Reads[] }; fields: readonly FieldPlan[] }
type Condition = { rule: number; reads: Reads }

const fill = (plan: FieldPlan, filling: Filling, ...reads: Reads[]): void => {
  plan.fillings.push(filling)
  plan.reads.push(...reads)
}

const show = ({ shown }: Target, isShown: boolean, { rule, reads }: Condition): void => {
  shown.startsHidden ||= isShown
  shown.showings.push({ rule, isShown })
  shown.reads.push(reads)
}

const demand = ({ fields }: Target, isRequired: boolean, { rule }: Condition): void => {
  for (const plan of fields) plan.demands.push({ rule, isRequired })
}

/** Notes an action with the fields that it is about; those that are about no field work by their rule alone. */
const note = (action: TemplateAction, targetOf: (key: string) => Target | null, condition: Condition): void => {
  const { rule, reads } = condition
  const targets = ('targets' in action ? action.targets : []).flatMap(key => targetOf(key) ?? [])
  for (const target of targets) {
    if (action.action === 'show' || action.action === 'hide') show(target, action.action === 'show', condition)
    else if (action.action === 'require' || action.action === 'optional') {
      demand(target, action.action === 'require', condition)
    } else for (const plan of target.fields) fill(plan, { rule, how: 'clear', value: nothing }, reads)
  }
  if (action.action === 'set' || action.action === 'compute') {
    const value = prepared(action.value)
    for (const plan of targetOf(action.target)?.fields ?? []) {
      fill(plan, { rule, how: action.action, value: value.compiled }, reads, value.reads)
    }
  }
  if (action.action === 'options') {
    for (const plan of targetOf(action.target)?.fields ?? []) plan.narrowings.push({ rule, options: action.options })
  }
}

const sourcesOf = ({ reads, group }: FieldPlan, placeOf: ReadonlyMap<string, number>): ReadonlySet<number> => {
  const all = [...reads, ...(group?.reads ?? [])]
  if (all.some(({ isAll }) => isAll)) return new Set(placeOf.values())
  return new Set(all.flatMap(({ keys }) => [...keys].flatMap(key => placeOf.get(key) ?? [])))
}

/** The form under the variants in force. */
export const planForm = (body: FormBody, inForce: readonly Variant[]): Plan => {
  const varied = variedFields(body.fields, inForce)
  const groups = new Map(
    body.groups.map(({ key }, place): [string, GroupPlan] => {
      return [key, { place, startsHidden: false, showings: [], reads: [] }]
    }),
  )
  const fields = varied.fields.map(field =>
    newField(field, varied.hidden.has(field.key), groups.get(field.group ?? '') ?? null),
  )
  const placeOf = new Map(fields.map(({ field }, place) => [field.key, place]))
  const targetOf = (key: string): Target | null => {
    const plan = fields[placeOf.get(key) ?? -1]
    if (plan) return { shown: plan, fields: [plan] }
    const group = groups.get(key)
    return group ? { shown: group, fields: fields.filter(field => field.group === group) } : null
  }
  const rules = body.rules.map(({ when, then }, rule): RulePlan => {
    const { compiled, reads } = prepared(when)
    for (const action of then) note(action, targetOf, { rule, reads })
    return { when: compiled, spoken: then.filter(({ action }) => !onForm.has(action)).map(spokenBy) }
  })
  const { order, cycles } = inOrder(fields.map(plan => sourcesOf(plan, placeOf)))
  return { fields, groupCount: body.groups.length, rules, placeOf, order, isAcyclic: cycles.length === 0 }
}
