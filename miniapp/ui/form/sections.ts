import type { Field, Group } from '../../../shared/templates/fields'
import { fieldsOfSection } from '../../../shared/templates/layout'

/** `key` is null at the top of the form. Its fields have their places whether they are shown or not. */
export type Section = { key: string | null; label: string; fields: readonly string[] }

/** Those that have fields, the top first. */
export const sectionsOf = (groups: readonly Group[], fields: readonly Field[]): Section[] => {
  const body = { fields: [...fields], groups: [...groups] }
  const keysOf = (section: number) => fieldsOfSection(body, section).map(field => field.key)
  return [
    { key: null, label: '', fields: keysOf(-1) },
    ...groups.map(({ key, label }, index) => ({ key, label, fields: keysOf(index) })),
  ].filter(section => section.fields.length > 0)
}
