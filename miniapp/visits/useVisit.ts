import { useState } from 'react'
import { checkinsApi, type VisitView } from '../../shared/checkins'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { useQuery } from '../lib/useQuery'
import { isOpen } from './clock'

/** One ticket with its visits; `change` takes what a step gave back. */
export const useVisit = (ticketId: string) => {
  const ticket = useQuery(ticketsApi.get, { id: ticketId })
  const visits = useQuery(checkinsApi.ofTicket, { ticketId })
  const [after, setAfter] = useState<{ over: TicketView | null; ticket: TicketView; visit: VisitView | null } | null>(
    null,
  )
  // What a step gave back counts until the server is asked again.
  const stepped = after && after.over === ticket.data ? after : null

  const reload = () => {
    ticket.reload()
    visits.reload()
  }
  const latest =
    stepped?.visit ?? visits.data?.items.find(isOpen) ?? visits.data?.items[visits.data.items.length - 1] ?? null
  return {
    query: { ...ticket, data: stepped?.ticket ?? ticket.data, reload: async () => reload() },
    visit: latest,
    change: (made: { ticket: TicketView; visit?: VisitView }) =>
      setAfter({ over: ticket.data, ticket: made.ticket, visit: made.visit ?? latest }),
    reload,
  }
}
