import { scopesOf } from '../../../shared/kernel/scope'
import type { DueClock, TicketCard } from '../../../shared/tickets/views'
import type { Call, Reading } from '../../call'
import { viewCard } from '../detail/view'
import * as store from './store'

export type { ClockedTicket, HappeningRow } from './store'

/** What of a ticket its clocks go by, held until the end of the transaction; null when there is none of that id. */
export const takeTicket = ({ tx }: Call, id: string): Promise<store.ClockedTicket | null> => store.takeTicket(tx, id)

/** Open tickets after an id, drafts not among them; no policy is asked. */
export const listOpenAfter = ({ tx }: Reading, afterId: string, most: number): Promise<store.ClockedTicket[]> =>
  store.listAwaited(tx, afterId, most)

/** Open tickets that this actor may see, those due first. */
export const listDueFirst = (
  { tx, actor }: Reading,
  { regionCode, most }: { regionCode?: string | undefined; most: number },
): Promise<store.ClockedTicket[]> => store.listDueFirst(tx, { scopes: scopesOf(actor), regionCode }, most)

export type Pressing = { card: TicketCard; urgency: number; dueAt: Date }

type Page = {
  regionCode?: string | undefined
  clock?: DueClock | undefined
  after: { urgency: number; id: string } | null
  most: number
}

/** Tickets that this actor may see and that are overdue or nearly so, the first due first. */
export const listPressing = async ({ tx, actor, now }: Reading, page: Page): Promise<Pressing[]> =>
  (await store.listPressing(tx, { ...page, scopes: scopesOf(actor), now })).map(row => ({
    card: viewCard(row),
    urgency: row.urgency,
    dueAt: new Date(row.urgency),
  }))

/** Cards of tickets that this actor was shown by another question. */
export const cardsOf = async ({ tx }: Reading, ids: readonly string[]): Promise<Map<string, TicketCard>> =>
  new Map((await store.listCardRows(tx, ids)).map(row => [row.id, viewCard(row)]))

/** What happened to each of these tickets, in order; no policy is asked. */
export const listHappenings = async (
  { tx }: Reading,
  ticketIds: readonly string[],
): Promise<Map<string, store.HappeningRow[]>> => {
  const byTicket = new Map<string, store.HappeningRow[]>(ticketIds.map(id => [id, []]))
  for (const row of await store.listHappenings(tx, ticketIds)) byTicket.get(row.ticketId)?.push(row)
  return byTicket
}

export const listArrivalsInState = ({ tx }: Reading, ticketIds: readonly string[]): Promise<Map<string, Date>> =>
  store.listArrivalsInState(tx, ticketIds)
