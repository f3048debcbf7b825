import { Button, type TableColumnsType } from 'antd'
import { automationApi, type RunOutcome, type RunView, runOutcomeNames } from '../../../../shared/automation'
import { timeWords } from '../../../../shared/words'
import { useOpenTicket } from '../lib/use-open-ticket'
import { usePages } from '../lib/use-pages'
import { Badge } from '../ui/Badges'
import { PagedList } from '../ui/PagedList'
import { words } from './words'

const tones = { done: 'done', refused: 'overdue', bounded: 'attention', dropped: 'waiting' } as const satisfies Record<
  RunOutcome,
  string
>

export const TicketLink = ({ id, says }: { id: string; says: string }) => {
  const { open } = useOpenTicket()
  return (
    <Button type="link" className="pc-bare" onClick={() => open(id)}>
      {says}
    </Button>
  )
}

const columns: TableColumnsType<RunView> = [
  { title: words.runColumns.at, width: 140, render: (_, { at }) => timeWords(new Date(at), new Date()) },
  {
    title: words.runColumns.rule,
    width: 220,
    render: (_, { ruleName, trigger }) => (
      <div className="pc-two">
        <span className="pc-strong">{ruleName}</span>
        <span className="pc-weak pc-small">{trigger}</span>
      </div>
    ),
  },
  {
    title: words.runColumns.ticket,
    width: 160,
    render: (_, { ticketId, ticketNumber }) => <TicketLink id={ticketId} says={ticketNumber} />,
  },
  {
    title: words.runColumns.outcome,
    width: 110,
    render: (_, { outcome }) => <Badge tone={tones[outcome]}>{runOutcomeNames[outcome]}</Badge>,
  },
  {
    title: words.runColumns.says,
    render: (_, { says, effects }) => (
      <div className="pc-two">
        <span>{says}</span>
        {effects.map(effect => (
          <span key={effect.says} className="pc-weak pc-small">
            {effect.isDone ? '✓' : '✗'} {effect.says}
          </span>
        ))}
      </div>
    ),
  },
]

export const Runs = () => {
  const pages = usePages(automationApi.runs, {}, { everyMs: 20_000 })
  return (
    <PagedList pages={pages} columns={columns} idOf={({ id }) => id} none={words.noRuns} noneSays={words.noRunsSays} />
  )
}
