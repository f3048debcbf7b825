import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { priorityNames } from '../../shared/priorities'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { shareProgress } from '../lib/share'
import { useQuery } from '../lib/useQuery'
import { StatusBadge } from '../ui/Badge'
import { Button } from '../ui/Button'
import { Card, Section } from '../ui/Card'
import { Countdown } from '../ui/Countdown'
import { Loaded } from '../ui/States'
import { Timeline } from '../ui/Timeline'
import { Comments } from './Comments'
import { Facts } from './Facts'
import { Files } from './Files'
import { Form } from './Form'
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
        <Head ticket={ticket} />
        <Facts ticket={ticket} />
        <Form ticket={ticket} />
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

const Head = ({ ticket }: { ticket: TicketView }) => {
  const { trackToken } = ticket
  return (
    <Card>
      <View className="pd-row">
        <Text className="pd-ticket-number">{ticket.number}</Text>
        {ticket.priority !== 'normal' && (
          <Text className={`pd-ticket-urgent ${ticket.priority === 'critical' ? 'tone-overdue' : 'tone-attention'}`}>
            {priorityNames[ticket.priority]}
          </Text>
        )}
        <View className="pd-grow" />
        <Countdown dueAt={ticket.dueAt} />
        <StatusBadge status={ticket.status} />
      </View>
      <View id="title" className="pd-ticket-title">
        {ticket.title}
      </View>
      {ticket.description ? <View className="pd-second">{ticket.description}</View> : null}
      {trackToken ? (
        <View className="pd-row" style={{ marginTop: '12px' }}>
          <Button id="send-card" kind="second" small icon="send" onTap={() => shareProgress({ ...ticket, trackToken })}>
            {words.sendCard}
          </Button>
        </View>
      ) : null}
    </Card>
  )
}
