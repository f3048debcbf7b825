import { refuse, refuseUnless } from '../../../shared/kernel/refusal'
import { chinaDay } from '../../../shared/kernel/time'
import { problemsOf } from '../../../shared/templates/answers'
import type { Answers } from '../../../shared/templates/fields'
import type { Call } from '../../call'
import type { Context } from '../../context'
import { type CustomerRow, findCustomer } from '../../customers/actions'
import { type DeviceRow, findDevice } from '../../equipment/actions'
import { findTemplate, type TemplateRow } from '../../templates/actions'
import type { Loaded } from '../detail/view'
import { deadlines } from '../rules'
import { changeTicket, saveEvent, saveTicket, type TicketRow } from '../store'
import { newEvent } from '../timeline/rules'
import { newTicket, prefilled, type Wish } from './rules'

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

/** Makes a ticket, draft or open, with its first timeline row. Refuses unknown subjects and unfit answers. */
export const createTicket = async (call: Call, wish: NewTicket, number: string): Promise<TicketRow> =>
  (await openTicket(call, wish, number)).row

/** `createTicket`, with all that a view of the new ticket needs: nothing is read again. */
export const openTicket = async (call: Call, wish: NewTicket, number: string): Promise<Loaded> => {
  const { actor, now } = call
  const template = await findTemplate(call, wish.templateId)
  const known = await knownOf(call, {
    ...wish,
    customerId: actor.kind === 'customer' ? actor.personId : wish.customerId,
  })
  const identity = { id: call.newId(), number, trackToken: call.context.signer.randomToken() }
  const channel = actor.kind === 'customer' ? 'customer' : wish.channel
  const row = newTicket(identity, template, known, { ...wish, channel }, { actor, now })
  if (!wish.isDraft) refuseUnfit(row, template)
  await saveTicket(call.tx, row)
  const event = newEvent(call, row, { kind: 'create', to: row.status, audience: 'customer' })
  await saveEvent(call.tx, event)
  call.emit({ type: 'ticket.created', ticketId: row.id, status: row.status, priority: row.priority })
  return { row, events: [event], fileViews: new Map(), assignee: null, ...known }
}

/** Fills in or corrects what a ticket says, before it is done. */
export const editTicket = async (call: Call, row: TicketRow, wish: Partial<NewTicket>): Promise<TicketRow> => {
  const template = await findTemplate(call, wish.templateId ?? row.templateId)
  const { customerId = row.customerId ?? undefined, deviceId = row.deviceId } = wish
  const known = await knownOf(call, { customerId, deviceId })
  const remade = newTicket(
    row,
    template,
    known,
    {
      ...saidBefore(row, template.id),
      ...withoutUndefined(wish),
      channel: row.channel,
      isDraft: row.status === 'draft',
    },
    call,
  )
  const { answers, origins } = prefilled(template.body.fields, remade.answers, known)
  if (row.status !== 'draft') refuseUnfit({ ...remade, answers }, template)
  const next = await changeTicket(call.tx, row, {
    ...pick(remade),
    answers,
    origins: { ...row.origins, ...origins },
    ...deadlines({ ...row, priority: remade.priority, appointmentFrom: remade.appointmentFrom }),
    updatedAt: call.now,
    lastEvent: `${call.actor.name} 修改了内容`,
  })
  await saveEvent(call.tx, newEvent(call, next, { kind: 'edit' }))
  return next
}

/** What a ticket already says, in the form of a wish; answers of another template are not carried over. */
const saidBefore = (row: TicketRow, templateId: string): Partial<Wish> => ({
  title: row.title,
  description: row.description ?? undefined,
  priority: row.priority,
  contactName: row.contactName ?? undefined,
  contactPhone: row.contactPhone ?? undefined,
  regionCode: row.regionCode ?? undefined,
  address: row.address ?? undefined,
  place: row.lat !== null && row.lng !== null ? { lat: row.lat, lng: row.lng } : undefined,
  appointmentFrom: row.appointmentFrom?.toISOString(),
  appointmentTo: row.appointmentTo?.toISOString(),
  answers: templateId === row.templateId ? row.answers : {},
})

const pick = ({ title, description, priority, businessType, templateId, ...row }: TicketRow): Partial<TicketRow> => ({
  title,
  description,
  priority,
  businessType,
  templateId,
  customerId: row.customerId,
  customerName: row.customerName,
  deviceId: row.deviceId,
  ownerId: row.ownerId,
  contactName: row.contactName,
  contactPhone: row.contactPhone,
  regionCode: row.regionCode,
  address: row.address,
  lat: row.lat,
  lng: row.lng,
  appointmentFrom: row.appointmentFrom,
  appointmentTo: row.appointmentTo,
})

const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T

const knownOf = async (
  call: Call,
  { customerId, deviceId }: Pick<NewTicket, 'customerId' | 'deviceId'>,
): Promise<{ customer: CustomerRow | null; device: DeviceRow | null }> => {
  const device = deviceId ? await findDevice(call, deviceId) : null
  const ownerOfDevice = device?.customerId
  refuseUnless(!customerId || !ownerOfDevice || customerId === ownerOfDevice, 'device.not_found')
  const id = customerId ?? ownerOfDevice
  return { device, customer: id ? await findCustomer(call, id) : null }
}

/** An open ticket has a customer and a valid form. */
export const refuseUnfit = (
  row: { customerId: string | null; answers: Answers },
  template: Pick<TemplateRow, 'body'>,
): void => {
  refuseUnless(row.customerId, 'ticket.customer_required')
  const [problem] = problemsOf(template.body.fields, row.answers)
  if (problem) refuse(problem.code, problem.details)
}
