import * as z from 'zod/mini'
import { command, query } from '../kernel/endpoint'
import { everyRole } from '../kernel/roles'
import { id, instant, listOf, oneOf, requiredText, version } from '../kernel/schema'
import { priorities, priorityNames } from '../priorities'
import { templateRule } from './actions'
import { field, fieldKey, group } from './fields'

export const categories = ['install', 'repair', 'maintenance', 'complaint', 'consultation', 'return'] as const

/** Settings that a variant gives a field; what it does not name stays, so that nothing has a default here. */
const fieldChange = z.extend(z.partial(z.omit(field, { key: true, kind: true })), {
  required: z.optional(z.boolean()),
})

/** What differs in some regions or months; only fields that are marked local may. */
export const variant = z.object({
  name: requiredText(40),
  /** Prefixes of the region code; none: everywhere. */
  regions: z._default(listOf(z.string().check(z.regex(/^\d{2,6}$/)), 200), []),
  /** 1–12; none: all year. */
  months: z._default(listOf(z.int().check(z.gte(1), z.lte(12)), 12), []),
  hidden: z._default(listOf(fieldKey, 300), []),
  changes: z._default(z.record(fieldKey, fieldChange), {}),
})
export type Variant = z.output<typeof variant>

/** What a template says beyond its form. */
export const templateBody = z.object({
  category: z.enum(categories),
  businessType: z.string().check(z.regex(/^[a-z]+(\.[a-z0-9]+)*$/)),
  priority: oneOf(priorities, priorityNames),
  fields: listOf(field, 300),
  groups: z._default(listOf(group, 60), []),
  rules: z._default(listOf(templateRule, 300), []),
  variants: z._default(listOf(variant, 50), []),
  /** The flow that its tickets follow, by code; none: the five nodes of every ticket. */
  flowCode: z.optional(id),
  /** The rule set of settlement and the policy of its clocks, where not the company's own. */
  ruleSetCode: z.optional(id),
  slaPolicyCode: z.optional(id),
  /** Worked minutes covered by the base fee. */
  agreedMinutes: z.int().check(z.gte(0), z.lte(1440)),
  /** How far from the site a check-in may be before it is marked. */
  deviationMetres: z.int().check(z.gte(0), z.lte(5000)),
  /** A completed ticket may be reopened this long; later a new one is due. */
  reopenDays: z.int().check(z.gte(0), z.lte(365)),
})
export type TemplateBody = z.output<typeof templateBody>

export const template = z.object({
  id,
  code: z.string(),
  name: requiredText(40),
  versionNo: z.int(),
  /** Shown as a one-tap button in the chat toolbar. */
  isPreset: z.boolean(),
  body: templateBody,
})
export type TemplateView = z.output<typeof template>

/** The name of a template through all its versions: `aircon-repair`. */
export const templateCode = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, '编号只能用小写字母、数字和连字符'))

/** A template while it is being made: JSON that need not be sound yet. At most 1 MB and 80 levels. */
export const looseBody = z.unknown()

/** Something about a template that wants attention; a warning does not forbid publishing. */
export const templateProblem = z.object({
  /** `fields.3.options`; empty for the whole. */
  path: z.string(),
  fieldKey: z.optional(z.string()),
  code: z.string(),
  says: z.string(),
  isWarning: z.optional(z.boolean()),
})
export type TemplateProblem = z.output<typeof templateProblem>

const editor = z.nullable(z.object({ id, name: z.string() }))

export const draft = z.object({
  code: z.string(),
  name: z.string(),
  isPreset: z.boolean(),
  body: looseBody,
  version,
  /** The published version that it was begun from; null for a new template. */
  baseVersionNo: z.nullable(z.int()),
  /** Who edits it. */
  editor,
  isMine: z.boolean(),
  savedAt: z.string(),
})
export type DraftView = z.output<typeof draft>

export const saved = z.object({ version, savedAt: z.string(), problems: z.array(templateProblem) })

export const templateChange = z.object({
  /** By keys, `fields.symptom.options`; rules and variants by their place, `rules.0.when`. */
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  /** What it is about, as people call it: 「故障现象」的选项. */
  label: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
})
export type TemplateChange = z.output<typeof templateChange>

export const exchangeFormats = ['json', 'xlsx'] as const

/** What the evaluator may know besides the answers. */
const tryContext = z.looseObject({
  regionCode: z.optional(z.nullable(z.string())),
  at: z.optional(instant),
  ticket: z.optional(z.unknown()),
  customer: z.optional(z.unknown()),
  device: z.optional(z.unknown()),
})

const spoken = z.object({ key: z.optional(z.string()), says: z.string() })

export const triedForm = z.object({
  visible: z.array(z.string()),
  required: z.array(z.string()),
  values: z.record(z.string(), z.unknown()),
  actions: z.array(z.looseObject({ action: z.string() })),
  errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  /** Where rules narrowed what may be chosen. */
  options: z.record(z.string(), z.array(z.string())),
  warnings: z.array(spoken),
  blocks: z.array(spoken),
})

const makers = ['admin'] as const
const ofCode = z.object({ code: templateCode })
/** 2 MB as base64. */
const encodedFile = z.string().check(z.minLength(1), z.maxLength(2_800_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/))

export const templatesApi = {
  list: query('templates.list', {
    summary: '可用的工单模板',
    allow: everyRole,
    input: z.object({}),
    output: z.object({ items: z.array(template) }),
  }),
  get: query('templates.get', {
    summary: '一个模板的某个版本',
    allow: everyRole,
    input: z.object({ id }),
    output: template,
  }),
  versions: query('templates.versions', {
    summary: '一个模板的所有版本，新的在前',
    allow: makers,
    input: ofCode,
    output: z.object({
      items: z.array(z.object({ id, versionNo: z.int(), name: z.string(), publishedAt: z.string() })),
    }),
  }),
  draft: query('templates.draft', {
    summary: '一个模板的草稿，以及谁在编辑',
    allow: makers,
    input: ofCode,
    output: draft,
  }),
  beginDraft: command('templates.beginDraft', {
    summary: '开始编辑：新建、复制，或打开已有模板的草稿（10 分钟没有保存的可以接手）',
    allow: makers,
    input: z.object({
      code: z.optional(templateCode),
      fromVersionNo: z.optional(z.int().check(z.gte(1))),
      name: z.optional(requiredText(40)),
      /** Code of the template to begin from. */
      copyOf: z.optional(templateCode),
    }),
    output: draft,
  }),
  saveDraft: command('templates.saveDraft', {
    summary: '保存草稿，返回发布前要解决的问题',
    allow: makers,
    input: z.object({ code: templateCode, version, name: requiredText(40), isPreset: z.boolean(), body: looseBody }),
    output: saved,
  }),
  takeDraft: command('templates.takeDraft', {
    summary: '接手别人正在编辑的草稿，对方会收到通知',
    allow: makers,
    input: ofCode,
    output: draft,
  }),
  discardDraft: command('templates.discardDraft', {
    summary: '放弃草稿，已发布的版本不受影响',
    allow: makers,
    input: z.object({ code: templateCode, version }),
    output: z.object({ code: z.string() }),
  }),
  check: query('templates.check', {
    summary: '检查模板内容，不保存',
    allow: makers,
    input: z.object({ body: looseBody }),
    output: z.object({ problems: z.array(templateProblem) }),
  }),
  publish: command('templates.publish', {
    summary: '发布草稿为新版本；已有工单仍用各自的版本',
    allow: makers,
    input: z.object({ code: templateCode, version }),
    output: template,
  }),
  compare: query('templates.compare', {
    summary: '两个版本之间的变化',
    allow: makers,
    input: z.object({
      code: templateCode,
      from: z.int().check(z.gte(1)),
      to: z.union([z.int().check(z.gte(1)), z.literal('draft')]),
    }),
    output: z.object({ changes: z.array(templateChange) }),
  }),
  export: query('templates.export', {
    summary: '导出一个版本；不写版本号时导出草稿，没有草稿时导出最新版本',
    allow: makers,
    input: z.object({
      code: templateCode,
      versionNo: z.optional(z.int().check(z.gte(1))),
      format: z.enum(exchangeFormats),
    }),
    output: z.object({ fileName: z.string(), base64: z.string() }),
  }),
  import: command('templates.import', {
    summary: '导入为草稿；不写编号时新建模板',
    allow: makers,
    input: z.object({ format: z.enum(exchangeFormats), base64: encodedFile, code: z.optional(templateCode) }),
    output: draft,
  }),
  try: query('templates.try', {
    summary: '试填：模板、答案和情况，得到表单（不保存）',
    allow: makers,
    input: z.object({
      template: z.looseObject({}),
      answers: z._default(z.record(z.string(), z.unknown()), {}),
      context: z._default(tryContext, {}),
    }),
    output: triedForm,
  }),
}
