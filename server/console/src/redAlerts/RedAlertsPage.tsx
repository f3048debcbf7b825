import { Button, Segmented, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { type RedAlertView, redAlertsApi } from '../../../../shared/redAlerts'
import { timeWords } from '../../../../shared/words'
import { useCommand } from '../lib/use-command'
import { useOpenTicket } from '../lib/use-open-ticket'
import { usePages } from '../lib/use-pages'
import { Badge, StatusBadge } from '../ui/Badges'
import { Page } from '../ui/Page'
import { PagedList } from '../ui/PagedList'
import { Report } from './Report'
import { words } from './words'

const at = (instant: string): string => timeWords(new Date(instant), new Date())

const Acknowledge = ({ alert }: { alert: RedAlertView }) => {
  const command = useCommand(redAlertsApi.acknowledge, words.acknowledged)
  return (
    <Button
      type="primary"
      size="small"
      loading={command.busy}
      onClick={() => command.run({ ticketId: alert.ticketId })}
    >
      {words.acknowledge}
    </Button>
  )
}

const Ticket = ({ alert }: { alert: RedAlertView }) => {
  const { open } = useOpenTicket()
  return (
    <div className="pc-two">
      <Button type="link" size="small" className="pc-bare pc-start" onClick={() => open(alert.ticketId)}>
        {alert.title}
      </Button>
      <span className="pc-weak pc-number">{alert.number}</span>
    </div>
  )
}

const Handling = ({ alert }: { alert: RedAlertView }) => (
  <div className="pc-two">
    {alert.acknowledged || alert.handledAt ? (
      <Badge tone="done">
        {words.handled(
          alert.acknowledged?.name ?? alert.assigneeName,
          at(alert.acknowledged?.at ?? alert.handledAt ?? alert.raised.at),
        )}
      </Badge>
    ) : (
      <Badge tone="overdue">{words.handleBy(at(alert.handleBy))}</Badge>
    )}
    {alert.callCount > 0 && <span className="pc-weak pc-small">{words.calls(alert.callCount)}</span>}
  </div>
)

const reportWords = ({ reported, reportDueAt }: RedAlertView): string =>
  reported
    ? words.reported(reported.name, at(reported.at))
    : reportDueAt
      ? words.reportDue(at(reportDueAt))
      : words.notYet

const columns: TableColumnsType<RedAlertView> = [
  { title: words.columns.ticket, render: (_, alert) => <Ticket alert={alert} /> },
  {
    title: words.columns.reason,
    render: (_, alert) => (
      <div className="pc-two">
        <span>{alert.reason}</span>
        <span className="pc-weak pc-small">{words.raised(alert.raised.name, at(alert.raised.at))}</span>
      </div>
    ),
  },
  { title: words.columns.status, width: 96, render: (_, { status }) => <StatusBadge status={status} /> },
  { title: words.columns.handling, width: 230, render: (_, alert) => <Handling alert={alert} /> },
  {
    title: words.columns.report,
    width: 240,
    render: (_, alert) => (
      <div className="pc-two">
        <span className="pc-weak">{reportWords(alert)}</span>
        {(alert.reported || alert.canReport) && <Report alert={alert} />}
      </div>
    ),
  },
  {
    title: words.columns.act,
    width: 110,
    align: 'right',
    render: (_, alert) => alert.canAcknowledge && <Acknowledge alert={alert} />,
  },
]

const whichOptions = Object.entries(words.which).map(([value, label]) => ({ value, label }))

/** The emergency channel: who raised what, who took it on, and whether the report is in. */
export default function RedAlertsPage() {
  const [which, setWhich] = useState<keyof typeof words.which>('open')
  const pages = usePages(redAlertsApi.list, { which }, { everyMs: 10_000 })
  return (
    <Page
      title={words.title}
      says={words.says}
      actions={
        <Segmented
          aria-label={words.whichOnes}
          options={whichOptions}
          value={which}
          onChange={value => setWhich(value as typeof which)}
        />
      }
    >
      <PagedList pages={pages} columns={columns} idOf={({ id }) => id} none={words.none} noneSays={words.noneSays} />
    </Page>
  )
}
