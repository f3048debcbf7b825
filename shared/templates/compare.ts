import type { TemplateChange } from './api'
import { type FieldKind, fieldKinds } from './fields'
import { kindOf } from './kinds'
import { nameOfSetting } from './settingNames'

/** A version or a draft; a draft's document may be anything. */
export type Compared = { name: string; isPreset: boolean; body: unknown }

type Item = Record<string, unknown>
const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)
const itemsIn = (body: unknown, list: string): Item[] => {
  const items = isItem(body) && Object.hasOwn(body, list) ? body[list] : []
  return Array.isArray(items) ? items.filter(isItem) : []
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const LONGEST_WORDS = 300
const isKind = (value: unknown): value is FieldKind => (fieldKinds as readonly unknown[]).includes(value)

/** A setting in words; null when it is not set. */
const wordsOf = (setting: string, value: unknown): string | null => {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (setting === 'kind' && isKind(value)) return kindOf[value].name
  if (setting === 'stage') return value === 'finish' ? '完工前' : '建单时'
  const isPlainList = Array.isArray(value) && value.every(one => typeof one === 'string' || typeof one === 'number')
  const words = isPlainList ? value.join('、') : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS - 1)}…` : words
}

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '' || value === false

/** Settings that differ; what is not set and what is set to nothing are the same. */
const settingChanges = (
  before: Item,
  after: Item,
  { path, label }: { path: string; label: string },
): TemplateChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(setting => !isSame(before[setting], after[setting]))
    .filter(setting => !(isUnset(before[setting]) && isUnset(after[setting])))
    .map(setting => ({
      path: path ? `${path}.${setting}` : setting,
      kind: 'changed',
      label: `${label}${nameOfSetting(setting)}`,
      before: wordsOf(setting, before[setting]),
      after: wordsOf(setting, after[setting]),
    }))

/** The fewest of these places that must move for the others to stand in order (longest increasing subsequence). */
const movedIn = (places: readonly number[]): Set<number> => {
  const longest = places.map(() => 1)
  const previous = places.map(() => -1)
  let end = places.length > 0 ? 0 : -1
  for (let at = 0; at < places.length; at++) {
    for (let back = 0; back < at; back++) {
      if ((places[back] ?? 0) < (places[at] ?? 0) && (longest[back] ?? 0) + 1 > (longest[at] ?? 0)) {
        longest[at] = (longest[back] ?? 0) + 1
        previous[at] = back
      }
    }
    if ((longest[at] ?? 0) > (longest[end] ?? 0)) end = at
  }
  const staying = new Set<number>()
  for (let at = end; at >= 0; at = previous[at] ?? -1) staying.add(at)
  return new Set(places.map((_, at) => at).filter(at => !staying.has(at)))
}

type List = { name: string; noun: string; nameOf: (item: Item, at: number) => string; called: (item: Item) => string }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const lists: readonly List[] = [
  {
    name: 'fields',
    noun: '字段',
    nameOf: ({ key }) => text(key),
    called: ({ label, key }) => text(label) || text(key),
  },
  {
    name: 'groups',
    noun: '分组',
    nameOf: ({ key }) => text(key),
    called: ({ label, key }) => text(label) || text(key),
  },
  { name: 'rules', noun: '规则', nameOf: ({ name }, at) => text(name) || `#${at}`, called: ({ name }) => text(name) },
  { name: 'variants', noun: '差异', nameOf: ({ name }) => text(name), called: ({ name }) => text(name) },
]

type Named = { name: string; item: Item; at: number }

/** By name; of several that share one only the first is itself, the others go by their places too. */
const namedIn = (items: readonly Item[], { nameOf }: List): Named[] => {
  const taken = new Set<string>()
  return items.map((item, at) => {
    const own = nameOf(item, at)
    const name = taken.has(own) ? `${own}#${at}` : own
    taken.add(name)
    return { name, item, at }
  })
}

const listChanges = (before: unknown, after: unknown, list: List): TemplateChange[] => {
  const [olds, news] = [namedIn(itemsIn(before, list.name), list), namedIn(itemsIn(after, list.name), list)]
  const [oldOf, newOf] = [olds, news].map(all => new Map(all.map(one => [one.name, one])))
  const label = ({ item, at }: Named) => `${list.noun}「${list.called(item) || `第 ${at + 1} 条`}」`
  const change = (kind: TemplateChange['kind'], one: Named, [from, to]: [string | null, string | null]) => ({
    path: `${list.name}.${one.name}`,
    kind,
    label: label(one),
    before: from,
    after: to,
  })
  const kept = news.filter(({ name }) => oldOf?.has(name))
  const moved = movedIn(kept.map(({ name }) => oldOf?.get(name)?.at ?? 0))
  return [
    ...olds.filter(({ name }) => !newOf?.has(name)).map(one => change('removed', one, [list.called(one.item), null])),
    ...news.filter(({ name }) => !oldOf?.has(name)).map(one => change('added', one, [null, list.called(one.item)])),
    ...kept.flatMap((one, at) => {
      const old = oldOf?.get(one.name) as Named
      const place: TemplateChange[] = moved.has(at)
        ? [change('moved', one, [`第 ${old.at + 1} 位`, `第 ${one.at + 1} 位`])]
        : []
      const where = { path: `${list.name}.${one.name}`, label: `${label(one)}的` }
      return [...place, ...settingChanges(old.item, one.item, where)]
    }),
  ]
}

const wholeOf = ({ name, isPreset, body }: Compared): Item => {
  const { fields: _, groups: __, rules: ___, variants: ____, ...settings } = isItem(body) ? body : {}
  return { name, isPreset, ...settings }
}

/** What is different, in words: the whole first, then fields, groups, rules and variants. */
export const compareTemplates = (before: Compared, after: Compared): TemplateChange[] => [
  ...settingChanges(wholeOf(before), wholeOf(after), { path: '', label: '' }),
  ...lists.flatMap(list => listChanges(before.body, after.body, list)),
]
