import type { TemplateAction } from './actions'
import type { TemplateBody } from './api'
import { overItems } from './logic'
import { ruleOf } from './rules'

const itemWise: ReadonlySet<string> = new Set(overItems)

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const renamedPath = (path: unknown, from: string, to: string): unknown => {
  if (typeof path !== 'string') return path
  return path === from || path.startsWith(`${from}.`) ? to + path.slice(from.length) : path
}

/** The same logic where the field is called by its new key; the very same object where it is not named. */
export const renamedInLogic = (logic: unknown, from: string, to: string): unknown => {
  const deep = (node: unknown): unknown => renamedInLogic(node, from, to)
  if (Array.isArray(logic)) return kept(logic, logic.map(deep))
  if (!isPlain(logic)) return logic
  const [name, ...others] = Object.keys(logic)
  if (name === undefined || others.length > 0) return logic
  const args = logic[name]
  const list = Array.isArray(args) ? args : [args]
  const keys = (node: unknown): unknown =>
    Array.isArray(node) ? node.map(keys) : typeof node === 'string' ? renamedPath(node, from, to) : deep(node)
  const renamed = list.map((arg, at) => {
    if (name === 'missing' || (name === 'missing_some' && at === 1)) return keys(arg)
    if (name === 'var' && at === 0) return keys(arg)
    return itemWise.has(name) && at === 1 ? arg : deep(arg)
  })
  return JSON.stringify(renamed) === JSON.stringify(list)
    ? logic
    : { [name]: Array.isArray(args) ? renamed : renamed[0] }
}

const kept = (before: unknown[], after: unknown[]): unknown[] =>
  after.every((one, at) => one === before[at]) ? before : after

type Renamed = Pick<TemplateBody, 'fields' | 'rules' | 'variants'>

/** Every place that names the field, with its new key. */
export const renamedInBody = ({ fields, rules, variants }: Renamed, from: string, to: string): Renamed => {
  const key = (one: string): string => (one === from ? to : one)
  const logic = (one: unknown): unknown => renamedInLogic(one, from, to)
  const renamedAction = (action: TemplateAction): TemplateAction => ({
    ...action,
    ...('targets' in action ? { targets: action.targets.map(key) } : {}),
    ...('target' in action && action.target !== undefined ? { target: key(action.target) } : {}),
    ...('value' in action ? { value: logic(action.value) } : {}),
  })
  return {
    fields: fields.map(field => ({
      ...field,
      key: key(field.key),
      ...(field.formula === undefined ? {} : { formula: logic(field.formula) }),
    })),
    rules: rules.map(rule => ruleOf(logic(rule.when), rule.then.map(renamedAction), rule)),
    variants: variants.map(variant => ({
      ...variant,
      hidden: variant.hidden.map(key),
      changes: Object.fromEntries(Object.entries(variant.changes).map(([name, change]) => [key(name), change])),
    })),
  }
}
