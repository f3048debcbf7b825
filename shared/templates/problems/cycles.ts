import type { TemplateAction } from '../actions'
import type { TemplateBody, TemplateProblem } from '../api'
import type { Logic } from '../conditions'
import { sizeOfLogic } from '../logic'
import { inOrder } from '../order'
import { readsOf } from '../reads'

type Form = Pick<TemplateBody, 'fields' | 'groups' | 'rules'>
/** Why one field depends on another: a rule or a formula, and where it stands. */
type Reason = { path: string; words: string }

const MOST_TOLD = 10

const feeding = new Set<TemplateAction['action']>(['show', 'hide', 'set', 'compute', 'clear', 'options'])

const keysRead = (...logic: Logic[]): string[] =>
  logic.flatMap(one => (sizeOfLogic(one) === null ? [] : [...readsOf(one).keys]))

/** Of each field: the fields that it depends on, with the reason. */
const dependencies = ({ fields, groups, rules }: Form): Map<number, Reason>[] => {
  const placeOf = new Map(fields.map(({ key }, place) => [key, place]))
  const groupKeys = new Set(groups.map(({ key }) => key))
  const found = fields.map(() => new Map<number, Reason>())
  const add = (target: number, keys: readonly string[], reason: Reason): void => {
    for (const key of keys) {
      const source = placeOf.get(key)
      if (source !== undefined && !found[target]?.has(source)) found[target]?.set(source, reason)
    }
  }
  const placesOf = (key: string): number[] => {
    const place = placeOf.get(key)
    if (place !== undefined) return [place]
    return groupKeys.has(key) ? [...fields.keys()].filter(at => fields[at]?.group === key) : []
  }
  for (const [place, { kind, formula }] of fields.entries()) {
    if (kind === 'computed') add(place, keysRead(formula), { path: `fields.${place}.formula`, words: '公式' })
  }
  for (const [at, { when, then }] of rules.entries()) {
    const reason = { path: `rules.${at}`, words: `规则 ${at + 1}` }
    for (const action of then) {
      if (!feeding.has(action.action)) continue
      const targets = 'targets' in action ? action.targets : 'target' in action && action.target ? [action.target] : []
      const keys = keysRead(when, 'value' in action ? action.value : null)
      for (const target of targets.flatMap(placesOf)) add(target, keys, reason)
    }
  }
  return found
}

/** Fields that decide themselves by a detour, told as the way round. */
export const problemsOfCycles = (form: Form): TemplateProblem[] => {
  const found = dependencies(form)
  const { cycles } = inOrder(found.map(sources => new Set(sources.keys())))
  const label = (place: number): string => `「${form.fields[place]?.label}」`
  return cycles.slice(0, MOST_TOLD).map(cycle => {
    // Each place depends on the next, the last on the first: influence runs the other way.
    const way = [...cycle].reverse()
    const reasons = way.map((source, at) => found[way[(at + 1) % way.length] as number]?.get(source) as Reason)
    const path = way.map((place, at) => `${label(place)}（${reasons[at]?.words}）→ `).join('')
    return {
      path: reasons[0]?.path ?? '',
      fieldKey: form.fields[way[0] as number]?.key ?? '',
      code: 'cycle',
      says: `${path}${label(way[0] as number)}：这样互相决定得不出结果，请改掉其中一处`,
    }
  })
}
