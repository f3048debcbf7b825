import type { Field } from '../../../../../shared/templates/fields'
import { pathOf, subjectsOf } from '../rules/subjects'
import type { Naming } from './print'

/** Labels where they are clear, keys where two fields are called alike. */
export const namingOf = (fields: readonly Field[]): Naming => {
  const { fields: subjects, context } = subjectsOf(fields)
  const named = [...subjects, ...context].filter(({ logic }) => 'var' in (logic as object))
  const keys = new Set(named.map(({ logic }) => pathOf(logic)))
  const count = new Map<string, number>()
  for (const { label } of named) count.set(label, (count.get(label) ?? 0) + 1)
  const isClear = (label: string): boolean => count.get(label) === 1 && !keys.has(label) && !/[「」.]/.test(label)
  const labels = new Map(named.filter(({ label }) => isClear(label)).map(({ label, logic }) => [label, pathOf(logic)]))
  const names = new Map([...labels].map(([label, path]) => [path, label]))
  return {
    nameOf: path => names.get(path) ?? path,
    pathOf: name => labels.get(name) ?? (isPath(name, keys) ? name : undefined),
  }
}

/** A key, or a part of what the key holds: `parts.0.name`. */
const isPath = (name: string, keys: ReadonlySet<string>): boolean =>
  keys.has(name) || keys.has(name.split('.')[0] ?? '') || /^(ticket|customer|device)\.\w+$/.test(name)
