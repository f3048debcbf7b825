import { View } from '@tarojs/components'
import type { TicketView } from '../../shared/tickets/views'
import { windowWords } from '../../shared/words'
import { go } from '../lib/go'
import { host } from '../lib/host'
import { nowHolds } from '../lib/usePerson'
import { Card, Line } from '../ui/Card'
import { words } from './words'

const dial = (phone: string) => () => host.dial(phone)
/** A masked number cannot be dialled. */
const mayDial = (phone: string | null): phone is string => phone !== null && !phone.includes('*')

/** Who, where, what and when; each with the one tap that belongs to it. */
export const Facts = ({ ticket }: { ticket: TicketView }) => {
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
