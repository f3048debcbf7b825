import { actionNamed } from '../actionList'
import type { ActionName, TemplateAction, TemplateRule } from '../actions'
import type { TemplateBody, TemplateProblem } from '../api'
import type { Field, FieldKind } from '../fields'
import { complaintsOfLogic, type FieldsByKey } from './logic'
import { listed } from './record'

type Known = { fields: FieldsByKey; groups: ReadonlyMap<string, { label: string }> }
type Complaint = { at: string; key?: string; code: string; says: string; isWarning?: boolean }

const kinds = (...names: FieldKind[]): ReadonlySet<FieldKind> => new Set(names)
const workedOut = kinds('computed', 'guide')
const evidence = kinds('photo', 'video', 'file', 'voice', 'signature', 'checklist')
const unfillable = new Set([...workedOut, ...evidence])

/** Kinds that an action can do nothing with, and why. */
const unfit: Partial<Record<ActionName, { kinds: ReadonlySet<FieldKind>; says: string }>> = {
  require: { kinds: workedOut, says: '不由人填写，不能设为必填' },
  optional: { kinds: workedOut, says: '不由人填写，不能设为选填' },
  clear: { kinds: workedOut, says: '不由人填写，不能清空' },
  set: { kinds: unfillable, says: '不能由规则填入' },
  compute: { kinds: unfillable, says: '不能由规则计算' },
}

/** A group may stand for its fields in these. */
const takesGroups = new Set<ActionName>(['show', 'hide', 'require', 'optional', 'clear'])

const targetsOf = (action: TemplateAction): { key: string; at: string }[] => {
  if ('targets' in action) return action.targets.map((key, at) => ({ key, at: `targets.${at}` }))
  return 'target' in action && action.target !== undefined ? [{ key: action.target, at: 'target' }] : []
}

const complaintOfTarget = (action: TemplateAction, key: string, { fields, groups }: Known): [string, string] | null => {
  const field = fields.get(key)
  const { sign } = actionNamed(action.action)
  if (!field) {
    const group = groups.get(key)
    if (!group) return ['unknown_target', `「${sign}」的对象「${key}」不存在`]
    return takesGroups.has(action.action) ? null : ['target_unfit', `「${sign}」只能用于字段，「${group.label}」是分组`]
  }
  const limit = unfit[action.action]
  if (limit?.kinds.has(field.kind)) return ['target_unfit', `「${field.label}」${limit.says}`]
  const isChoice = field.kind === 'choice' || field.kind === 'choices'
  return action.action === 'options' && !isChoice
    ? ['target_unfit', `「${field.label}」不是选择题，不能限定选项`]
    : null
}

const strangeOptions = (action: TemplateAction, field: Field | undefined): Complaint[] => {
  if (action.action !== 'options' || !field?.options) return []
  const known = field.options
  const strange = action.options.filter(option => !known.includes(option))
  if (strange.length === 0) return []
  return [
    { at: 'options', key: field.key, code: 'unknown_option', says: `「${field.label}」没有选项「${listed(strange)}」` },
  ]
}

const complaintsOfAction = (action: TemplateAction, known: Known): Complaint[] => {
  const targets = targetsOf(action).flatMap(({ key, at }): Complaint[] => {
    const complaint = complaintOfTarget(action, key, known)
    return complaint ? [{ at, code: complaint[0], says: complaint[1], ...(known.fields.has(key) && { key }) }] : []
  })
  const value =
    action.action === 'set' || action.action === 'compute'
      ? complaintsOfLogic(action.value, known.fields).map(one => ({ at: 'value', ...one }))
      : []
  const target = 'target' in action && action.target !== undefined ? known.fields.get(action.target) : undefined
  return [...targets, ...value, ...strangeOptions(action, target)]
}

const problemsOfRule = (rule: TemplateRule, place: number, known: Known): TemplateProblem[] => {
  const where = `规则 ${place + 1}${rule.name ? `「${rule.name}」` : ''}`
  const complaints = [
    ...complaintsOfLogic(rule.when, known.fields).map(one => ({ at: 'when', ...one })),
    ...rule.then.flatMap((action, at) =>
      complaintsOfAction(action, known).map(one => ({ ...one, at: `then.${at}.${one.at}` })),
    ),
  ] as Complaint[]
  return complaints.map(({ at, key, code, says, isWarning }) => ({
    path: `rules.${place}.${at}`,
    ...(key !== undefined && { fieldKey: key }),
    code,
    says: `${where}：${says}`,
    ...(isWarning && { isWarning }),
  }))
}

export const problemsOfRules = ({ fields, groups, rules }: Pick<TemplateBody, 'fields' | 'groups' | 'rules'>) => {
  const known: Known = {
    fields: new Map(fields.map(field => [field.key, field])),
    groups: new Map(groups.map(group => [group.key, group])),
  }
  return rules.flatMap((rule, place) => problemsOfRule(rule, place, known))
}
