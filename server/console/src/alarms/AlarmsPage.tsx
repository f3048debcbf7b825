import type { TableColumnsType } from 'antd'
import { type AlarmView, alarmsApi } from '../../../../shared/alarms'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { Asked } from '../ui/Asked'
import { Page } from '../ui/Page'
import { WholeList } from '../ui/WholeList'
import { words } from './words'

const Clear = ({ id }: { id: string }) => {
  const command = useCommand(alarmsApi.clear, words.cleared)
  return (
    <Asked
      ask={words.clearAsk}
      says={words.clearSays}
      act={words.clear}
      keep={words.keep}
      busy={command.busy}
      onConfirm={() => command.run({ id })}
    />
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
      <WholeList query={query} columns={columns} none={words.none} noneSays={words.noneSays} />
    </Page>
  )
}
