import type { PhoneLine } from '../../server/demo/platform/phones'
import { dispatchApi } from '../../shared/dispatch'
import type { RedAlertView } from '../../shared/redAlerts'
import { redAlertsApi } from '../../shared/redAlerts'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import type { World } from '../support/world'

/** The phones of the seed. */
export const phones = { manager1: '13800000031', manager2: '13800000032', admin1: '13800000042' } as const

export const alertOf = async (world: World, ticketId: string, who = 'dispatcher1'): Promise<RedAlertView> => {
  const { alert } = await (await world.as(who)).call(redAlertsApi.get, { ticketId })
  if (!alert) throw new Error('no alert')
  return alert
}

/** Raised by the salesperson, and everything done that is due. */
export const raised = async (world: World, ticket: TicketView, reason = '机房进水'): Promise<RedAlertView> => {
  const alert = await (await world.as('sales1')).call(redAlertsApi.raise, { ticketId: ticket.id, reason })
  await world.drain()
  return alert
}

export const ticketNow = async (world: World, id: string): Promise<TicketView> =>
  (await world.as('dispatcher1')).call(ticketsApi.get, { id })

/** Whoever has it accepts it. */
export const accepted = async (world: World, ticketId: string): Promise<TicketView> => {
  const { assignee, version } = await ticketNow(world, ticketId)
  return (await world.as(assignee?.id ?? '')).call(ticketsApi.accept, { id: ticketId, version })
}

export const declined = async (world: World, ticketId: string): Promise<TicketView> => {
  const { assignee, version } = await ticketNow(world, ticketId)
  const engineer = await world.as(assignee?.id ?? '')
  const after = await engineer.call(ticketsApi.decline, { id: ticketId, version, reason: '走不开' })
  await world.drain()
  return after
}

export const callsOf = (world: World, phone: string, number: string): PhoneLine[] =>
  world.platform.phones.of(phone).filter(({ kind, words }) => kind === 'call' && words.includes(number))

export const decisionsOf = async (world: World, ticketId: string) =>
  (await (await world.as('dispatcher1')).call(dispatchApi.decisions, { ticketId })).items
