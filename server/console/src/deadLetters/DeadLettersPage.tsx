import type { TableColumnsType } from 'antd'
import { deadLettersApi } from '../../../../shared/deadLetters'
import type { OutputOf } from '../../../../shared/kernel/endpoint'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useQuery } from '../lib/use-query'
import { Asked } from '../ui/Asked'
import { Page } from '../ui/Page'
import { WholeList } from '../ui/WholeList'
import { taskWords, words } from './words'

type DeadLetter = OutputOf<typeof deadLettersApi.list>['items'][number]

const Replay = ({ id }: { id: string }) => {
  const command = useCommand(deadLettersApi.replay, words.replayed)
  return (
    <Asked
      ask={words.replayAsk}
      says={words.replaySays}
      act={words.replay}
      keep={words.keep}
      busy={command.busy}
      onConfirm={() => command.run({ id })}
    />
  )
}

const columns: TableColumnsType<DeadLetter> = [
  {
    title: words.columns.task,
    width: 260,
    render: (_, { subscriber, event }) => (
      <div className="pc-two">
        <span className="pc-strong">{taskWords(subscriber)}</span>
        <span className="pc-weak pc-small">{words.trace(subscriber, event)}</span>
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
      <WholeList query={query} columns={columns} none={words.none} noneSays={words.noneSays} />
    </Page>
  )
}
