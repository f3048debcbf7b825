import { View } from '@tarojs/components'
import { ticketsApi } from '../../shared/tickets/api'
import type { Status } from '../../shared/tickets/life'
import { statusNames } from '../../shared/tickets/life'
import { countWords } from '../../shared/words'
import { go } from '../lib/go'
import { useQuery } from '../lib/useQuery'
import { words } from './words'

/** How many stand where; a tap opens the list filtered to them. */
export const Counts = ({ statuses, isMine }: { statuses: readonly Status[]; isMine: boolean }) => {
  const { data } = useQuery(ticketsApi.counts, { isMine })
  const numberOf = (count: number | undefined) => (data ? countWords(count ?? 0) : '–')
  return (
    <View className="pd-counts">
      {statuses.map((status, index) => (
        <View
          key={status}
          id={`count-${status}`}
          className={`pd-count ${index ? '' : 'first'}`}
          role="button"
          onClick={() => go('tickets', { status, mine: isMine ? '1' : null })}
        >
          <View className="pd-figure">{numberOf(data?.counts[status])}</View>
          <View className="pd-weak">{statusNames[status]}</View>
        </View>
      ))}
      <View
        id="count-overdue"
        className="pd-count"
        role="button"
        onClick={() => go('tickets', { sort: 'urgent', mine: isMine ? '1' : null })}
      >
        <View className={`pd-figure ${data?.overdue ? 'ink-overdue' : ''}`}>{numberOf(data?.overdue)}</View>
        <View className="pd-weak">{words.overdue}</View>
      </View>
    </View>
  )
}
