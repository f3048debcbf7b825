import { positionOf } from '../../../shared/flows/stages'
import type { Facts } from '../../../shared/flows/state'
import { toWire, toWireOrNull } from '../../../shared/kernel/time'
import { formContext } from '../../../shared/templates/context'
import type { Reading } from '../../call'
import { lookCustomer } from '../../customers/actions'
import { lookDevice, viewDevice } from '../../equipment/actions'
import type { TicketRow } from '../../tickets/actions'

/** The ticket as conditions of a flow read it: as those of its form, and who made it. */
export const factsOf = async (reading: Reading, ticket: TicketRow): Promise<Facts> => {
  const { now } = reading
  const customer = ticket.customerId ? await lookCustomer(reading, ticket.customerId) : null
  const device = ticket.deviceId ? await lookDevice(reading, ticket.deviceId) : null
  const context = formContext(
    {
      ticket: { ...ticket, appointmentFrom: toWireOrNull(ticket.appointmentFrom) },
      customer,
      device: device && viewDevice(device, now),
    },
    toWire(now),
  )
  const creator = { id: ticket.createdById, name: ticket.createdByName }
  return {
    data: { ...ticket.answers, ...context, creator },
    isRed: ticket.isRed,
    position: positionOf(ticket.status),
    now,
  }
}
