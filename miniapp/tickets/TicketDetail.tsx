import type { ReactNode } from 'react'
import { useState } from 'react'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { Flow } from '../flows/Flow'
import { useQuery } from '../lib/useQuery'
import { AlertCard } from '../redAlerts/AlertCard'
import { Card, Section } from '../ui/Card'
import { Loaded } from '../ui/States'
import { Timeline } from '../ui/Timeline'
import { Comments } from './Comments'
import { Facts } from './Facts'
import { Files } from './Files'
import { Form } from './Form'
import { Head } from './Head'
import { Money } from './Money'
import { words } from './words'

/** One ticket with what changes on it; `reload` brings the server's own again. */
export const useTicket = (id: string) => {
  const query = useQuery(ticketsApi.get, { id })
  const [changed, setChanged] = useState<{ over: TicketView | null; ticket: TicketView } | null>(null)
  const data = changed && changed.over === query.data ? changed.ticket : query.data
  return { query: { ...query, data }, change: (ticket: TicketView) => setChanged({ over: query.data, ticket }) }
}

type Props = ReturnType<typeof useTicket> & { foot?: (ticket: TicketView) => ReactNode }

export const TicketDetail = ({ query, change, foot }: Props) => (
  <Loaded query={query} rows={4}>
    {ticket => (
      <>
        <Head ticket={ticket} reload={query.reload} />
        {ticket.isRed && <AlertCard ticketId={ticket.id} onChange={query.reload} />}
        <Facts ticket={ticket} />
        <Flow ticketId={ticket.id} onChange={query.reload} />
        <Form ticket={ticket} onChange={change} />
        <Money ticketId={ticket.id} />
        <Comments ticket={ticket} onChange={change} />
        <Section title={words.timeline}>
          <Card>
            <Timeline
              entries={ticket.timeline
                .filter(item => item.kind !== 'comment')
                .map(item => ({
                  key: item.id,
                  at: item.at,
                  says: item.says,
                  by: item.says.includes(item.actorName) ? undefined : item.actorName,
                  more: item.files.length > 0 ? <Files files={item.files} /> : undefined,
                }))}
            />
          </Card>
        </Section>
        {foot?.(ticket)}
      </>
    )}
  </Loaded>
)
