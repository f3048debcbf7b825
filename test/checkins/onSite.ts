import { checkinsApi } from '../../shared/checkins'
import { dispatchApi } from '../../shared/dispatch'
import type { InputOf } from '../../shared/kernel/endpoint'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import type { World } from '../support/world'

/** The door of customer01, 文三路 188 号, in GCJ-02. */
export const door = { lat: 30.2766, lng: 120.1226 }

/** An air conditioner to repair at customer01's, open. */
export const openTicket = async (
  world: World,
  more: Partial<InputOf<typeof ticketsApi.create>> = {},
): Promise<TicketView> =>
  (await world.as('sales1')).call(ticketsApi.create, {
    templateId: 'aircon-repair',
    customerId: 'customer01',
    description: '空调不制冷',
    ...more,
  })

/** Gives the ticket to the engineer, who accepts and departs. */
export const sent = async (world: World, engineerId: string, ticket: TicketView): Promise<TicketView> => {
  const dispatcher = await world.as('dispatcher1')
  const assigned = await dispatcher.call(dispatchApi.assign, {
    ticketId: ticket.id,
    engineerId,
    version: ticket.version,
  })
  const engineer = await world.as(engineerId)
  const accepted = await engineer.call(ticketsApi.accept, { id: ticket.id, version: assigned.version })
  return engineer.call(ticketsApi.depart, { id: ticket.id, version: accepted.version })
}

/** The code on the wall at customer01's. */
export const placeCode = async (world: World): Promise<string> => {
  const dispatcher = await world.as('dispatcher1')
  return (await dispatcher.call(checkinsApi.label, { kind: 'place', id: 'customer01' })).code
}

/** The engineer checks in at the door. */
export const arrived = async (world: World, engineerId: string, ticket: TicketView): Promise<TicketView> => {
  const engineer = await world.as(engineerId)
  const input = { ticketId: ticket.id, version: ticket.version, code: await placeCode(world), position: door }
  return (await engineer.call(checkinsApi.arrive, input)).ticket
}

export const finished = async (
  world: World,
  engineerId: string,
  ticket: TicketView,
  parts: { sku: string; quantity: number }[] = [],
): Promise<TicketView> => {
  const engineer = await world.as(engineerId)
  return (await engineer.call(checkinsApi.finish, { ticketId: ticket.id, version: ticket.version, parts })).ticket
}
