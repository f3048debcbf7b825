import type { TableColumnsType } from 'antd'
import { automationApi, type FollowUpView, followUpStateNames } from '../../../../shared/automation'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { usePages } from '../lib/use-pages'
import { Asked } from '../ui/Asked'
import { Badge } from '../ui/Badges'
import { PagedList } from '../ui/PagedList'
import { TicketLink } from './Runs'
import { words } from './words'

const tones = { waiting: 'attention', made: 'done', dropped: 'waiting' } as const

const Drop = ({ id }: { id: string }) => {
  const command = useCommand(automationApi.dropFollowUp, words.dropped)
  return (
    <Asked
      ask={words.dropAsk}
      says={words.dropSays}
      act={words.drop}
      keep={words.keep}
      busy={command.busy}
      onConfirm={() => command.run({ id })}
    />
  )
}

const columns: TableColumnsType<FollowUpView> = [
  { title: words.followColumns.due, width: 150, render: (_, { dueAt }) => timeWords(new Date(dueAt), new Date()) },
  {
    title: words.followColumns.template,
    render: (_, { templateName, says }) => (
      <div className="pc-two">
        <span className="pc-strong">{templateName}</span>
        <span className="pc-weak">{says}</span>
      </div>
    ),
  },
  {
    title: words.followColumns.from,
    width: 170,
    render: (_, { ticketId, ticketNumber }) => <TicketLink id={ticketId} says={ticketNumber} />,
  },
  {
    title: words.followColumns.state,
    render: (_, { state, result }) => (
      <div className="pc-two">
        <Badge tone={tones[state]}>{followUpStateNames[state]}</Badge>
        {result && <span className="pc-weak pc-small">{result}</span>}
      </div>
    ),
  },
  {
    title: words.followColumns.act,
    width: 130,
    align: 'right',
    render: (_, { id, state, madeTicketId }) => {
      if (madeTicketId) return <TicketLink id={madeTicketId} says={words.made} />
      return state === 'waiting' && <Drop id={id} />
    },
  },
]

export const FollowUps = () => {
  const pages = usePages(automationApi.followUps, {}, { everyMs: 20_000 })
  return (
    <PagedList
      pages={pages}
      columns={columns}
      idOf={({ id }) => id}
      none={words.noFollowUps}
      noneSays={words.noFollowUpsSays}
    />
  )
}
