import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { back, restart } from '../lib/go'
import { isFinal, sentenceOf } from '../lib/trouble'
import type { Query } from '../lib/useQuery'
import { Button } from './Button'
import { Icon, type IconName } from './Icon'

export const Skeleton = ({ rows = 3 }: { rows?: number }) => (
  <View id="loading" aria-label="正在加载">
    {Array.from({ length: rows }, (_, row) => `row ${row}`).map(row => (
      <View key={row} className="pd-skeleton">
        <View className="pd-bone" style={{ width: '42%' }} />
        <View className="pd-bone" style={{ width: '86%' }} />
        <View className="pd-bone" style={{ width: '64%', marginBottom: 0 }} />
      </View>
    ))}
  </View>
)

type EmptyProps = { title: string; says?: string; icon?: IconName; act?: ReactNode }

/** Says what to do, not only that there is nothing. */
export const EmptyState = ({ title, says, icon = 'list', act }: EmptyProps) => (
  <View id="empty" className="pd-state">
    <View className="pd-state-icon">
      <Icon name={icon} size="big" />
    </View>
    <View className="pd-state-title">{title}</View>
    {says ? <View className="pd-state-says">{says}</View> : null}
    {act ? <View className="pd-state-act">{act}</View> : null}
  </View>
)

/** The way on from a page that has nothing for this person. */
export const ToWorkbench = () => (
  <Button id="to-workbench" kind="second" onTap={() => restart('workbench')}>
    去工作台
  </Button>
)

/** A way on: once more, where that may help, else back. */
export const ErrorState = ({ problem, onRetry }: { problem: unknown; onRetry: () => void }) => (
  <View id="trouble" className="pd-state">
    <View className="pd-state-icon">
      <Icon name="warn" size="big" />
    </View>
    <View className="pd-state-title">{sentenceOf(problem)}</View>
    <View className="pd-state-act">
      {isFinal(problem) ? (
        <Button id="leave" kind="second" onTap={back}>
          返回
        </Button>
      ) : (
        <Button id="retry" kind="second" onTap={onRetry}>
          再试一次
        </Button>
      )}
    </View>
  </View>
)

type LoadedProps<T> = { query: Query<T>; children: (data: T) => ReactNode; rows?: number }

/** Skeleton, then trouble or the answer. */
export const Loaded = <T,>({ query, children, rows }: LoadedProps<T>) => {
  if (query.data) return <>{children(query.data)}</>
  if (query.problem) return <ErrorState problem={query.problem} onRetry={query.reload} />
  return <Skeleton rows={rows} />
}
