import type { TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import type { TicketCard } from '../../../../shared/tickets/views'
import { agoWords } from '../../../../shared/words'
import { useNow } from '../lib/use-now'
import { useOpenTicket } from '../lib/use-open-ticket'
import type { Pages } from '../lib/use-pages'
import { Due, PriorityBadge, RedBadge, StatusBadge } from '../ui/Badges'
import { PagedList } from '../ui/PagedList'
import { words } from './words'

const Ago = ({ at }: { at: string }) => <span className="pc-weak">{agoWords(new Date(at), useNow())}</span>

const columns: TableColumnsType<TicketCard> = [
  {
    title: words.columns.ticket,
    render: (_, ticket) => (
      <div className="pc-two">
        <span className="pc-strong">
          {ticket.isRed && <RedBadge />} {ticket.title}{' '}
          {ticket.priority !== 'normal' && !ticket.isRed && <PriorityBadge priority={ticket.priority} />}
        </span>
        <span className="pc-weak pc-number">
          {ticket.number}
          {ticket.nodeName && ` · ${ticket.nodeName}`}
          {ticket.nudgeCount > 0 && ` · ${words.nudged(ticket.nudgeCount)}`}
        </span>
      </div>
    ),
  },
  {
    title: words.columns.status,
    width: 148,
    render: (_, ticket) => (
      <div className="pc-two">
        <StatusBadge status={ticket.status} />
        <Due ticket={ticket} />
      </div>
    ),
  },
  {
    title: words.columns.customer,
    width: '22%',
    render: (_, { customerName, address }) => (
      <div className="pc-two">
        <span className="pc-cut" title={customerName ?? undefined}>
          {customerName ?? '—'}
        </span>
        <span className="pc-weak pc-cut" title={address ?? undefined}>
          {address}
        </span>
      </div>
    ),
  },
  {
    title: words.columns.engineer,
    width: 96,
    render: (_, { assigneeName }) => assigneeName ?? <span className="pc-weak">{words.noEngineer}</span>,
  },
  {
    title: words.columns.last,
    width: '15%',
    render: (_, { lastEvent }) => <span className="pc-cut">{lastEvent}</span>,
  },
  { title: words.columns.updated, width: 116, align: 'right', render: (_, { updatedAt }) => <Ago at={updatedAt} /> },
]

type Props = { pages: Pages<TicketCard>; children: ReactNode }

/** The tickets below what filters them. */
export const TicketTable = ({ pages, children }: Props) => {
  const { ticketId, open } = useOpenTicket()
  return (
    <PagedList
      pages={pages}
      columns={columns}
      idOf={({ id }) => id}
      none={words.noneFound}
      noneSays={words.noneFoundSays}
      onOpen={({ id }) => open(id)}
      openId={ticketId}
    >
      {children}
    </PagedList>
  )
}
