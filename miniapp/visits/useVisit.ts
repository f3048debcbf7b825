import { useEffect, useRef, useState } from 'react'
import { checkinsApi, type VisitView } from '../../shared/checkins'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { hearArrivals } from '../lib/outbox/outbox'
import { useUnsent } from '../lib/outbox/useUnsent'
import { useQuery } from '../lib/useQuery'
import { ahead } from './ahead'
import { isOpen } from './clock'

type Made = { ticket: TicketView; visit?: VisitView }

/** One ticket with its visits; `change` takes what a step gave back. */
export const useVisit = (ticketId: string) => {
  const ticket = useQuery(ticketsApi.get, { id: ticketId })
  const visits = useQuery(checkinsApi.ofTicket, { ticketId })
  const waiting = useUnsent(ticketId).filter(({ refused }) => refused === null)
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
  const change = (made: Made) =>
    setAfter({ over: ticket.data, ticket: made.ticket, visit: made.visit ?? stepped?.visit ?? latest })

  const heard = useRef({ change, reload })
  heard.current = { change, reload }
  useEffect(
    () =>
      hearArrivals((id, reply) => {
        if (id !== ticketId) return
        const made = madeBy(reply)
        if (made) heard.current.change(made)
        else heard.current.reload()
      }),
    [ticketId],
  )

  const known = stepped?.ticket ?? ticket.data
  const seen = known && ahead({ ticket: known, visit: latest }, waiting)
  return {
    query: { ...ticket, data: seen?.ticket ?? null, reload: async () => reload() },
    visit: seen ? seen.visit : latest,
    change,
    reload,
  }
}

/** What came back for a step: the ticket alone, or with the visit. */
const madeBy = (reply: unknown): Made | null => {
  const made = reply as Partial<Made & TicketView> | null
  if (made?.ticket) return { ticket: made.ticket, ...(made.visit && { visit: made.visit }) }
  return made?.allowedMoves ? { ticket: made as TicketView } : null
}
