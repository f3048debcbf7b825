import { Skeleton } from 'antd'
import { Link } from 'react-router-dom'
import { ticketsApi } from '../../../../shared/tickets/api'
import { openStatuses } from '../../../../shared/tickets/life'
import { agoWords } from '../../../../shared/words'
import { useNow } from '../lib/use-now'
import { useOpenTicket } from '../lib/use-open-ticket'
import { useQuery } from '../lib/use-query'
import { Due, StatusBadge } from '../ui/Badges'
import { Card } from '../ui/Page'
import { Nothing, Trouble } from '../ui/States'
import { words } from './words'

const status = [...openStatuses]

/** The first eight open tickets of an order. */
export const Short = ({ title, sort }: { title: string; sort: 'urgent' | 'updated' }) => {
  const query = useQuery(ticketsApi.list, { filter: { status }, sort, limit: 8 }, { everyMs: 15_000 })
  const { open } = useOpenTicket()
  const now = useNow()
  const all = <Link to={`/tickets?status=${status.join(',')}&sort=${sort}`}>{words.all}</Link>
  return (
    <Card flush title={title} extra={all}>
      {query.loading && <Skeleton active title={false} className="pc-inset" paragraph={{ rows: 6 }} />}
      {query.problem ? <Trouble problem={query.problem} onRetry={query.reload} /> : null}
      {query.data?.items.length === 0 && <Nothing title={words.none} says={words.noneSays} />}
      <div className="pc-short">
        {query.data?.items.map(ticket => (
          <button key={ticket.id} type="button" onClick={() => open(ticket.id)}>
            <StatusBadge status={ticket.status} />
            <span className="pc-two">
              <b className="pc-short-title">{ticket.title}</b>
              <small className="pc-weak">
                {[ticket.customerName, ticket.assigneeName].filter(Boolean).join(' · ') || ticket.number}
              </small>
            </span>
            <span className="pc-short-end">
              {sort === 'urgent' ? (
                <Due ticket={ticket} />
              ) : (
                <small className="pc-weak">{agoWords(new Date(ticket.updatedAt), now)}</small>
              )}
            </span>
          </button>
        ))}
      </div>
    </Card>
  )
}
