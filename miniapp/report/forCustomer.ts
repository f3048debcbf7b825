import type { TemplateBody } from '../../shared/templates/api'
import type { Answers, Field, FieldKind } from '../../shared/templates/fields'
import { words } from './words'

/** These are chosen from lists that only staff may see. */
const forStaff: readonly FieldKind[] = ['customer', 'staff', 'parts']

const OPTIONAL = 'optionalForCustomers'

type Asked = { body: TemplateBody; asks: (field: Field) => boolean }

/**
 * What a customer is asked: the fields that are marked so, and what the form cannot do without. In a template that marks
 * none the others stand below, closed. Nobody is asked for what is known already, or what the engineer fills in later.
 */
export const forCustomer = (body: TemplateBody, known: Answers): Asked => {
  const isMarked = body.fields.some(field => field.isForCustomer)
  const asks = (field: Field): boolean =>
    !(field.key in known) &&
    !forStaff.includes(field.kind) &&
    field.stage !== 'finish' &&
    (!isMarked || field.isForCustomer === true || field.required)
  if (isMarked) return { body, asks }
  const fields = body.fields.map(field => (field.required || field.group ? field : { ...field, group: OPTIONAL }))
  const optional = { key: OPTIONAL, label: words.optional, columns: 1, isCollapsed: true }
  return { body: { ...body, fields, groups: [...body.groups, optional] }, asks }
}
