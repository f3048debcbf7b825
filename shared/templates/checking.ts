import * as z from 'zod/mini'
import { type TemplateBody, type TemplateProblem, templateBody } from './api'
import { problemsOfTemplate } from './problems'
import { nameOfSetting } from './settingNames'

/** Levels of JSON: logic has 64 and stands a few levels deep. */
const MAX_DEPTH = 80
const MAX_CHARACTERS = 1_000_000

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(child => isDeeperThan(levels - 1, child)))

/** Whether a document that came from outside may be looked at, stored and shown again. */
export const isStorable = (loose: unknown): boolean =>
  !isDeeperThan(MAX_DEPTH, loose) && (JSON.stringify(loose) ?? '').length <= MAX_CHARACTERS

const listNames: Record<string, string> = { fields: '字段', groups: '分组', rules: '规则', variants: '差异' }

type Path = readonly PropertyKey[]

const at = (loose: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[key] : null),
    loose,
  )

/** 第 3 个字段「故障现象」的选项. */
const placeOf = (loose: unknown, [list, index, ...rest]: Path): string => {
  const setting = nameOfSetting(String(rest.findLast(part => typeof part === 'string') ?? ''))
  const listName = Object.hasOwn(listNames, String(list)) ? listNames[String(list)] : undefined
  if (!listName || typeof index !== 'number') return nameOfSetting(String(list))
  const { label, name } = (at(loose, [list ?? '', index]) ?? {}) as { label?: unknown; name?: unknown }
  const called = [label, name].find(one => typeof one === 'string' && one.trim() !== '')
  const whole = `第 ${index + 1} 个${listName}${called ? `「${called}」` : ''}`
  return rest.length > 0 ? `${whole}的${setting}` : whole
}

const keyAt = (loose: unknown, [list, index]: Path): { fieldKey: string } | object => {
  const key = list === 'fields' && index !== undefined ? at(loose, [list, index, 'key']) : null
  return typeof key === 'string' ? { fieldKey: key } : {}
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const MOST_PROBLEMS = 200

/** What a template says, when it has the shape of one, and everything that is wrong with it. Never throws. */
export const checkTemplate = (loose: unknown): { body: TemplateBody | null; problems: TemplateProblem[] } => {
  if (!isStorable(loose))
    return { body: null, problems: [{ path: '', code: 'too_large', says: '模板内容太大或嵌套太深' }] }
  const read = z.safeParse(templateBody, loose)
  if (read.success) return { body: read.data, problems: problemsOfTemplate(read.data).slice(0, MOST_PROBLEMS) }
  const problems = read.error.issues.slice(0, MOST_PROBLEMS).map(({ path, code, message }) => ({
    path: path.map(String).join('.'),
    ...keyAt(loose, path),
    code: code ?? 'invalid',
    says: `${placeOf(loose, path)}${path.length > 0 && isBlank(at(loose, path)) ? '没有填写' : `填写有误：${message}`}`,
  }))
  return { body: null, problems }
}

/** What forbids publishing. */
export const isGrave = ({ isWarning }: TemplateProblem): boolean => !isWarning
