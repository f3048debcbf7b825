import { introduceCompany } from '../../server/demo/company/contacts'
import type { SealedCallback } from '../../server/demo/platform/callbacks'
import type { Delivery } from '../../server/demo/platform/outbox'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketCard, TicketView } from '../../shared/tickets/views'
import type { World } from '../support/world'

export type InboxLine = { id: string; kind: string; state: string; raw: string }

export const inboxOf = (world: World): Promise<InboxLine[]> =>
  world.context.db.reader.query('SELECT id, kind, state, raw FROM wecom_inbox ORDER BY id')

/** The company's people are members of the fake WeCom, and nothing has happened yet. */
export const introduced = (world: World): World => {
  introduceCompany(world.platform)
  return world
}

/** One delivery of exactly these bytes, as WeCom would make it. */
export const post = (world: World, { url, body, contentType }: Omit<SealedCallback, 'receiveId' | 'plaintext'>) =>
  fetch(url.replace(/^https?:\/\/[^/]+/, world.url), {
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
  })

/** What reached the member's chat since `from`, as the words or the card's title. */
export const chatOf = (world: World, userId: string, from = 0): Delivery[] =>
  world.platform.outbox.slice(from).filter(line => line.userId === userId && line.outcome === 'delivered')

export const wordsOf = ({ content }: Delivery): string => String(content.content ?? '')

export const draftsOf = async (world: World, who: string): Promise<TicketCard[]> =>
  (await (await world.as(who)).call(ticketsApi.list, { filter: { status: ['draft'], createdById: who }, limit: 100 }))
    .items

export const seenBy = async (world: World, who: string, id: string): Promise<TicketView> =>
  (await world.as(who)).call(ticketsApi.get, { id })

/** What `act` adds to the drafts of somebody, newest first, once everything due is done. */
export const newDrafts = async (world: World, who: string, act: () => Promise<unknown>): Promise<TicketView[]> => {
  const before = new Set((await draftsOf(world, who)).map(({ id }) => id))
  await act()
  await world.drain()
  const made = (await draftsOf(world, who)).filter(({ id }) => !before.has(id))
  return Promise.all(made.map(({ id }) => seenBy(world, who, id)))
}
