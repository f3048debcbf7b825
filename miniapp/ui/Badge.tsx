import { Text, View } from '@tarojs/components'
import { type Tone, toneOfStatus } from '../../shared/look'
import { type Status, statusForCustomer, statusNames } from '../../shared/tickets/life'

/** A colour always with its word. */
export const Badge = ({ tone, children }: { tone: Tone; children: string }) => (
  <View className={`pd-badge tone-${tone}`}>
    <View className={`pd-dot dot-${tone}`} />
    <Text>{children}</Text>
  </View>
)

/** `plain`: in the customer's words. */
export const StatusBadge = ({ status, plain }: { status: Status; plain?: boolean }) => (
  <Badge tone={toneOfStatus[status]}>{(plain ? statusForCustomer : statusNames)[status]}</Badge>
)
