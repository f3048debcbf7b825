import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import type { TicketCard } from '../../../../shared/tickets/views'
import { agoWords } from '../../../../shared/words'
import { useKeys } from '../lib/use-keys'
import { useNow } from '../lib/use-now'
import { useOpenTicket } from '../lib/use-open-ticket'
import type { Pages } from '../lib/use-pages'
import { Due, PriorityBadge, RedBadge, StatusBadge } from '../ui/Badges'
import { Nothing, Trouble } from '../ui/States'
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
        <span>{customerName ?? '—'}</span>
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

/** The tickets with "load more"; j and k move, Enter opens. */
export const TicketTable = ({ pages }: { pages: Pages<TicketCard> }) => {
  const { items, loading, problem, hasMore, loadingMore, more, reload } = pages
  const { ticketId, open } = useOpenTicket()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const chosen = items.findIndex(({ id }) => id === (chosenId ?? ticketId))
  const choose = (index: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, index))]
    if (!next) return
    setChosenId(next.id)
    document.querySelector(`[data-row-key="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    j: () => choose(chosen + 1),
    k: () => choose(chosen - 1),
    Enter: chosenId ? () => open(chosenId) : undefined,
  })
  const openRow = (id: string): void => {
    setChosenId(id)
    open(id)
  }
  if (problem && items.length === 0) return <Trouble problem={problem} onRetry={reload} />
  return (
    <>
      <Table
        rowKey="id"
        columns={columns}
        dataSource={items}
        loading={loading && { delay: 100 }}
        pagination={false}
        sticky
        tableLayout="fixed"
        scroll={{ x: 960 }}
        locale={{ emptyText: loading ? ' ' : <Nothing title={words.noneFound} says={words.noneFoundSays} /> }}
        rowClassName={({ id }) => (id === (chosenId ?? ticketId) ? 'pc-row chosen' : 'pc-row')}
        onRow={({ id }) => ({ onClick: () => openRow(id) })}
      />
      {items.length > 0 && (
        <div className="pc-more">
          {hasMore ? (
            <Button loading={loadingMore} onClick={more}>
              {words.more}
            </Button>
          ) : (
            <span className="pc-weak">{words.all}</span>
          )}
        </div>
      )}
    </>
  )
}
