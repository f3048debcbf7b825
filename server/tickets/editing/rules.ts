import { maskPhone } from '../../../shared/kernel/privacy'
import { refuseUnless } from '../../../shared/kernel/refusal'
import { type Actor, hasRole } from '../../../shared/kernel/roles'
import type { Answers } from '../../../shared/templates/fields'
import { type Status, statusNames } from '../../../shared/tickets/life'
import type { Wish } from '../creation/rules'
import type { TicketRow } from '../store'

/** What a ticket already says, in the form of a wish. */
export const saidBefore = (row: TicketRow): Partial<Wish> => ({
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
})

const isMaskOf = (value: unknown, stored: unknown): boolean =>
  typeof stored === 'string' && value === maskPhone(stored) && value !== stored

/** A number sent back as it was shown, masked, is no correction. */
export const withoutMasked = <W extends Pick<Partial<Wish>, 'answers' | 'contactPhone'>>(
  row: TicketRow,
  wish: W,
): W => ({
  ...wish,
  ...(isMaskOf(wish.contactPhone, row.contactPhone) && { contactPhone: undefined }),
  ...(wish.answers && {
    answers: Object.fromEntries(
      Object.entries(wish.answers).filter(([key, value]) => !isMaskOf(value, row.answers[key])),
    ),
  }),
})

/** What an edit may change of a row besides its form. */
export const editable = (row: TicketRow): Partial<TicketRow> => ({
  title: row.title,
  description: row.description,
  priority: row.priority,
  businessType: row.businessType,
  templateId: row.templateId,
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

export const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T

/** Answers that somebody gave, not those that were taken from elsewhere. */
export const withoutOrigin = ({ answers, origins }: Pick<TicketRow, 'answers' | 'origins'>): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => !Object.hasOwn(origins, key)))

/** Origins of what nobody has said otherwise. */
export const unspoken = ({ answers, origins }: Pick<TicketRow, 'answers' | 'origins'>, sent: Answers) =>
  Object.fromEntries(
    Object.entries(origins).filter(
      ([key]) => !Object.hasOwn(sent, key) || JSON.stringify(sent[key]) === JSON.stringify(answers[key]),
    ),
  )

const over: readonly Status[] = ['closed', 'cancelled']
const onHand: readonly Status[] = ['accepted', 'travelling', 'working', 'waiting']

/** Refuses `ticket.not_possible_now` once it is over. */
export const refuseOver = ({ status }: Pick<TicketRow, 'status'>): void =>
  refuseUnless(!over.includes(status), 'ticket.not_possible_now', { status: statusNames[status], action: '修改内容' })

/** The desk may fill in the form at any time before the end, an engineer that of a ticket on hand. Refuses `ticket.not_yours`. */
export const refuseStranger = (row: Pick<TicketRow, 'status' | 'assigneeId'>, actor: Actor): void => {
  if (hasRole(actor, 'sales', 'dispatcher', 'manager', 'admin')) return
  refuseUnless(row.assigneeId === actor.personId, 'ticket.not_yours')
  refuseUnless(onHand.includes(row.status), 'ticket.not_possible_now', {
    status: statusNames[row.status],
    action: '填写表单',
  })
}
