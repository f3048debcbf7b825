import { chinaDay } from '../../../shared/kernel/time'
import { prefilled } from '../../../shared/templates/prefill'
import type { Call } from '../../call'
import type { Context } from '../../context'
import { type CustomerRow, lookCustomerAhead } from '../../customers/actions'
import { findTemplate } from '../../templates/actions'
import type { Loaded } from '../detail/view'
import { adoptAnswers, aroundOf, carryOut } from '../form/actions'
import { filledIn } from '../form/rules'
import { knownOf, subjectOf } from '../known/actions'
import { listEventsOf, rereadTicket, saveEvent, saveTicket, type TicketRow } from '../store'
import { newEvent } from '../timeline/rules'
import { claimedOrigins, newTicket, saidIn, type Wish } from './rules'

export type NewTicket = Wish & {
  templateId: string
  customerId?: string | undefined
  deviceId?: string | null | undefined
}

/** `T20261122-0007`; taken before the transaction, so that makers of tickets do not wait for each other. */
export const takeNumber = async (context: Context): Promise<string> => {
  const day = chinaDay(context.clock.now()).replaceAll('-', '')
  const number = await context.numbers.next(`ticket.${day}`)
  return `T${day}-${String(number).padStart(4, '0')}`
}

/** What a new ticket takes from outside its transaction. */
export type Ahead = { number: string; customer: CustomerRow | null }

export const lookAhead = async (context: Context, { customerId }: Pick<NewTicket, 'customerId'>): Promise<Ahead> => {
  const [number, customer] = await Promise.all([
    takeNumber(context),
    customerId ? lookCustomerAhead(context, customerId) : null,
  ])
  return { number, customer }
}

/** Makes a ticket, draft or open, with its first timeline row. Refuses unknown subjects and unfit answers. */
export const createTicket = async (call: Call, wish: NewTicket, number: string): Promise<TicketRow> =>
  (await openTicket(call, wish, { number, customer: null })).row

/** `createTicket`, with all that a view of the new ticket needs: nothing is read again unless rules changed it. */
export const openTicket = async (call: Call, wish: NewTicket, ahead: Ahead): Promise<Loaded> => {
  const { actor, now } = call
  const template = await findTemplate(call, wish.templateId)
  const { deviceId } = wish
  const customerId = actor.kind === 'customer' ? actor.personId : wish.customerId
  const subject = await subjectOf(call, { customerId, deviceId }, ahead.customer)
  const known = await knownOf(call, { ...subject, template, said: saidIn(wish) })
  const identity = { id: call.newId(), number: ahead.number, trackToken: call.context.signer.randomToken() }
  const channel = actor.kind === 'customer' ? 'customer' : wish.channel
  const said = prefilled(template.body.fields, wish.answers ?? {}, known)
  const origins = { ...claimedOrigins(template.body.fields, wish), ...said.origins }
  const empty = newTicket(identity, template, subject, { ...wish, channel }, { actor, now })
  const begun = { ...empty, ...said, origins }
  const filled = wish.isDraft
    ? null
    : filledIn(begun, {
        body: template.body,
        around: aroundOf(subject, now),
        sent: wish.answers ?? {},
        before: null,
      })
  const row = { ...begun, ...filled?.changes }
  await saveTicket(call.tx, row)
  await adoptAnswers(call, row, { fields: template.body.fields, before: {} })
  const event = newEvent(call, row, { kind: 'create', to: row.status, audience: 'customer' })
  await saveEvent(call.tx, event)
  const { id: ticketId, templateId, status, priority } = row
  call.emit({ type: 'ticket.created', ticketId, templateId, status, priority })
  const made = { row, events: [event], fileViews: new Map(), assignee: null, ...subject }
  const isChanged = filled !== null && (await carryOut(call, row.id, filled.effects))
  const hasFlow = template.body.flowCode !== undefined
  if (hasFlow) await call.follow()
  if (!isChanged && !hasFlow) return made
  return { ...made, row: await rereadTicket(call.tx, row.id), events: await listEventsOf(call.tx, row.id) }
}
