import { Text, View } from '@tarojs/components'
import { dueWords } from '../../shared/words'
import { useNow } from '../lib/useNow'
import { Icon } from './Icon'

/** `还剩 1 小时 20 分` that keeps running; nothing while nothing is due. */
export const Countdown = ({ dueAt }: { dueAt: string | null }) => {
  const now = useNow()
  if (!dueAt) return null
  const { words, tone } = dueWords(new Date(dueAt), now)
  return (
    <View className={`pd-due ink-${tone}`}>
      <Icon name="clock" size="small" />
      <Text>{words}</Text>
    </View>
  )
}
