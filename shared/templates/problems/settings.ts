import { problemOf } from '../answers'
import type { TemplateProblem } from '../api'
import type { Answer, Field, FieldKind } from '../fields'
import { kindOf } from '../kinds'
import { commonSettings } from '../kinds/record'
import type { CascadeOption, TableColumn } from '../parts'
import { complaintOfPattern } from '../patterns/match'
import { listed, ofField, repeated } from './record'

const names: Partial<Record<keyof Field, string>> = {
  required: '必填',
  stage: '填写时机',
  prefill: '预填来源',
  initial: '初始值',
  options: '选项',
  tree: '级联选项',
  min: '最小值',
  max: '最大值',
  digits: '小数位数',
  unit: '单位',
  pattern: '格式',
  patternSays: '格式说明',
  steps: '步骤',
  columns: '列',
  formula: '公式',
  says: '说明文字',
}

type Complaint = { setting: string; code: string; says: string }
type Check = (field: Field) => Complaint[]

const isSet = (field: Field, setting: keyof Field): boolean => {
  const value = field[setting]
  return value !== undefined && value !== null && !(setting === 'required' && value === false)
}

const unused: Check = field => {
  const used = new Set<string>([...commonSettings, ...kindOf[field.kind].settings])
  return (Object.keys(field) as (keyof Field)[])
    .filter(setting => !used.has(setting) && isSet(field, setting))
    .map(setting => ({
      setting,
      code: 'setting_unused',
      says: `是${kindOf[field.kind].name}，用不到${names[setting] ?? '这一项设置'}，请去掉`,
    }))
}

/** What a kind cannot be without. */
const needed: Partial<Record<FieldKind, [keyof Field, string]>> = {
  choice: ['options', '还没有选项，请至少写一个'],
  choices: ['options', '还没有选项，请至少写一个'],
  cascade: ['tree', '还没有级联选项，请至少写一个'],
  checklist: ['steps', '还没有步骤，请至少写一步'],
  table: ['columns', '还没有列，请至少加一列'],
  computed: ['formula', '还没有公式，请写明怎么计算'],
  guide: ['says', '还没有说明文字，请填写'],
}

const missing: Check = field => {
  const need = needed[field.kind]
  if (!need) return []
  const [setting, says] = need
  const value = field[setting]
  const isMissing = !isSet(field, setting) || value === '' || (Array.isArray(value) && value.length === 0)
  return isMissing ? [{ setting, code: 'setting_missing', says }] : []
}

const twice = (setting: string, what: string, values: readonly string[]): Complaint[] => {
  const found = repeated(values)
  return found.length > 0 ? [{ setting, code: 'duplicate', says: `的${what}有重复：${listed(found)}` }] : []
}

/** Lowest and highest bound that each kind can hold; whole unless it is a plain number. */
const bounds: Partial<Record<FieldKind, [number, number]>> = {
  text: [0, 5000],
  longText: [0, 5000],
  number: [-1e15, 1e15],
  money: [-100_000_000_000, 100_000_000_000],
  duration: [0, 525_600],
  rating: [2, 10],
  choices: [0, 50],
  photo: [0, 50],
  video: [0, 10],
  file: [0, 20],
  voice: [0, 10],
  table: [0, 200],
}

const range: Check = ({ kind, min, max, options }) => {
  const found: Complaint[] = []
  const bound = bounds[kind]
  if (bound) {
    for (const [setting, value] of Object.entries({ min, max })) {
      if (value === undefined) continue
      const fits = value >= bound[0] && value <= bound[1] && (kind === 'number' || Number.isInteger(value))
      if (!fits) {
        const says = `的${names[setting as 'min' | 'max']}要在 ${bound[0]} 到 ${bound[1]} 之间${kind === 'number' ? '' : '，且是整数'}`
        found.push({ setting, code: 'out_of_bounds', says })
      }
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    found.push({ setting: 'max', code: 'range_reversed', says: '的最大值小于最小值' })
  }
  if (kind === 'choices' && min !== undefined && options && min > options.length) {
    found.push({ setting: 'min', code: 'out_of_bounds', says: '要求选的项数比选项还多' })
  }
  return found
}

const pattern: Check = ({ pattern: source, kind }) => {
  const complaint = source !== undefined && kind === 'text' ? complaintOfPattern(source) : null
  return complaint ? [{ setting: 'pattern', code: 'pattern_unsound', says: `的格式不能使用：${complaint}` }] : []
}

const MOST_LEVELS = 4
const MOST_CHOICES = 2000

const cascade: Check = ({ tree = [] }) => {
  const found: Complaint[] = []
  let count = 0
  const walk = (level: readonly CascadeOption[], depth: number): void => {
    if (depth > MOST_LEVELS) {
      found.push({ setting: 'tree', code: 'too_deep', says: `的级联选项最多 ${MOST_LEVELS} 级` })
      return
    }
    count += level.length
    found.push(
      ...twice(
        'tree',
        '级联选项',
        level.map(option => option.label),
      ),
    )
    for (const option of level) walk(option.children ?? [], depth + 1)
  }
  walk(tree, 1)
  if (count > MOST_CHOICES)
    found.push({ setting: 'tree', code: 'too_large', says: `的级联选项最多 ${MOST_CHOICES} 个` })
  return found.filter(({ code }, at) => found.findIndex(one => one.code === code) === at)
}

const column = ({ label, kind, options }: TableColumn): Complaint[] => {
  if (kind !== 'choice') {
    const says = `的「${label}」列用不到选项，请去掉`
    return options ? [{ setting: 'columns', code: 'setting_unused', says }] : []
  }
  if (!options?.length) return [{ setting: 'columns', code: 'setting_missing', says: `的「${label}」列还没有选项` }]
  return twice('columns', `「${label}」列选项`, options)
}

const partsOf: Check = ({ options = [], steps = [], columns = [] }) => [
  ...twice('options', '选项', options),
  ...twice(
    'steps',
    '步骤编号',
    steps.map(step => step.key),
  ),
  ...twice(
    'columns',
    '列编号',
    columns.map(one => one.key),
  ),
  ...columns.flatMap(column),
]

const initial: Check = field => {
  const value = (field.initial ?? null) as Answer
  if (!isSet(field, 'initial') || !(kindOf[field.kind].settings as readonly string[]).includes('initial')) return []
  const problem = kindOf[field.kind].isEmpty(value) ? null : problemOf({ ...field, required: false }, value)
  return problem
    ? [{ setting: 'initial', code: 'initial_unfit', says: `的初始值不合适：${problem.details.reason}` }]
    : []
}

const checks: readonly Check[] = [unused, missing, range, pattern, cascade, partsOf, initial]

/** What is wrong with a field by itself; `path` is where it stands. */
export const problemsOfSettings = (field: Field, path: string): TemplateProblem[] =>
  checks
    .flatMap(check => check(field))
    .map(({ setting, code, says }) => ofField(field, `${path}.${setting}`, code, says))
