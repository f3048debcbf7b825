import type { TemplateView } from '../../../shared/templates/api'
import type { Answers } from '../../../shared/templates/fields'
import { prefilled } from '../../../shared/templates/prefill'
import type { Call } from '../../call'
import { findTemplate } from '../../templates/actions'
import type { NewTicket } from '../creation/actions'
import { newTicket, saidIn, type Wish } from '../creation/rules'
import { findTicket } from '../finding/actions'
import { adoptAnswers, aroundOf, carryOut } from '../form/actions'
import { type Filled, filledIn, formOf } from '../form/rules'
import { knownOf, type Subject, subjectOf } from '../known/actions'
import { changeTicket, rereadTicket, saveEvent, type TicketRow } from '../store'
import { newEvent } from '../timeline/rules'
import {
  editable,
  refuseOver,
  refuseStranger,
  saidBefore,
  unspoken,
  withoutMasked,
  withoutOrigin,
  withoutUndefined,
} from './rules'

/**
 * Fills in or corrects what a ticket says, before it is over, by its own version of the template. Refuses unfit answers
 * unless it is a draft.
 */
export const editTicket = async (call: Call, row: TicketRow, sent: Partial<NewTicket>): Promise<TicketRow> => {
  refuseOver(row)
  const wish = withoutMasked(row, sent)
  const isDraft = row.status === 'draft'
  const template = await findTemplate(call, wish.templateId ?? row.templateId)
  const { customerId = row.customerId, deviceId = row.deviceId } = wish
  const subject = await subjectOf(call, { customerId, deviceId })
  const said = { ...saidBefore(row), ...withoutUndefined(wish), channel: row.channel, isDraft }
  const remade = editable(newTicket(row, template, subject, said, call))
  const begun = { ...row, ...remade, ...(await answersOf(call, row, { wish, said, template, subject })) }
  const filled = isDraft ? null : refilled(call, begun, { row, wish, template, subject })
  const next = await changeTicket(call.tx, row, {
    ...remade,
    answers: begun.answers,
    origins: begun.origins,
    ...filled?.changes,
    ...(wish.priority && { priority: wish.priority }),
    updatedAt: call.now,
    lastEvent: `${call.actor.name} 修改了内容`,
  })
  await adoptAnswers(call, next, { fields: template.body.fields, before: row.answers })
  await saveEvent(call.tx, newEvent(call, next, { kind: 'edit' }))
  call.emit({ type: 'ticket.edited', ticketId: row.id, actorId: call.actor.personId })
  if (filled) await carryOut(call, row.id, filled.effects)
  await call.follow()
  return rereadTicket(call.tx, row.id)
}

type About = { wish: Partial<NewTicket>; template: TemplateView; subject: Subject }

/**
 * The answers after an edit, before rules. About somebody or something else, what came from there is looked up anew; what
 * a person said or emptied stays so.
 */
const answersOf = async (
  call: Call,
  row: TicketRow,
  { wish, said, template, subject }: About & { said: Partial<Wish> },
): Promise<Pick<TicketRow, 'answers' | 'origins'>> => {
  const sent = wish.answers ?? {}
  const isSame = template.id === row.templateId
  const isAboutTheSame =
    (subject.customer?.id ?? null) === row.customerId && (subject.device?.id ?? null) === row.deviceId
  if (isSame && isAboutTheSame) return { answers: { ...row.answers, ...sent }, origins: unspoken(row, sent) }
  const known = await knownOf(call, { ...subject, template, said: saidIn(said), besides: row.id })
  return prefilled(template.body.fields, { ...(isSame ? withoutOrigin(row) : {}), ...sent }, known)
}

/** The form of an open ticket after an edit; only what rules newly want is done. */
const refilled = (
  call: Call,
  begun: TicketRow,
  { row, wish, template: { id, body }, subject }: About & { row: TicketRow },
): Filled => {
  const around = aroundOf(subject, call.now)
  const before = id === row.templateId ? formOf(row, body, around) : null
  return filledIn(begun, { body, around, sent: wish.answers ?? {}, before })
}

/** The form alone, by the desk or by the engineer who has the ticket on hand. Refuses `ticket.not_yours` and unfit answers. */
export const fillTicket = async (
  call: Call,
  { id, version, answers }: { id: string; version: number; answers: Answers },
): Promise<TicketRow> => {
  const row = await findTicket(call, id)
  refuseStranger(row, call.actor)
  return editTicket(call, { ...row, version }, { answers })
}
