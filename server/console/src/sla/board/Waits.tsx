import { Button, Table, type TableColumnsType } from 'antd'
import { slaApi } from '../../../../../shared/sla/api'
import type { WaitView } from '../../../../../shared/sla/views'
import { spanWords } from '../../../../../shared/words'
import { useOpenTicket } from '../../lib/use-open-ticket'
import { useQuery } from '../../lib/use-query'
import { Card } from '../../ui/Page'
import { Loaded, Nothing } from '../../ui/States'
import { words } from './words'

const Longest = ({ wait }: { wait: WaitView }) => {
  const { open } = useOpenTicket()
  return (
    <Button type="link" size="small" className="pc-bare" onClick={() => open(wait.longest.id)}>
      {spanWords(wait.longestMinutes)}
    </Button>
  )
}

const columns: TableColumnsType<WaitView> = [
  {
    title: words.waitColumns.where,
    render: (_, { waitsAt }) => <span className="pc-strong pc-nowrap">{waitsAt}</span>,
  },
  { title: words.waitColumns.count, width: 56, align: 'right', dataIndex: 'count' },
  {
    title: words.waitColumns.overdue,
    width: 56,
    align: 'right',
    render: (_, { overdue }) => (overdue > 0 ? <span className="pc-due overdue">{overdue}</span> : 0),
  },
  { title: words.waitColumns.median, align: 'right', render: (_, wait) => spanWords(wait.medianMinutes) },
  { title: words.waitColumns.longest, align: 'right', render: (_, wait) => <Longest wait={wait} /> },
]

/** Where open tickets stand and how long: the longest is one click away. */
export const Waits = () => {
  const query = useQuery(slaApi.waits, {}, { everyMs: 30_000 })
  return (
    <Card
      flush
      title={words.waits}
      extra={
        <span className="pc-weak pc-small">
          {query.data && words.waitsSays(query.data.counted, query.data.isWhole)}
        </span>
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <Table
            rowKey="waitsAt"
            columns={columns}
            dataSource={items}
            pagination={false}
            size="small"
            scroll={{ x: 'max-content' }}
            locale={{ emptyText: <Nothing title={words.noWaits} /> }}
          />
        )}
      </Loaded>
    </Card>
  )
}
