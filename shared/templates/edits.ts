import type { TemplateRule } from './actions'
import type { TemplateBody, Variant } from './api'
import type { Field, Group } from './fields'
import type { Edit, Patch, Path } from './history'
import { fieldsOfSection, orderedBySection, sectionOf } from './layout'
import { renamedInBody } from './references'

/** What the designer edits. */
export type TemplateDocument = { name: string; isPreset: boolean; body: TemplateBody }

export type EditName =
  | 'addField'
  | 'moveField'
  | 'removeField'
  | 'changeField'
  | 'renameField'
  | 'addGroup'
  | 'moveGroup'
  | 'removeGroup'
  | 'changeGroup'
  | 'addRule'
  | 'moveRule'
  | 'removeRule'
  | 'changeRule'
  | 'addVariant'
  | 'removeVariant'
  | 'changeVariant'
  | 'changeTemplate'
export type TemplateEdit = Edit<EditName>

/** Where a field goes: into a group (null: the top of the form), before another; null: last. */
export type Place = { group: string | null; before: string | null }

const FIELDS: Path = ['body', 'fields']
const GROUPS: Path = ['body', 'groups']
const RULES: Path = ['body', 'rules']
const VARIANTS: Path = ['body', 'variants']

const set = (path: Path, value: unknown): Patch => ({ op: 'set', path, value })
/** Nothing to do, as when what was meant is gone already. */
const idle = (name: EditName): TemplateEdit => ({ name, patches: [] })

/** `choice`, `choice2`, `choice3` ...: the first that nobody has. */
export const freshKey = (taken: Iterable<string>, stem: string): string => {
  const names = new Set(taken)
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}${number}`
    if (!names.has(key)) return key
  }
}

/** Keys of fields and groups live in one name space: an action names either. */
export const keysOf = ({ fields, groups }: Pick<TemplateBody, 'fields' | 'groups'>): string[] =>
  [...fields, ...groups].map(({ key }) => key)

/** The index at which a field of that place stands in the list `fields`. */
const indexAt = (body: TemplateBody, fields: readonly Field[], { group, before }: Place): number => {
  const named = before === null ? -1 : fields.findIndex(({ key }) => key === before)
  if (named >= 0) return named
  const section = sectionOf(body.groups, group)
  return fields.findLastIndex(field => sectionOf(body.groups, field.group) <= section) + 1
}

const placed = (field: Field, group: string | null): Field => {
  const { group: _, ...rest } = field
  return group === null ? rest : { ...rest, group }
}

export const addField = ({ body }: TemplateDocument, field: Field, place: Place): TemplateEdit => ({
  name: 'addField',
  patches: [{ op: 'insert', path: FIELDS, at: indexAt(body, body.fields, place), value: placed(field, place.group) }],
})

/** A copy with a key of its own, right behind. */
export const copyField = ({ body }: TemplateDocument, key: string): TemplateEdit => {
  const index = body.fields.findIndex(field => field.key === key)
  const field = body.fields[index]
  if (!field) return idle('addField')
  const copy = { ...field, key: freshKey(keysOf(body), key.replace(/\d+$/, '')) }
  return { name: 'addField', patches: [{ op: 'insert', path: FIELDS, at: index + 1, value: copy }] }
}

export const moveField = ({ body }: TemplateDocument, key: string, place: Place): TemplateEdit => {
  const from = body.fields.findIndex(field => field.key === key)
  if (from < 0 || place.before === key) return idle('moveField')
  const others = body.fields.toSpliced(from, 1)
  const to = indexAt(body, others, place)
  const group = place.group ?? undefined
  return {
    name: 'moveField',
    patches: [
      ...(body.fields[from]?.group === group ? [] : [set([...FIELDS, from, 'group'], group)]),
      ...(from === to ? [] : [{ op: 'move' as const, path: FIELDS, from, to }]),
    ],
  }
}

/** One up or down as the form shows it, over the border of a group too. */
export const stepField = (document: TemplateDocument, key: string, by: -1 | 1): TemplateEdit => {
  const { fields, groups } = document.body
  const field = fields.find(one => one.key === key)
  if (!field) return idle('moveField')
  const section = sectionOf(groups, field.group)
  const siblings = fieldsOfSection(document.body, section)
  const at = siblings.findIndex(one => one.key === key)
  const group = groups[section]?.key ?? null
  if (by === -1 && at > 0) return moveField(document, key, { group, before: siblings[at - 1]?.key ?? null })
  if (by === 1 && at < siblings.length - 1) {
    return moveField(document, key, { group, before: siblings[at + 2]?.key ?? null })
  }
  const next = section + by
  if (next < -1 || next >= groups.length) return idle('moveField')
  const before = by === 1 ? (fieldsOfSection(document.body, next)[0]?.key ?? null) : null
  return moveField(document, key, { group: groups[next]?.key ?? null, before })
}

const withoutField = (variants: readonly Variant[], keys: readonly string[]): Patch[] => {
  const names = (variant: Variant) => [...variant.hidden, ...Object.keys(variant.changes)]
  if (!variants.some(variant => names(variant).some(name => keys.includes(name)))) return []
  const cleaned = variants.map(variant => ({
    ...variant,
    hidden: variant.hidden.filter(name => !keys.includes(name)),
    changes: Object.fromEntries(Object.entries(variant.changes).filter(([name]) => !keys.includes(name))),
  }))
  return [set(VARIANTS, cleaned)]
}

/** Rules that name it stay and are listed as problems: what they should say now, only a person knows. */
export const removeField = ({ body }: TemplateDocument, key: string): TemplateEdit => {
  const at = body.fields.findIndex(field => field.key === key)
  if (at < 0) return idle('removeField')
  return { name: 'removeField', patches: [{ op: 'remove', path: FIELDS, at }, ...withoutField(body.variants, [key])] }
}

/** Settings that become `undefined` are taken away. */
export const changeField = (
  { body }: TemplateDocument,
  key: string,
  changes: Partial<Field>,
  isTyping = false,
): TemplateEdit => {
  const at = body.fields.findIndex(field => field.key === key)
  if (at < 0) return idle('changeField')
  const patches = Object.entries(changes).map(([name, value]) => set([...FIELDS, at, name], value))
  return { name: 'changeField', patches, isTyping }
}

/** A new key, in every rule, formula and variant too. */
export const renameField = ({ body }: TemplateDocument, from: string, to: string): TemplateEdit => {
  if (from === to || keysOf(body).includes(to)) return idle('renameField')
  const { fields, rules, variants } = renamedInBody(body, from, to)
  return { name: 'renameField', patches: [set(FIELDS, fields), set(RULES, rules), set(VARIANTS, variants)] }
}

export const addGroup = ({ body }: TemplateDocument, group: Group, at = body.groups.length): TemplateEdit => ({
  name: 'addGroup',
  patches: [{ op: 'insert', path: GROUPS, at, value: group }],
})

/** The fields go with it, so that the list stays in the order of the form. */
export const moveGroup = ({ body }: TemplateDocument, key: string, to: number): TemplateEdit => {
  const from = body.groups.findIndex(group => group.key === key)
  const last = body.groups.length - 1
  if (from < 0 || to < 0 || to > last || from === to) return idle('moveGroup')
  const groups = body.groups.toSpliced(from, 1).toSpliced(to, 0, body.groups[from] as Group)
  return {
    name: 'moveGroup',
    patches: [{ op: 'move', path: GROUPS, from, to }, set(FIELDS, orderedBySection(body.fields, groups))],
  }
}

/** With its fields, or they go to the top of the form. */
export const removeGroup = (
  { body }: TemplateDocument,
  key: string,
  { withFields }: { withFields: boolean },
): TemplateEdit => {
  const at = body.groups.findIndex(group => group.key === key)
  if (at < 0) return idle('removeGroup')
  const groups = body.groups.toSpliced(at, 1)
  const mine = body.fields.filter(field => field.group === key).map(field => field.key)
  const fields = withFields
    ? body.fields.filter(field => field.group !== key)
    : orderedBySection(
        body.fields.map(field => (field.group === key ? placed(field, null) : field)),
        groups,
      )
  return {
    name: 'removeGroup',
    patches: [
      { op: 'remove', path: GROUPS, at },
      set(FIELDS, fields),
      ...(withFields ? withoutField(body.variants, mine) : []),
    ],
  }
}

export const changeGroup = (
  { body }: TemplateDocument,
  key: string,
  changes: Partial<Group>,
  isTyping = false,
): TemplateEdit => {
  const at = body.groups.findIndex(group => group.key === key)
  if (at < 0) return idle('changeGroup')
  const patches = Object.entries(changes).map(([name, value]) => set([...GROUPS, at, name], value))
  return { name: 'changeGroup', patches, isTyping }
}

type ListEdits<Item> = {
  add: (item: Item, at: number) => TemplateEdit
  change: (at: number, item: Item, isTyping?: boolean) => TemplateEdit
  remove: (at: number) => TemplateEdit
}

const editsOf = <Item>(path: Path, add: EditName, change: EditName, remove: EditName): ListEdits<Item> => ({
  add: (item, at) => ({ name: add, patches: [{ op: 'insert', path, at, value: item }] }),
  change: (at, item, isTyping = false) => ({ name: change, patches: [set([...path, at], item)], isTyping }),
  remove: at => ({ name: remove, patches: [{ op: 'remove', path, at }] }),
})

export const ruleEdits = editsOf<TemplateRule>(RULES, 'addRule', 'changeRule', 'removeRule')
export const variantEdits = editsOf<Variant>(VARIANTS, 'addVariant', 'changeVariant', 'removeVariant')

export const moveRule = (from: number, to: number): TemplateEdit => ({
  name: 'moveRule',
  patches: from === to ? [] : [{ op: 'move', path: RULES, from, to }],
})

type Heading = Partial<Pick<TemplateDocument, 'name' | 'isPreset'>> & { body?: Partial<TemplateBody> }

/** What the template says beyond its form. */
export const changeTemplate = ({ body, ...heading }: Heading, isTyping = false): TemplateEdit => ({
  name: 'changeTemplate',
  patches: [
    ...Object.entries(heading).map(([name, value]) => set([name], value)),
    ...Object.entries(body ?? {}).map(([name, value]) => set(['body', name], value)),
  ],
  isTyping,
})
