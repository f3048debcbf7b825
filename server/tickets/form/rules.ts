import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import type { Priority } from '../../../shared/priorities'
import type { TemplateAction } from '../../../shared/templates/actions'
import type { TemplateBody } from '../../../shared/templates/api'
import { formContext } from '../../../shared/templates/context'
import { evaluateForm, type Form } from '../../../shared/templates/evaluate'
import type { Answers, Field } from '../../../shared/templates/fields'
import { isEmptyAnswer } from '../../../shared/templates/kinds/record'
import { errorsAt } from '../../../shared/templates/stages'
import type { TicketRow } from '../store'

/** Whom and what the ticket is about, as conditions read it. */
export type Around = {
  customer: { id: string; name: string; level: string; tags: string[]; regionCode: string | null } | null
  device: Parameters<typeof formContext>[0]['device']
}

/** The ticket's form as its answers and everything else make it. */
export const formOf = (row: TicketRow, body: TemplateBody, around: Around): Form =>
  evaluateForm(
    body,
    row.answers,
    formContext(
      { ticket: { ...row, appointmentFrom: toWireOrNull(row.appointmentFrom) }, ...around },
      toWire(row.createdAt),
    ),
  )

const isSaid = (answers: Answers, key: string): boolean => Object.hasOwn(answers, key) && !isEmptyAnswer(answers[key])

/**
 * An open ticket has a customer and a valid form, and nobody sends what the form does not ask; what was known of it before
 * is only left out. Refuses `ticket.customer_required`, `template.answer_*` and `template.blocked`.
 */
const refuseUnfit = (
  row: Pick<TicketRow, 'customerId'>,
  fields: readonly Field[],
  { form, sent }: { form: Form; sent: Answers },
): void => {
  refuseUnless(row.customerId, 'ticket.customer_required')
  const error = errorsAt('open', fields, form).find(
    ({ code, key }) => code !== 'template.answer_hidden' || isSaid(sent, key),
  )
  if (error) refuse(error.code, error.details)
}

/** What is asked for at the end of the work; refuses `template.answer_missing` and `template.answer_invalid`. */
export const refuseUnfinished = (fields: readonly Field[], form: Form): void => {
  const [error] = errorsAt('finish', fields, form)
  if (error) refuse(error.code, error.details)
}

/** Origins of those values that are still as they were found. */
const keptOrigins = (origins: TicketRow['origins'], before: Answers, after: Answers): TicketRow['origins'] =>
  Object.fromEntries(
    Object.entries(origins).filter(
      ([key]) => Object.hasOwn(after, key) && JSON.stringify(after[key]) === JSON.stringify(before[key]),
    ),
  )

/** What rules do to the ticket beside its form. */
export type Effects = {
  changes: Partial<Pick<TicketRow, 'priority' | 'tags' | 'teamId'>>
  /** Why it goes on the emergency channel; null when it does not. */
  redAlert: string | null
  /** For others to carry out. */
  due: TemplateAction[]
}

const ofKind = <Name extends TemplateAction['action']>(actions: readonly TemplateAction[], name: Name) =>
  actions.filter((one): one is Extract<TemplateAction, { action: Name }> => one.action === name)

const priorityIn = (form: Form | null): Priority | undefined =>
  ofKind(form?.actions ?? [], 'setPriority').at(-1)?.priority

const ownEffects: readonly TemplateAction['action'][] = ['setPriority', 'redAlert', 'addTag', 'assignTeam']

/**
 * The effects that newly apply: each is carried out once. A priority gives way to one that a person chose, which is one
 * that neither the template nor an earlier rule had set.
 */
const effectsOf = (
  row: Pick<TicketRow, 'priority' | 'tags' | 'isRed'>,
  ofTemplate: Priority,
  { form, before }: { form: Form; before: Form | null },
): Effects => {
  const known = new Set((before?.actions ?? []).map(one => JSON.stringify(one)))
  const fresh = form.actions.filter(one => !known.has(JSON.stringify(one)))
  const [wanted, former] = [priorityIn(form), priorityIn(before)]
  const isChosen = row.priority !== ofTemplate && row.priority !== former
  const tags = ofKind(fresh, 'addTag').map(({ tag }) => tag)
  const team = ofKind(fresh, 'assignTeam').at(-1)
  return {
    changes: {
      ...(wanted && wanted !== former && !isChosen && { priority: wanted }),
      ...(tags.length > 0 && { tags: [...new Set([...row.tags, ...tags])] }),
      ...(team && { teamId: team.teamId }),
    },
    redAlert: row.isRed ? null : (ofKind(fresh, 'redAlert')[0]?.reason ?? null),
    due: fresh.filter(one => !ownEffects.includes(one.action)),
  }
}

/** What filling in does to the row, and what follows when it is written. */
export type Filled = { changes: Partial<TicketRow>; effects: Effects }

type Filling = {
  body: TemplateBody
  around: Around
  /** What somebody says just now. */
  sent: Answers
  /** The form as it stood before, when it stood. */
  before: Form | null
}

/** The form of a ticket that is or becomes open. Refuses like `refuseUnfit`. */
export const filledIn = (row: TicketRow, { body, around, sent, before }: Filling): Filled => {
  const form = formOf(row, body, around)
  refuseUnfit(row, body.fields, { form, sent })
  const effects = effectsOf(row, body.priority, { form, before })
  const origins = keptOrigins(row.origins, row.answers, form.values)
  return { changes: { answers: form.values, origins, ...effects.changes }, effects }
}
