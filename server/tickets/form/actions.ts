import type { TemplateView } from '../../../shared/templates/api'
import type { Answers, Field } from '../../../shared/templates/fields'
import { fileIdsIn } from '../../../shared/templates/printed'
import type { Move } from '../../../shared/tickets/life'
import type { Call } from '../../call'
import { viewDevice } from '../../equipment/actions'
import { adoptFiles } from '../../files/actions'
import { type Subject, subjectOf } from '../known/actions'
import { reddenTicket } from '../marks/actions'
import type { TicketRow } from '../store'
import { type Around, type Effects, type Filled, filledIn, formOf, refuseUnfinished } from './rules'

export const aroundOf = ({ customer, device }: Subject, now: Date): Around => ({
  customer,
  device: device && viewDevice(device, now),
})

/**
 * The form as a step asks for it: whole when a draft is submitted, its last part when the work is finished. Null when
 * the step leaves it alone. Refuses an unfit form.
 */
export const fillForMove = async (
  call: Call,
  { move, row, template }: { move: Move; row: TicketRow; template: TemplateView },
): Promise<Filled | null> => {
  const { body } = template
  const isAsked = move === 'submit' || (move === 'finish' && body.fields.some(field => field.stage === 'finish'))
  if (!isAsked) return null
  const around = aroundOf(await subjectOf(call, row), call.now)
  if (move === 'submit') return filledIn(row, { body, around, sent: {}, before: null })
  refuseUnfinished(body.fields, formOf(row, body, around))
  return null
}

/** Once the ticket is written: the files in new answers are opened by whoever sees it. */
export const adoptAnswers = (
  call: Call,
  row: TicketRow,
  { fields, before }: { fields: readonly Field[]; before: Answers },
): Promise<void> => {
  const idsIn = (answers: Answers) => fields.flatMap(field => fileIdsIn(field, answers[field.key] ?? null))
  const known = new Set(idsIn(before))
  const fresh = idsIn(row.answers).filter(id => !known.has(id))
  return adoptFiles(call, fresh, row.id)
}

/** Once the ticket is written: the emergency channel, and word to those who do the rest. True when the row has changed again. */
export const carryOut = async (call: Call, ticketId: string, { redAlert, due }: Effects): Promise<boolean> => {
  if (due.length > 0) call.emit({ type: 'template.actionsDue', ticketId, actions: due })
  if (redAlert === null) return false
  await reddenTicket(call, ticketId, redAlert)
  return true
}
