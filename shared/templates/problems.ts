import type { TemplateBody, TemplateProblem } from './api'
import type { Logic } from './conditions'
import type { Field } from './fields'
import { sizeOfLogic } from './logic'
import { problemsOfCycles } from './problems/cycles'
import { complaintsOfLogic } from './problems/logic'
import { ofField, repeated } from './problems/record'
import { problemsOfRules } from './problems/rules'
import { problemsOfSettings } from './problems/settings'
import { problemsOfVariants } from './problems/variants'
import { reservedKeys } from './reads'

type Body = Pick<TemplateBody, 'fields' | 'groups' | 'rules' | 'variants'>

/** Nodes of all conditions and formulas together: what a phone computes at every keystroke. */
const MOST_NODES = 20_000

const problemsOfKeys = ({ fields, groups }: Body): TemplateProblem[] => {
  const keys = [...fields, ...groups].map(({ key }) => key)
  const twice = new Set(repeated(keys))
  const reserved: readonly string[] = reservedKeys
  const told = (list: 'fields' | 'groups', { key, label }: { key: string; label: string }, at: number) => {
    const place = { path: `${list}.${at}.key`, ...(list === 'fields' && { fieldKey: key }) }
    const isSecond = twice.has(key) && keys.indexOf(key) !== at + (list === 'groups' ? fields.length : 0)
    return [
      ...(isSecond
        ? [{ ...place, code: 'duplicate_key', says: `「${label}」的编号「${key}」与其他字段或分组重复` }]
        : []),
      ...(reserved.includes(key)
        ? [{ ...place, code: 'reserved_key', says: `「${label}」的编号不能是「${key}」，这个词在条件里另有含义` }]
        : []),
    ]
  }
  return [
    ...fields.flatMap((field, at) => told('fields', field, at)),
    ...groups.flatMap((group, at) => told('groups', group, at)),
  ]
}

const problemsOfPlace = (field: Field, path: string, groups: Body['groups']): TemplateProblem[] => {
  if (field.group === undefined) return []
  const group = groups.find(({ key }) => key === field.group)
  if (!group) return [ofField(field, `${path}.group`, 'unknown_group', '所在的分组已不存在，请重新选择')]
  const isWide = (field.span ?? 1) > group.columns
  const says = `占 ${field.span} 列，而「${group.label}」只有 ${group.columns} 列，会占满一行`
  return isWide ? [{ ...ofField(field, `${path}.span`, 'span_too_wide', says), isWarning: true }] : []
}

const problemsOfFields = ({ fields, groups }: Body): TemplateProblem[] => {
  const byKey = new Map(fields.map(field => [field.key, field]))
  return fields.flatMap((field, at) => {
    const path = `fields.${at}`
    const formula =
      field.kind === 'computed' && field.formula !== undefined && field.formula !== null
        ? complaintsOfLogic(field.formula, byKey).map(({ code, says, isWarning }) => ({
            ...ofField(field, `${path}.formula`, code, `的公式：${says}`),
            ...(isWarning && { isWarning }),
          }))
        : []
    return [...problemsOfSettings(field, path), ...problemsOfPlace(field, path, groups), ...formula]
  })
}

const warningsOfForm = ({ fields, groups }: Body): TemplateProblem[] => {
  const labels = fields.map(({ label, group }) => `${group ?? ''} ${label}`)
  return [
    ...fields.flatMap((field, at) =>
      labels.indexOf(labels[at] as string) === at
        ? []
        : [
            {
              ...ofField(field, `fields.${at}.label`, 'duplicate_label', '与另一个字段同名，填写的人分不清'),
              isWarning: true,
            },
          ],
    ),
    ...groups.flatMap(({ key, label }, at) =>
      fields.some(({ group }) => group === key)
        ? []
        : [{ path: `groups.${at}`, code: 'empty_group', says: `分组「${label}」里没有字段`, isWarning: true }],
    ),
  ]
}

const problemsOfSize = ({ fields, rules }: Body): TemplateProblem[] => {
  const logic: Logic[] = [
    ...fields.map(({ formula }) => formula),
    ...rules.flatMap(({ when, then }) => [when, ...then.map(action => ('value' in action ? action.value : null))]),
  ]
  const nodes = logic.reduce<number>((sum, one) => sum + (sizeOfLogic(one) ?? 0), 0)
  return nodes > MOST_NODES
    ? [{ path: 'rules', code: 'too_large', says: '条件和公式加起来太多，填写时会卡顿，请精简规则' }]
    : []
}

/** All that forbids publishing, and below it what is worth a look (`isWarning`). */
export const problemsOfTemplate = (body: Body): TemplateProblem[] => {
  const found = [
    ...problemsOfKeys(body),
    ...problemsOfFields(body),
    ...problemsOfRules(body),
    ...problemsOfCycles(body),
    ...problemsOfVariants(body),
    ...problemsOfSize(body),
    ...warningsOfForm(body),
  ]
  return [...found.filter(({ isWarning }) => !isWarning), ...found.filter(({ isWarning }) => isWarning)]
}
