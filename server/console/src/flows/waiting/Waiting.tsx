import type { TableColumnsType } from 'antd'
import { flowsApi } from '../../../../../shared/flows/api'
import { nodeKindNames } from '../../../../../shared/flows/flow'
import type { WaitingStep } from '../../../../../shared/flows/runs'
import { stepWords } from '../../../../../shared/flows/words'
import { agoWords } from '../../../../../shared/words'
import { useNow } from '../../lib/use-now'
import { useOpenTicket } from '../../lib/use-open-ticket'
import { usePages } from '../../lib/use-pages'
import { Badge, PriorityBadge } from '../../ui/Badges'
import { PagedList } from '../../ui/PagedList'
import { words } from './words'

const Since = ({ at }: { at: string }) => <span className="pc-weak">{agoWords(new Date(at), useNow())}</span>

const columns: TableColumnsType<WaitingStep> = [
  {
    title: words.columns.ticket,
    render: (_, step) => (
      <div className="pc-two">
        <span className="pc-strong">
          {step.ticketTitle} {step.priority !== 'normal' && <PriorityBadge priority={step.priority} />}
        </span>
        <span className="pc-weak pc-number">{step.ticketNumber}</span>
      </div>
    ),
  },
  {
    title: words.columns.node,
    width: 220,
    render: (_, step) => (
      <div className="pc-two">
        <span>{step.nodeName}</span>
        <span className="pc-weak pc-small">{nodeKindNames[step.kind]}</span>
      </div>
    ),
  },
  { title: words.columns.asked, width: 120, render: (_, step) => step.askedByName ?? '—' },
  {
    title: words.columns.since,
    width: 160,
    align: 'right',
    render: (_, step) => (
      <div className="pc-two">
        <Since at={step.enteredAt} />
        {step.urgedAt && <Badge tone="attention">{stepWords.urged}</Badge>}
      </div>
    ),
  },
]

/** The nodes of running flows that wait for whoever looks; a click opens the ticket, where they are decided. */
export const Waiting = () => {
  const pages = usePages(flowsApi.mine, {}, { everyMs: 20_000 })
  const { open } = useOpenTicket()
  return (
    <PagedList
      pages={pages}
      columns={columns}
      idOf={({ stepId }) => stepId}
      none={words.none}
      noneSays={words.noneSays}
      title={stepWords.mine}
      onOpen={({ ticketId }) => open(ticketId)}
    />
  )
}
