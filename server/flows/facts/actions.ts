import { positionOf } from '../../../shared/flows/stages'
import type { Facts } from '../../../shared/flows/state'
import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import { formContext } from '../../../shared/templates/context'
import type { Reading } from '../../call'
import { type CustomerRow, lookCustomer } from '../../customers/actions'
import { type DeviceRow, lookDevice, viewDevice } from '../../equipment/actions'
import type { TicketRow } from '../../tickets/actions'

type Around = { customer: CustomerRow | null; device: DeviceRow | null }

/** What conditions of a flow read of a ticket at an instant: the same as those of its form, and who made it. */
export const dataOf = (ticket: TicketRow, { customer, device }: Around, now: Date): Facts['data'] => {
  const context = formContext(
    {
      ticket: { ...ticket, appointmentFrom: toWireOrNull(ticket.appointmentFrom) },
      customer,
      device: device && viewDevice(device, now),
    },
    toWire(now),
  )
  const creator = { id: ticket.createdById, name: ticket.createdByName }
  return { ...ticket.answers, ...context, creator }
}

/** The ticket as its flow sees it now. */
export const factsOf = async (reading: Reading, ticket: TicketRow): Promise<Facts> => {
  const { now } = reading
  const customer = ticket.customerId ? await lookCustomer(reading, ticket.customerId) : null
  const device = ticket.deviceId ? await lookDevice(reading, ticket.deviceId) : null
  return {
    data: dataOf(ticket, { customer, device }, now),
    isRed: ticket.isRed,
    position: positionOf(ticket.status),
    now,
  }
}
