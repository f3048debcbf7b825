import { scopesOf } from '../../../shared/kernel/scope'
import type { TicketCard } from '../../../shared/tickets/views'
import type { Reading } from '../../call'
import { pageOf } from '../../paging'
import { viewCardFor } from '../detail/view'
import { countByStatus, type ListInput, listTicketRows, type Place, placeOf } from './store'

/** A page of what this actor may see. */
export const listTickets = async (
  reading: Reading,
  input: ListInput,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> => {
  const { tx, actor } = reading
  const { filter, sort } = input
  const { rows, nextCursor } = await pageOf(reading, input, {
    name: 'tickets.list',
    load: (after: Place | null, most) =>
      listTicketRows(tx, { scopes: scopesOf(actor), personId: actor.personId, filter, sort, after, most }),
    placeOf: row => placeOf(row, sort),
  })
  return { items: rows.map(row => viewCardFor(row, actor)), nextCursor }
}

export const countTickets = async ({ tx, actor, now }: Reading, { isMine }: { isMine: boolean }) => {
  const personId = isMine ? actor.personId : null
  const { overdue, ...counts } = await countByStatus(tx, scopesOf(actor), { personId, now })
  return { counts, overdue }
}
