import type { ReactNode } from 'react'
import type { TicketView } from '../../../../shared/tickets/views'
import { Badge, Due, PriorityBadge, RedBadge, StatusBadge } from '../ui/Badges'
import { words } from './words'
import './head.css'

/** What it is and where it stands. */
export const TicketHead = ({ ticket, extra }: { ticket: TicketView; extra?: ReactNode }) => (
  <header className="pc-ticket-head">
    <h2>
      {ticket.title}
      {extra}
    </h2>
    {ticket.isRed && <RedBadge />}
    <StatusBadge status={ticket.status} />
    <PriorityBadge priority={ticket.priority} />
    <Due ticket={ticket} />
    {ticket.tags.map(tag => (
      <Badge key={tag} tone="waiting">
        {tag}
      </Badge>
    ))}
    {ticket.nudgeCount > 0 && <span className="pc-weak">{words.nudged(ticket.nudgeCount)}</span>}
    {ticket.held && <span className="pc-weak">{ticket.held}</span>}
    {ticket.reopenedCount > 0 && <span className="pc-weak">{words.reopened(ticket.reopenedCount)}</span>}
  </header>
)
