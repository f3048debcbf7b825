import { Text, View } from '@tarojs/components'
import type { TicketCard as Card } from '../../shared/tickets/views'
import { agoWords, windowWords } from '../../shared/words'
import { StatusBadge } from './Badge'
import { Icon, type IconName } from './Icon'
import { TicketClock, TicketMarks } from './TicketMarks'

type Props = { card: Card; onTap: () => void; chosen?: boolean }

/** The ticket card: always the same, wherever a ticket is listed. */
export const TicketCard = ({ card, onTap, chosen }: Props) => {
  const now = new Date()
  const place = [card.customerName, card.address].filter(Boolean).join(' · ')
  return (
    <View
      id={`ticket-${card.number}`}
      className={`pd-ticket ${card.isRed ? 'red' : ''} ${chosen ? 'chosen' : ''}`}
      hoverClass="pressed"
      role="button"
      onClick={onTap}
    >
      <View className={`pd-ticket-edge ${card.priority}`} />
      <View className="pd-row">
        <Text className="pd-ticket-number">{card.number}</Text>
        <TicketMarks {...card} />
        <View className="pd-grow" />
        <StatusBadge status={card.status} />
      </View>
      <View className="pd-ticket-title">{card.title}</View>
      <TicketClock {...card} />
      {place ? <Fact icon="place">{place}</Fact> : null}
      {card.appointmentFrom ? (
        <Fact icon="day">
          {`预约 ${windowWords(new Date(card.appointmentFrom), card.appointmentTo ? new Date(card.appointmentTo) : null, now)}`}
        </Fact>
      ) : null}
      {card.assigneeName ? <Fact icon="person">{card.assigneeName}</Fact> : null}
      {card.lastEvent ? (
        <View className="pd-ticket-last pd-row">
          <View className="pd-grow pd-cut">{card.lastEvent}</View>
          <Text>{agoWords(new Date(card.updatedAt), now)}</Text>
        </View>
      ) : null}
    </View>
  )
}

const Fact = ({ icon, children }: { icon: IconName; children: string }) => (
  <View className="pd-ticket-fact">
    <Icon name={icon} size="small" />
    <View className="pd-grow pd-cut">{children}</View>
  </View>
)
