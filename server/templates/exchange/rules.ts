import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import type { TemplateBody } from '../../../shared/templates/api'
import type { Field } from '../../../shared/templates/fields'
import type { CascadeOption } from '../../../shared/templates/parts'
import {
  columnTable,
  fieldTable,
  groupTable,
  type Item,
  itemsOf,
  optionTable,
  ruleTable,
  type Sheet,
  sheetOf,
  stepTable,
  variantTable,
  wholeColumns,
} from './sheets/rules'

const FORMAT = 'paidan.template'
const FORMAT_VERSION = 1

/** A template as it travels between companies. */
export type Packed = { code: string; name: string; isPreset: boolean; body: unknown }

const invalid = (reason: string): never => refuse('template.file_invalid', { reason })

const refuseOtherFormats = (format: unknown, version: unknown): void => {
  refuseUnless(format === FORMAT, 'template.file_invalid', { reason: '这不是派单导出的模板' })
  refuseUnless(version === FORMAT_VERSION, 'template.file_invalid', { reason: '文件来自更新的版本，请先升级' })
}

export const toJson = ({ code, name, isPreset, body }: Packed): string =>
  JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, code, name, isPreset, body }, null, 2)

const LONGEST_NAME = 40
const nameFrom = (name: unknown): string =>
  (typeof name === 'string' && name.trim().slice(0, LONGEST_NAME)) || '导入的模板'

/** Refuses `template.file_invalid`. The body may be unsound: it becomes a draft. */
export const fromJson = (words: string): Packed => {
  let read: unknown
  try {
    read = JSON.parse(words)
  } catch {
    return invalid('内容不是有效的 JSON')
  }
  const { format, formatVersion, code, name, isPreset, body } = (read ?? {}) as Record<string, unknown>
  refuseOtherFormats(format, formatVersion)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return invalid('文件里没有模板内容')
  return { code: String(code ?? ''), name: nameFrom(name), isPreset: isPreset === true, body }
}

/** One line per choice, before those below it. */
const linesOf = (choices: readonly CascadeOption[], field: string, level = 0): Item[] =>
  choices.flatMap(({ label, children = [] }) => {
    if (level >= 4) return refuse('template.not_for_xlsx', { what: '级联选项' })
    return [{ field, [String(level)]: label }, ...linesOf(children, field, level + 1)]
  })

const choicesOf = ({ key, kind, options = [], tree = [] }: Field): Item[] =>
  linesOf(kind === 'cascade' ? tree : options.map(label => ({ label })), key)

const partsOf = (fields: readonly Field[], part: 'steps' | 'columns'): Item[] =>
  fields.flatMap(field => (field[part] ?? []).map(one => ({ ...one, field: field.key })))

/** A workbook that says all that the template does; refuses `template.not_for_xlsx` when a cell would burst. */
export const toSheets = ({ body, ...whole }: Packed & { body: TemplateBody }): Sheet[] => {
  const settings: Item = { ...body, ...whole }
  const { fields, groups, rules, variants } = body
  return [
    {
      name: '模板',
      rows: [
        ['项目', '内容'],
        ['格式', FORMAT],
        ['格式版本', FORMAT_VERSION],
        ...wholeColumns.map(([title, key, codec]) => [title, codec.write(settings[key], title)]),
      ],
    },
    sheetOf(fieldTable, fields),
    sheetOf(groupTable, groups),
    sheetOf(ruleTable, rules),
    sheetOf(optionTable, fields.flatMap(choicesOf)),
    sheetOf(stepTable, partsOf(fields, 'steps')),
    sheetOf(columnTable, partsOf(fields, 'columns')),
    sheetOf(variantTable, variants),
  ]
}

const treeFrom = (lines: readonly Item[]): CascadeOption[] => {
  const roots: CascadeOption[] = []
  const open: CascadeOption[] = []
  for (const line of lines) {
    const level = [3, 2, 1, 0].find(one => line[String(one)] !== undefined) ?? 0
    const option: CascadeOption = { label: String(line[String(level)] ?? '') }
    const parent = open[level - 1]
    if (level > 0 && !parent) return invalid('「选项」里有一行没有上一级')
    if (parent) parent.children = [...(parent.children ?? []), option]
    else roots.push(option)
    open.splice(level, open.length, option)
  }
  return roots
}

const ofField = (items: readonly Item[], key: unknown): Item[] =>
  items.filter(({ field }) => field === key).map(({ field: _, ...item }) => item)

const choicesFrom = (kind: unknown, lines: readonly Item[]): Item => {
  if (lines.length === 0) return {}
  return kind === 'cascade' ? { tree: treeFrom(lines) } : { options: lines.map(line => String(line['0'] ?? '')) }
}

const some = (name: string, items: readonly Item[]): Item => (items.length > 0 ? { [name]: items } : {})

/** What a workbook says, also one that was written by hand: only the sheet of fields is needed. Refuses `template.file_invalid`. */
export const fromSheets = (sheets: readonly Sheet[], blank: TemplateBody): Packed => {
  refuseUnless(
    sheets.some(({ name }) => name === fieldTable.name),
    'template.file_invalid',
    { reason: '缺少「字段」表' },
  )
  const lines = new Map(sheets.find(({ name }) => name === '模板')?.rows.map(([title, cell]) => [title, cell ?? null]))
  if (lines.has('格式')) refuseOtherFormats(lines.get('格式'), Number(lines.get('格式版本')))
  const whole: Item = {}
  for (const [title, key, codec] of wholeColumns) {
    const value = codec.read(lines.get(title) ?? null, title)
    if (value !== undefined) whole[key] = value
  }
  const { code, name, isPreset, ...settings } = whole
  const [options, steps, columns] = [optionTable, stepTable, columnTable].map(table => itemsOf(table, sheets))
  const fields = itemsOf(fieldTable, sheets).map(field => ({
    ...field,
    ...choicesFrom(field.kind, ofField(options ?? [], field.key)),
    ...some('steps', ofField(steps ?? [], field.key)),
    ...some('columns', ofField(columns ?? [], field.key)),
  }))
  const [groups, rules, variants] = [groupTable, ruleTable, variantTable].map(table => itemsOf(table, sheets))
  return {
    code: String(code ?? ''),
    name: nameFrom(name),
    isPreset: isPreset === true,
    body: { ...blank, ...settings, fields, groups, rules, variants },
  }
}
