import { useEffect, useState } from 'react'
import { checkinsApi, type VisitView } from '../../shared/checkins'
import { type TicketView, ticketsApi } from '../../shared/tickets/api'
import { useQuery } from '../lib/use-query'
import { isOpen } from './clock'

/** One ticket with its visits; `change` takes what a step gave back. */
export const useVisit = (ticketId: string) => {
  const ticket = useQuery(ticketsApi.get, { id: ticketId })
  const visits = useQuery(checkinsApi.ofTicket, { ticketId })
  const [stepped, setStepped] = useState<{ ticket: TicketView; visit: VisitView | null } | null>(null)
  useEffect(() => setStepped(null), [ticket.data])

  const reload = () => {
    ticket.reload()
    visits.reload()
  }
  const latest =
    stepped?.visit ?? visits.data?.items.find(isOpen) ?? visits.data?.items[visits.data.items.length - 1] ?? null
  return {
    query: { ...ticket, data: stepped?.ticket ?? ticket.data, reload: async () => reload() },
    visit: latest,
    change: (after: { ticket: TicketView; visit?: VisitView }) =>
      setStepped({ ticket: after.ticket, visit: after.visit ?? latest }),
    reload,
  }
}
