import type { ReactNode } from 'react'
import type { TicketView } from '../../../../shared/tickets/views'
import { Due, PriorityBadge, StatusBadge } from '../ui/Badges'
import { words } from './words'
import './head.css'

/** What it is and where it stands. */
export const TicketHead = ({ ticket, extra }: { ticket: TicketView; extra?: ReactNode }) => (
  <header className="pc-ticket-head">
    <h2>
      {ticket.title}
      {extra}
    </h2>
    <StatusBadge status={ticket.status} />
    <PriorityBadge priority={ticket.priority} />
    <Due at={ticket.dueAt} />
    {ticket.reopenedCount > 0 && <span className="pc-weak">{words.reopened(ticket.reopenedCount)}</span>}
  </header>
)
