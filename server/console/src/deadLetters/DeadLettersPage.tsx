import { Button, Popconfirm, Table, type TableColumnsType } from 'antd'
import { deadLettersApi } from '../../../../shared/deadLetters'
import type { OutputOf } from '../../../../shared/kernel/endpoint'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { Card, Page } from '../ui/Page'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

type DeadLetter = OutputOf<typeof deadLettersApi.list>['items'][number]

const Replay = ({ id }: { id: string }) => {
  const command = useCommand(deadLettersApi.replay, words.replayed)
  return (
    <Popconfirm
      placement="left"
      title={words.replayAsk}
      description={words.replaySays}
      okText={words.replay}
      cancelText={words.keep}
      onConfirm={() => command.run({ id })}
    >
      <Button size="small" loading={command.busy}>
        {words.replay}
      </Button>
    </Popconfirm>
  )
}

const columns: TableColumnsType<DeadLetter> = [
  {
    title: words.columns.task,
    width: 260,
    render: (_, { subscriber, event }) => (
      <div className="pc-two">
        <span className="pc-strong">{subscriber}</span>
        <span className="pc-weak">{event}</span>
      </div>
    ),
  },
  { title: words.columns.error, render: (_, { lastError }) => <span className="pc-second">{lastError ?? '—'}</span> },
  { title: words.columns.attempts, width: 80, align: 'right', render: (_, { attempts }) => words.times(attempts) },
  {
    title: words.columns.failed,
    width: 150,
    render: (_, { failedAt }) => <span className="pc-weak">{timeWords(new Date(failedAt), new Date())}</span>,
  },
  { title: words.columns.act, width: 120, align: 'right', render: (_, { id }) => <Replay id={id} /> },
]

/** What failed every attempt waits here, visible, until somebody sends it again. */
export default function DeadLettersPage() {
  const query = useQuery(deadLettersApi.list, {}, { everyMs: 20_000 })
  return (
    <Page title={words.title} says={words.says}>
      <Card flush>
        <Loaded query={query}>
          {({ items }) => (
            <Table
              rowKey="id"
              columns={columns}
              dataSource={items}
              pagination={false}
              locale={{ emptyText: <Nothing title={words.none} says={words.noneSays} /> }}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}
