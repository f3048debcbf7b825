import { Table, type TableColumnsType } from 'antd'
import type { Difference, Misfit, NodeTime, OwnerShare, Simulation } from '../../../../shared/simulator'
import { spanWords } from '../../../../shared/words'
import { useOpenTicket } from '../lib/use-open-ticket'
import { Card } from '../ui/Page'
import { Nothing } from '../ui/States'
import { words } from './words'

/** What would be different: figures first, then who and how long, then each ticket. */
export const Result = ({ result }: { result: Simulation }) => {
  if (result.tickets === 0) return <Nothing title={words.noTickets} says={words.noTicketsSays} />
  return (
    <>
      <Figures result={result} />
      <Card>
        <ul className="ps-sentences">
          {result.summary.map(says => (
            <li key={says}>{says}</li>
          ))}
        </ul>
        <p className="pc-weak pc-small">
          {result.notes.map(note => `${note}。`).join('')}
          {!result.isWhole && words.older}
        </p>
      </Card>
      <div className="ps-halves">
        <Card flush title={words.owners}>
          <Table
            size="small"
            rowKey={({ kind, id }) => `${kind} ${id}`}
            columns={ownerColumns}
            dataSource={result.owners}
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            locale={{ emptyText: words.noOwners }}
          />
        </Card>
        <Card flush title={words.times}>
          <Table
            size="small"
            rowKey={({ kind, node }) => `${kind} ${node}`}
            columns={timeColumns}
            dataSource={result.timeByNode}
            pagination={false}
            locale={{ emptyText: words.noTimes }}
          />
        </Card>
      </div>
      <Differences result={result} />
      {result.errors.length > 0 && <Misfits result={result} />}
    </>
  )
}

const Figures = ({ result: { tickets, different, approvals, refused } }: { result: Simulation }) => {
  const { figures } = words
  const shown: [string, number][] = [
    [figures.tickets, tickets],
    [figures.different, different],
    [figures.before, approvals.before],
    [figures.after, approvals.after],
    [approvals.saved < 0 ? figures.more : figures.saved, Math.abs(approvals.saved)],
    [figures.refused, refused],
  ]
  return (
    <dl className="ps-figures" data-part="figures">
      {shown.map(([name, figure]) => (
        <div key={name}>
          <dt className="pc-second pc-small">{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

const ownerColumns: TableColumnsType<OwnerShare> = [
  { title: words.columns.who, dataIndex: 'name' },
  { title: words.columns.what, render: (_, { kind }) => <span className="pc-second">{words.ownerKinds[kind]}</span> },
  { title: words.columns.before, dataIndex: 'before', align: 'right', width: 80 },
  { title: words.columns.after, dataIndex: 'after', align: 'right', width: 80 },
]

const timeWords = (count: number, minutes: number | null): string =>
  count === 0 && minutes === null ? '—' : words.nodeTime(count, minutes === null ? words.unknown : spanWords(minutes))

const timeColumns: TableColumnsType<NodeTime> = [
  { title: words.columns.node, dataIndex: 'node' },
  {
    title: words.columns.before,
    align: 'right',
    render: (_, { before, beforeMedianMinutes }) => timeWords(before, beforeMedianMinutes),
  },
  {
    title: words.columns.after,
    align: 'right',
    render: (_, { after, afterMedianMinutes }) => timeWords(after, afterMedianMinutes),
  },
  { title: words.columns.basis, render: (_, { basis }) => <span className="pc-second">{words.bases[basis]}</span> },
]

type OfTicket = { ticketId: string; number: string; title: string }

const TicketLink = ({ ticketId, number, title }: OfTicket) => {
  const { open } = useOpenTicket()
  return (
    <button type="button" className="ps-ticket" onClick={() => open(ticketId)}>
      <span className="pc-strong">{title}</span>
      <span className="pc-weak pc-small">{number}</span>
    </button>
  )
}

const pages = { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }

const differenceColumns: TableColumnsType<Difference> = [
  { title: words.columns.ticket, width: 320, render: (_, row) => <TicketLink {...row} /> },
  {
    title: words.columns.says,
    render: (_, { says }) => (
      <ul className="ps-sentences">
        {says.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    ),
  },
]

const Differences = ({ result: { differences, different } }: { result: Simulation }) => (
  <Card
    flush
    title={words.differences}
    extra={<span className="pc-weak pc-small">{words.listed(differences.length, different)}</span>}
  >
    <Table
      rowKey="ticketId"
      columns={differenceColumns}
      dataSource={differences}
      pagination={pages}
      locale={{ emptyText: <Nothing title={words.same} says={words.sameSays} /> }}
    />
  </Card>
)

const misfitColumns: TableColumnsType<Misfit> = [
  { title: words.columns.ticket, width: 320, render: (_, row) => <TicketLink {...row} /> },
  { title: words.columns.field, dataIndex: 'field' },
  { title: words.columns.reason, render: (_, { reason, stage }) => `${words.stages[stage]}：${reason}` },
]

const Misfits = ({ result: { errors } }: { result: Simulation }) => (
  <Card flush title={words.errors}>
    <Table
      rowKey={({ ticketId, stage, key, reason }) => `${ticketId} ${stage} ${key} ${reason}`}
      columns={misfitColumns}
      dataSource={errors}
      pagination={pages}
    />
  </Card>
)
