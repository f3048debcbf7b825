import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { priorityNames } from '../../shared/priorities'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { host } from '../lib/host'
import { shareProgress } from '../lib/share'
import { nowHolds } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { windowWords } from '../lib/words'
import { StatusBadge } from '../ui/Badge'
import { Button } from '../ui/Button'
import { Card, Line, Section } from '../ui/Card'
import { Countdown } from '../ui/Countdown'
import { Loaded } from '../ui/States'
import { Timeline } from '../ui/Timeline'
import { Comments } from './Comments'
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

const dial = (phone: string) => () => host.dial(phone)
/** A masked number cannot be dialled. */
const mayDial = (phone: string | null): phone is string => phone !== null && !phone.includes('*')

const Facts = ({ ticket }: { ticket: TicketView }) => {
  const { customer, device, place } = ticket
  const phone = ticket.contactPhone ?? customer?.phone ?? null
  const address = ticket.address
  const appointment = ticket.appointmentFrom
    ? windowWords(
        new Date(ticket.appointmentFrom),
        ticket.appointmentTo ? new Date(ticket.appointmentTo) : null,
        new Date(),
      )
    : null
  return (
    <Card flush>
      {customer && (
        <Line
          name={words.customer}
          first
          end={nowHolds('sales', 'dispatcher', 'manager', 'admin') ? openProfile(customer.id) : null}
        >
          {customer.name}
        </Line>
      )}
      {ticket.contactName ? (
        <Line name={words.contact} first={!customer}>
          {ticket.contactName}
        </Line>
      ) : null}
      {phone ? (
        <Line name={words.phone} end={mayDial(phone) ? <IconTap id="dial" words="拨打" onTap={dial(phone)} /> : null}>
          {phone}
        </Line>
      ) : null}
      {address ? (
        <Line
          name={words.address}
          end={
            place ? (
              <IconTap
                id="navigate"
                words="导航"
                onTap={() => host.navigate({ ...place, name: ticket.customerName ?? ticket.title, address })}
              />
            ) : null
          }
        >
          {address}
        </Line>
      ) : null}
      {device && (
        <Line name={words.device}>
          <View>{`${device.name} ${device.model}`}</View>
          <View className="pd-weak">{`${words.serial} ${device.serial} · ${device.inWarranty ? words.inWarranty : words.outOfWarranty}`}</View>
        </Line>
      )}
      {appointment ? <Line name={words.appointment}>{appointment}</Line> : null}
      {ticket.assignee && (
        <Line
          name={words.engineer}
          end={
            mayDial(ticket.assignee.phone) ? (
              <IconTap id="dial-engineer" words="拨打" onTap={dial(ticket.assignee.phone)} />
            ) : null
          }
        >
          {ticket.assignee.name}
        </Line>
      )}
      <Line name={words.createdBy}>{ticket.createdBy.name}</Line>
    </Card>
  )
}

const IconTap = ({ id, words: said, onTap }: { id: string; words: string; onTap: () => void }) => (
  <View id={id} className="pd-link" role="button" onClick={onTap}>
    {said}
  </View>
)

const openProfile = (id: string) => <IconTap id="open-profile" words="画像" onTap={() => go('profile', { id })} />
