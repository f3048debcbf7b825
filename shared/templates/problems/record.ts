import type { TemplateProblem } from '../api'
import type { Field } from '../fields'

/** A problem of one field. */
export const ofField = (field: Field, path: string, code: string, says: string): TemplateProblem => ({
  path,
  fieldKey: field.key,
  code,
  says: `「${field.label}」${says}`,
})

/** Values that stand more than once, each named once. */
export const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
]

/** `甲、乙 等 5 个` of many. */
export const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join('、')} 等 ${names.length} 个` : names.join('、')
