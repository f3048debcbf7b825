import type { TemplateBody, TemplateProblem, Variant } from '../api'
import type { Field } from '../fields'
import { problemsOfSettings } from './settings'

type Form = Pick<TemplateBody, 'fields' | 'variants'>

/** Settings that make a field what it is; they do not differ from place to place. */
const fixed = ['key', 'kind', 'group', 'isLocal'] as const

/** Region and season may make 15–30 % of a template differ. */
const LEAST_LOCAL = 0.15
const MOST_LOCAL = 0.3

const complaintsOfChange = (field: Field, change: Variant['changes'][string], path: string): TemplateProblem[] => {
  const { key: fieldKey, label } = field
  const touched = fixed.filter(setting => Object.hasOwn(change, setting))
  if (touched.length > 0) {
    return [{ path, fieldKey, code: 'setting_fixed', says: `「${label}」的类型、分组和本地标记不能按地区或季节变` }]
  }
  const before = new Set(problemsOfSettings(field, path).map(({ code, path: at }) => `${at} ${code}`))
  return problemsOfSettings({ ...field, ...change }, path).filter(({ code, path: at }) => !before.has(`${at} ${code}`))
}

const problemsOfVariant = (variant: Variant, place: number, fields: ReadonlyMap<string, Field>): TemplateProblem[] => {
  const path = `variants.${place}`
  const touch = (key: string, at: string): TemplateProblem[] => {
    const field = fields.get(key)
    if (!field) return [{ path: at, code: 'unknown_field', says: `「${variant.name}」里的字段「${key}」不存在` }]
    if (field.isLocal) return []
    const says = `「${variant.name}」改动了「${field.label}」，请先允许它因地区或季节而异`
    return [{ path: at, fieldKey: key, code: 'variant_not_local', says }]
  }
  const isEverywhere = variant.regions.length === 0 && variant.months.length === 0
  return [
    ...(isEverywhere
      ? [{ path, code: 'variant_everywhere', says: `「${variant.name}」没有限定地区或月份，处处生效`, isWarning: true }]
      : []),
    ...variant.hidden.flatMap((key, at) => touch(key, `${path}.hidden.${at}`)),
    ...Object.entries(variant.changes).flatMap(([key, change]) => {
      const at = `${path}.changes.${key}`
      const field = fields.get(key)
      return [...touch(key, at), ...(field ? complaintsOfChange(field, change, at) : [])]
    }),
  ]
}

const percent = (share: number): string => `${Math.round(share * 100)}%`

const localShare = ({ fields }: Form): TemplateProblem[] => {
  const local = fields.filter(field => field.isLocal).length
  const share = local / fields.length
  if (local === 0 || (share >= LEAST_LOCAL && share <= MOST_LOCAL)) return []
  const says = `可因地区或季节而异的字段占 ${percent(share)}，一般在 ${percent(LEAST_LOCAL)} 到 ${percent(MOST_LOCAL)} 之间`
  return [{ path: 'fields', code: 'local_share', says, isWarning: true }]
}

export const problemsOfVariants = (form: Form): TemplateProblem[] => {
  const fields = new Map(form.fields.map(field => [field.key, field]))
  return [...form.variants.flatMap((variant, place) => problemsOfVariant(variant, place, fields)), ...localShare(form)]
}
