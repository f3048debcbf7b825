import type { Field } from './fields'

/** A customer reads the fields that are marked for customers; of a template that marks none, all. */
export const readableFields = (fields: readonly Field[], isCustomer: boolean): readonly Field[] =>
  isCustomer && fields.some(field => field.isForCustomer) ? fields.filter(field => field.isForCustomer) : fields
