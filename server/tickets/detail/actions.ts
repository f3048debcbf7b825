import { refuseUnless } from '../../../shared/kernel/refusal'
import type { TicketView, TrackedTicket } from '../../../shared/tickets/views'
import type { Reading } from '../../call'
import { lookCustomer } from '../../customers/actions'
import { lookDevice } from '../../equipment/actions'
import { listFiles, viewFile } from '../../files/actions'
import { lookPerson } from '../../people/actions'
import { findTemplate } from '../../templates/actions'
import { listEventsOf, lookTicketByToken, type TicketRow } from '../store'
import { viewTicketFor, viewTracked, withReadableForm } from './view'

/** The whole ticket as this actor may see it. */
export const viewTicket = async (reading: Reading, row: TicketRow): Promise<TicketView> => {
  const { tx, now, actor, context } = reading
  const [events, files, customer, device, assignee] = await Promise.all([
    listEventsOf(tx, row.id),
    listFiles(reading, row.id),
    row.customerId ? lookCustomer(reading, row.customerId) : null,
    row.deviceId ? lookDevice(reading, row.deviceId) : null,
    row.assigneeId ? lookPerson(reading, row.assigneeId) : null,
  ])
  const fileViews = new Map(files.map(file => [file.id, viewFile(file, context.signer, now)]))
  const view = viewTicketFor({ row, events, fileViews, customer, device, assignee }, actor, now)
  const { body } = await findTemplate(reading, row.templateId)
  return withReadableForm(view, row, body.fields, actor)
}

/** What a tracking link shows. Refuses an unknown token like an unknown ticket. */
export const trackTicket = async (reading: Reading, token: string): Promise<TrackedTicket> => {
  const row = await lookTicketByToken(reading.tx, token)
  refuseUnless(row, 'ticket.not_found')
  const events = await listEventsOf(reading.tx, row.id)
  const assignee = row.assigneeId ? await lookPerson(reading, row.assigneeId) : null
  return viewTracked(row, events, assignee, reading)
}
