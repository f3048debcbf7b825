import { Text, View } from '@tarojs/components'
import { type Tone, toneOfStatus } from '../../shared/look'
import { type Status, statusNames } from '../../shared/tickets/life'

/** A colour always with its word. */
export const Badge = ({ tone, children }: { tone: Tone; children: string }) => (
  <View className={`pd-badge tone-${tone}`}>
    <View className={`pd-dot dot-${tone}`} />
    <Text>{children}</Text>
  </View>
)

export const StatusBadge = ({ status }: { status: Status }) => (
  <Badge tone={toneOfStatus[status]}>{statusNames[status]}</Badge>
)
