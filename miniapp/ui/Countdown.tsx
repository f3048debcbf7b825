import { Text, View } from '@tarojs/components'
import type { TicketCard } from '../../shared/tickets/views'
import { countdownWords } from '../../shared/words'
import { useNow } from '../lib/useNow'
import { Icon } from './Icon'

export type Due = Pick<TicketCard, 'dueAt' | 'dueSoonAt' | 'duePausedFor'>

/** `还剩 1 小时 20 分` that keeps running, or why it stands still; nothing while nothing is due. */
export const Countdown = ({ due }: { due: Due }) => {
  const now = useNow()
  const left = countdownWords(due, now)
  if (!left) return null
  return (
    <View className={`pd-due ink-${left.tone}`}>
      <Icon name="clock" size="small" />
      <Text>{left.words}</Text>
    </View>
  )
}
