import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { timeWords } from '../../shared/words'

/** `by` is who did it, where that is told. */
export type TimelineEntry = { key: string; at: string; says: string; by?: string; more?: ReactNode }

/** Of two events in one second the later one in the list is the newer. */
const newestFirst = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  [...entries].reverse().sort((a, b) => b.at.localeCompare(a.at))

/** Takes entries oldest first, shows them newest first; the newest is marked. */
export const Timeline = ({ entries: given }: { entries: readonly TimelineEntry[] }) => {
  const entries = newestFirst(given)
  const now = new Date()
  return (
    <View className="pd-time">
      {entries.map((entry, index) => (
        <View key={entry.key} className={`pd-time-item ${index === entries.length - 1 ? 'last' : ''}`}>
          <View className={`pd-time-dot ${index === 0 ? 'now' : ''}`} />
          {index < entries.length - 1 && <View className="pd-time-rail" />}
          <View className={`pd-time-says ${index === 0 ? 'pd-strong' : ''}`}>{entry.says}</View>
          {entry.more}
          <View className="pd-time-at">
            {[timeWords(new Date(entry.at), now), entry.by].filter(Boolean).join(' · ')}
          </View>
        </View>
      ))}
    </View>
  )
}
