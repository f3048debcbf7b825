import type { KfShown } from '../../server/demo/platform/kf'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import type { World } from '../support/world'

type Row = Record<string, string | number | null>

export const rowsOf = (world: World, table: string): Promise<Row[]> =>
  world.context.db.reader.query(`SELECT * FROM ${table} ORDER BY id`)

/** The tickets that came by chat, oldest first, as the desk sees them. */
export const chatTickets = async (world: World): Promise<TicketView[]> => {
  const desk = await world.as('dispatcher1')
  const { items } = await desk.call(ticketsApi.list, { limit: 100 })
  const all = await Promise.all(items.map(({ id }) => desk.call(ticketsApi.get, { id })))
  return all.filter(({ channel }) => channel === 'kf').reverse()
}

/** What `act` adds to them, once everything due is done. */
export const newTickets = async (world: World, act: () => Promise<unknown>): Promise<TicketView[]> => {
  const before = new Set((await chatTickets(world)).map(({ id }) => id))
  await act()
  await world.drain()
  return (await chatTickets(world)).filter(({ id }) => !before.has(id))
}

type Item = { type: string; click?: { content: string }; miniprogram?: { pagepath: string; content: string } }

/** What the customer's phone shows, as words. */
export const wordsOf = ({ content }: KfShown): string => String(content.head_content ?? content.content ?? '')
export const itemsOf = ({ content }: KfShown): Item[] => (content.list ?? []) as Item[]

export const shownTo = (world: World, externalUserId: string, from = 0): string[] =>
  world.platform.kf.shown(externalUserId).slice(from).map(wordsOf)

export const filesOf = (ticket: TicketView) => ticket.timeline.flatMap(({ files }) => files)

export const ticketNow = async (world: World, id: string): Promise<TicketView> =>
  (await world.as('dispatcher1')).call(ticketsApi.get, { id })
