import {
  addField,
  addGroup,
  freshKey,
  keysOf,
  moveField,
  moveGroup,
  type Place,
  type TemplateDocument,
  type TemplateEdit,
} from '../../../../../shared/templates/edits'
import type { Field, FieldKind } from '../../../../../shared/templates/fields'
import { kindOf } from '../../../../../shared/templates/kinds'
import { fieldsOfSection, sectionOf } from '../../../../../shared/templates/layout'
import { reservedKeys } from '../../../../../shared/templates/reads'
import type { Desk } from '../designer/desk'
import { words } from '../words'
import type { Side } from './drop'
import type { Dragged, Target } from './targets'

/** A field as it comes from the library. */
export const newField = ({ body }: TemplateDocument, kind: FieldKind): Field => ({
  label: kindOf[kind].name,
  required: false,
  ...kindOf[kind].starts(),
  key: freshKey([...keysOf(body), ...reservedKeys], kind),
  kind,
})

const placeOf = ({ body }: TemplateDocument, target: Target, side: Side): Place => {
  if (target.is !== 'row') return { group: target.group, before: null }
  if (side === 'before') return { group: target.group, before: target.key }
  const siblings = fieldsOfSection(body, sectionOf(body.groups, target.group))
  const at = siblings.findIndex(({ key }) => key === target.key)
  return { group: target.group, before: siblings[at + 1]?.key ?? null }
}

/** The index among the groups at which a group would stand. */
const slotOf = ({ body }: TemplateDocument, target: Target, side: Side): number =>
  target.group === null ? 0 : sectionOf(body.groups, target.group) + (side === 'after' ? 1 : 0)

export const insertField = (desk: Desk, kind: FieldKind, place: Place): void => {
  const document = desk.get().history.document
  const field = newField(document, kind)
  desk.edit(current => addField(current, field, place))
  desk.select({ kind: 'field', key: field.key })
}

export const insertGroup = (desk: Desk, at: number): void => {
  const { body } = desk.get().history.document
  const group = { key: freshKey(keysOf(body), 'group'), label: words.newGroup, columns: 1 }
  desk.edit(document => addGroup(document, group, at))
  desk.select({ kind: 'group', key: group.key })
}

/** Moving within a list: the place it leaves no longer counts. */
const moveGroupTo = (document: TemplateDocument, key: string, slot: number): TemplateEdit => {
  const from = sectionOf(document.body.groups, key)
  return moveGroup(document, key, slot > from ? slot - 1 : slot)
}

/** What was dragged has come down. */
export const drop = (desk: Desk, dragged: Dragged, target: Target, side: Side): void => {
  const document = desk.get().history.document
  if (dragged.is === 'kind') insertField(desk, dragged.kind, placeOf(document, target, side))
  if (dragged.is === 'newGroup') insertGroup(desk, slotOf(document, target, side))
  if (dragged.is === 'group') desk.edit(now => moveGroupTo(now, dragged.key, slotOf(document, target, side)))
  if (dragged.is === 'field') {
    desk.edit(now => moveField(now, dragged.key, placeOf(document, target, side)))
    desk.select({ kind: 'field', key: dragged.key })
  }
}

/** Behind what is selected, as when a kind is clicked instead of dragged. */
export const placeBehindSelected = (desk: Desk): Place => {
  const { selected, history } = desk.get()
  const { body } = history.document
  if (selected.kind === 'group') return { group: selected.key, before: null }
  const field = selected.kind === 'field' ? body.fields.find(({ key }) => key === selected.key) : undefined
  if (!field) return { group: body.groups.at(-1)?.key ?? null, before: null }
  const group = field.group ?? null
  return placeOf(history.document, { is: 'row', key: field.key, group, isHalf: false }, 'after')
}
