import { scopesOf } from '../../../shared/kernel/scope'
import { statusForCustomer } from '../../../shared/tickets/life'
import type { TicketCard } from '../../../shared/tickets/views'
import type { Reading } from '../../call'
import { viewCard } from '../detail/view'
import { countByStatus, cursorAfter, type ListInput, listTicketRows } from './store'

/** A page of what this actor may see. */
export const listTickets = async (
  { tx, actor }: Reading,
  input: ListInput,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> => {
  const rows = await listTicketRows(tx, scopesOf(actor), input, actor.personId)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: page.map(row => {
      const card = viewCard(row)
      return actor.kind === 'customer' ? { ...card, lastEvent: statusForCustomer[row.status] } : card
    }),
    nextCursor: last && rows.length > input.limit ? cursorAfter(last, input.sort) : null,
  }
}

export const countTickets = async ({ tx, actor, now }: Reading, { isMine }: { isMine: boolean }) => {
  const personId = isMine ? actor.personId : null
  const { overdue, ...counts } = await countByStatus(tx, scopesOf(actor), { personId, now })
  return { counts, overdue }
}
