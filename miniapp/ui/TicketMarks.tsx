import { Text, View } from '@tarojs/components'
import { priorityNames } from '../../shared/priorities'
import { clockNames } from '../../shared/sla/policy'
import type { TicketCard } from '../../shared/tickets/views'
import { Countdown } from './Countdown'

type Marked = Pick<TicketCard, 'isRed' | 'priority' | 'nudgeCount'>

/** What makes a ticket press: red alert, urgency, nudges. */
export const TicketMarks = ({ isRed, priority, nudgeCount }: Marked) => (
  <>
    {isRed && <Text className="pd-ticket-urgent pd-ticket-red">红色预警</Text>}
    {!isRed && priority !== 'normal' && (
      <Text className={`pd-ticket-urgent ${priority === 'critical' ? 'tone-overdue' : 'tone-attention'}`}>
        {priorityNames[priority]}
      </Text>
    )}
    {nudgeCount > 0 && <Text className="pd-ticket-urgent tone-attention">{`催 ×${nudgeCount}`}</Text>}
  </>
)

type Standing = Pick<TicketCard, 'dueAt' | 'dueSoonAt' | 'duePausedFor' | 'dueClock' | 'nodeName'>

/** The clock that runs out next, and where the ticket waits in its flow. */
export const TicketClock = (card: Standing) => {
  const hasClock = card.dueAt !== null || card.duePausedFor !== null
  if (!hasClock && !card.nodeName) return null
  return (
    <View className="pd-ticket-clock">
      {hasClock && card.dueClock && card.dueClock !== 'node' && (
        <Text className="pd-second">{clockNames[card.dueClock]}</Text>
      )}
      <Countdown due={card} />
      <View className="pd-grow" />
      {card.nodeName ? <Text className="pd-weak pd-cut">{card.nodeName}</Text> : null}
    </View>
  )
}
