import type { TemplateBody } from './api'
import type { Field, Group } from './fields'

/** -1: the top of the form; a field whose group is gone stands there too. */
export const sectionOf = (groups: readonly Group[], group: string | null | undefined): number =>
  groups.findIndex(({ key }) => key === group)

export const fieldsOfSection = (
  { fields, groups }: Pick<TemplateBody, 'fields' | 'groups'>,
  section: number,
): Field[] => fields.filter(field => sectionOf(groups, field.group) === section)

/** The same fields as the form shows them: the top first, then group by group. */
export const orderedBySection = (fields: readonly Field[], groups: readonly Group[]): Field[] =>
  [-1, ...groups.keys()].flatMap(section => fieldsOfSection({ fields: [...fields], groups: [...groups] }, section))
