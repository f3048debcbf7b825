import { Button, Popconfirm, Table, type TableColumnsType } from 'antd'
import { type AlarmView, alarmsApi } from '../../../../shared/alarms'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { Card, Page } from '../ui/Page'
import { Loaded, Nothing } from '../ui/States'
import { words } from './words'

const Clear = ({ id }: { id: string }) => {
  const command = useCommand(alarmsApi.clear, words.cleared)
  return (
    <Popconfirm
      placement="left"
      title={words.clearAsk}
      description={words.clearSays}
      okText={words.clear}
      cancelText={words.keep}
      onConfirm={() => command.run({ id })}
    >
      <Button size="small" loading={command.busy}>
        {words.clear}
      </Button>
    </Popconfirm>
  )
}

const columns: TableColumnsType<AlarmView> = [
  {
    title: words.columns.what,
    render: (_, { says, kind }) => (
      <div className="pc-two">
        <span className="pc-strong">{says}</span>
        <span className="pc-weak">{kind}</span>
      </div>
    ),
  },
  { title: words.columns.count, width: 80, align: 'right', dataIndex: 'count' },
  {
    title: words.columns.last,
    width: 150,
    render: (_, { lastAt }) => <span className="pc-weak">{timeWords(new Date(lastAt), new Date())}</span>,
  },
  { title: words.columns.act, width: 120, align: 'right', render: (_, { id }) => <Clear id={id} /> },
]

/** What only an administrator can put right, with what to do about it. */
export default function AlarmsPage() {
  const query = useQuery(alarmsApi.list, {}, { everyMs: 20_000 })
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
