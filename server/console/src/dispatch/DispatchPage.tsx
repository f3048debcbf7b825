import { Button, Skeleton } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { ticketsApi } from '../../../../shared/tickets/api'
import type { TicketCard } from '../../../../shared/tickets/views'
import { type Pages, usePages } from '../lib/use-pages'
import { Due, PriorityBadge } from '../ui/Badges'
import { Card, Page } from '../ui/Page'
import { Nothing, Trouble } from '../ui/States'
import { Assign } from './Assign'
import { Mode } from './Mode'
import { words } from './words'
import './dispatch.css'

const unassigned = { filter: { status: ['open' as const] }, sort: 'urgent' as const }

/** Unassigned tickets by urgency at the left, whom to send and why at the right. */
export default function DispatchPage() {
  const [params, setParams] = useSearchParams()
  const pages = usePages(ticketsApi.list, unassigned, { everyMs: 10_000 })
  const chosenId = params.get('for') ?? pages.items[0]?.id ?? null
  const choose = (id: string | null): void =>
    setParams(
      given => {
        if (id) given.set('for', id)
        else given.delete('for')
        return given
      },
      { replace: true },
    )
  return (
    <Page title={words.title} actions={<Mode />}>
      <div className="pc-split">
        <Card flush title={words.waiting}>
          <Waiting pages={pages} chosenId={chosenId} choose={choose} />
        </Card>
        <Card>
          {chosenId ? (
            <Assign key={chosenId} ticketId={chosenId} onAssigned={() => choose(null)} />
          ) : (
            !pages.loading && <Nothing title={words.pick} />
          )}
        </Card>
      </div>
    </Page>
  )
}

type WaitingProps = { pages: Pages<TicketCard>; chosenId: string | null; choose: (id: string) => void }

const Waiting = ({ pages, chosenId, choose }: WaitingProps) => {
  if (pages.loading) return <Skeleton active title={false} paragraph={{ rows: 6 }} className="pc-inset" />
  if (pages.problem && pages.items.length === 0) return <Trouble problem={pages.problem} onRetry={pages.reload} />
  if (pages.items.length === 0) return <Nothing title={words.none} says={words.noneSays} />
  return (
    <div className="pc-waiting">
      {pages.items.map(ticket => (
        <button
          className="pc-waiting-one"
          key={ticket.id}
          type="button"
          aria-pressed={ticket.id === chosenId}
          onClick={() => choose(ticket.id)}
        >
          <span className="pc-ends">
            <b>{ticket.title}</b>
            <Due ticket={ticket} />
          </span>
          <span className="pc-second pc-small">
            {[ticket.customerName, ticket.address].filter(Boolean).join(' · ')}
          </span>
          <span className="pc-ends">
            <PriorityBadge priority={ticket.priority} />
            <span className="pc-weak pc-number pc-small">{ticket.number}</span>
          </span>
        </button>
      ))}
      {pages.hasMore && (
        <Button type="link" loading={pages.loadingMore} onClick={pages.more}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
