import type { EventOf } from '../../shared/events'
import { slaApi } from '../../shared/sla/api'
import type { ClockView } from '../../shared/sla/views'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import type { World } from '../support/world'

export const seen = async (world: World, id: string): Promise<TicketView> =>
  (await world.as('dispatcher1')).call(ticketsApi.get, { id })

/** A new ticket, with its clocks. */
export const begun = async (world: World, more: Parameters<typeof openTicket>[1] = {}): Promise<TicketView> => {
  const ticket = await openTicket(world, more)
  await world.drain()
  return seen(world, ticket.id)
}

export const allClocksOf = async (world: World, ticketId: string): Promise<ClockView[]> =>
  (await (await world.as('dispatcher1')).call(slaApi.clocks, { ticketId })).items

/** The clocks of a ticket's first life, by kind. */
export const clocksOf = async (world: World, ticketId: string): Promise<Map<string, ClockView>> =>
  new Map((await allClocksOf(world, ticketId)).filter(({ round }) => round === 0).map(one => [one.clock, one]))

type Told = EventOf<'sla.reached'>

/** What the other capabilities were told of a ticket's clocks, in order. */
export const toldOf = async (world: World, ticketId: string): Promise<Told[]> => {
  const rows = (await world.context.db.reader.query(
    "SELECT payload FROM events WHERE type = 'sla.reached' ORDER BY id",
  )) as { payload: string }[]
  return rows.map(({ payload }) => JSON.parse(payload) as Told).filter(event => event.ticketId === ticketId)
}

export const levelsOf = async (world: World, ticketId: string): Promise<string[]> =>
  (await toldOf(world, ticketId)).map(({ clock, percent }) => `${clock} ${percent}`)

/** Keys of the timers that are set for a ticket's clocks, without the ticket. */
export const timersOf = async (world: World, ticketId: string): Promise<string[]> => {
  const rows = (await world.context.db.reader.query('SELECT id FROM timers WHERE id LIKE ? ORDER BY id', [
    `sla:${ticketId}:%`,
  ])) as { id: string }[]
  return rows.map(({ id }) => id.slice(`sla:${ticketId}:`.length))
}
