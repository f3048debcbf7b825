import { Text, View } from '@tarojs/components'
import type { TicketCard as Card } from '../../shared/tickets/views'
import { agoWords, windowWords } from '../../shared/words'
import { StatusBadge } from './Badge'
import { Icon, type IconName } from './Icon'
import { TicketClock, TicketMarks } from './TicketMarks'

type Props = {
  card: Card
  onTap: () => void
  chosen?: boolean
  /** For the customer: their words, without what only presses us and who they are themselves. */
  plain?: boolean
}

/** The ticket card: always the same, wherever a ticket is listed. */
export const TicketCard = ({ card, onTap, chosen, plain }: Props) => {
  const now = new Date()
  const place = [plain ? null : card.customerName, card.address].filter(Boolean).join(' · ')
  return (
    <View
      id={`ticket-${card.number}`}
      className={`pd-ticket ${card.isRed && !plain ? 'red' : ''} ${chosen ? 'chosen' : ''}`}
      hoverClass="pressed"
      role="button"
      onClick={onTap}
    >
      {!plain && <View className={`pd-ticket-edge ${card.priority}`} />}
      <View className="pd-row">
        <Text className="pd-ticket-number">{card.number}</Text>
        {!plain && <TicketMarks {...card} />}
        <View className="pd-grow" />
        <StatusBadge status={card.status} plain={plain} />
      </View>
      <View className="pd-ticket-title">{card.title}</View>
      {!plain && <TicketClock {...card} />}
      {place ? <Fact icon="place">{place}</Fact> : null}
      {card.appointmentFrom ? (
        <Fact icon="day">
          {`预约 ${windowWords(new Date(card.appointmentFrom), card.appointmentTo ? new Date(card.appointmentTo) : null, now)}`}
        </Fact>
      ) : null}
      {card.assigneeName ? <Fact icon="person">{card.assigneeName}</Fact> : null}
      {card.lastEvent ? (
        <View className="pd-ticket-last pd-row">
          <View className="pd-grow pd-cut">{plain ? '最近更新' : card.lastEvent}</View>
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
