import { chinaDay } from '../kernel/time'
import { isInRegion } from './additions/places'
import type { Variant } from './api'
import type { Field } from './fields'

type Situation = { regionCode?: string | null | undefined; at?: string | undefined }

/** 1–12 in the business zone; null without a readable instant. */
const monthOf = (at: string | undefined): number | null => {
  const instant = new Date(at ?? Number.NaN)
  return Number.isNaN(instant.getTime()) ? null : Number(chinaDay(instant).slice(5, 7))
}

/** Which variants are in force: in one of their regions and one of their months, where they name any. */
export const variantsInForce = (variants: readonly Variant[], { regionCode, at }: Situation): readonly Variant[] => {
  const month = variants.some(variant => variant.months.length > 0) ? monthOf(at) : null
  return variants.filter(
    ({ regions, months }) =>
      (regions.length === 0 || isInRegion(regionCode, regions)) &&
      (months.length === 0 || (month !== null && months.includes(month))),
  )
}

const changedBy = (field: Field, { changes }: Variant): Field =>
  Object.hasOwn(changes, field.key) ? { ...field, ...changes[field.key], key: field.key, kind: field.kind } : field

/** The fields as they are under some variants, a later one over an earlier; only local fields change or disappear. */
export const variedFields = (fields: readonly Field[], variants: readonly Variant[]) => ({
  fields: fields.map(field => (field.isLocal ? variants.reduce(changedBy, field) : field)),
  hidden: new Set(
    fields
      .filter(({ key, isLocal }) => isLocal && variants.some(variant => variant.hidden.includes(key)))
      .map(({ key }) => key),
  ),
})
