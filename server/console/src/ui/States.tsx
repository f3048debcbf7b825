import { Button, Empty, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { sentenceOf } from '../lib/trouble'
import type { Query } from '../lib/use-query'
import { words } from './words'

export const PageSkeleton = () => (
  <div className="pc-page" aria-busy="true">
    <Skeleton active title={{ width: 180 }} paragraph={{ rows: 10 }} />
  </div>
)

export const Trouble = ({ problem, onRetry }: { problem: unknown; onRetry: () => void }) => (
  <Result status="warning" title={sentenceOf(problem)} extra={<Button onClick={onRetry}>{words.again}</Button>} />
)

/** Says what to do, not only that there is nothing. */
export const Nothing = ({ title, says }: { title: string; says?: string }) => (
  <Empty
    image={Empty.PRESENTED_IMAGE_SIMPLE}
    description={
      <>
        <div className="pc-strong">{title}</div>
        {says && <div className="pc-weak">{says}</div>}
      </>
    }
  />
)

type LoadedProps<T> = { query: Query<T>; children: (data: T) => ReactNode; rows?: number }

/** Skeleton, then trouble or the answer. */
export const Loaded = <T,>({ query, children, rows = 4 }: LoadedProps<T>) => {
  if (query.data) return <>{children(query.data)}</>
  if (query.problem) return <Trouble problem={query.problem} onRetry={query.reload} />
  return <Skeleton active title={false} paragraph={{ rows }} />
}
