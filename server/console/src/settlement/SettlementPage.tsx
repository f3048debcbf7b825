import { Button, Select, type TableColumnsType } from 'antd'
import { useSearchParams } from 'react-router-dom'
import { type SettledLine, settlementApi } from '../../../../shared/settlement/api'
import { moneyWords, timeWords } from '../../../../shared/words'
import { useOpenTicket } from '../lib/use-open-ticket'
import { usePages } from '../lib/use-pages'
import { Page } from '../ui/Page'
import { PagedList } from '../ui/PagedList'
import { monthsUpTo, monthWords } from './months'
import { words } from './words'

const TicketLink = ({ line }: { line: SettledLine }) => {
  const { open } = useOpenTicket()
  return (
    <Button type="link" size="small" className="pc-number pc-bare" onClick={() => open(line.ticketId)}>
      {line.ticketNumber}
    </Button>
  )
}

const columns: TableColumnsType<SettledLine> = [
  { title: words.columns.ticket, width: 176, render: (_, line) => <TicketLink line={line} /> },
  { title: words.columns.payee, width: 120, dataIndex: 'payeeName' },
  {
    title: words.columns.item,
    width: 150,
    dataIndex: 'name',
    render: name => <span className="pc-strong">{name}</span>,
  },
  {
    title: words.columns.amount,
    width: 120,
    align: 'right',
    render: (_, { amountFen }) => <span className="pc-money">{moneyWords(amountFen)}</span>,
  },
  {
    title: words.columns.why,
    render: (_, { why, round, ruleSetVersion }) => (
      <div className="pc-two">
        <span className="pc-second">{why}</span>
        <span className="pc-weak pc-small">
          {words.version(ruleSetVersion)}
          {round > 1 && ` · ${words.round(round)}`}
        </span>
      </div>
    ),
  },
  {
    title: words.columns.settled,
    width: 150,
    align: 'right',
    render: (_, { settledAt }) => <span className="pc-weak">{timeWords(new Date(settledAt), new Date())}</span>,
  },
]

const MONTHS_SHOWN = 24
const everyMonth = 'all'

/** Every settled line of a month with its why; the month stands in the address. */
export default function SettlementPage() {
  const [params, setParams] = useSearchParams()
  const months = monthsUpTo(new Date(), MONTHS_SHOWN)
  const month = months.find(one => one === params.get('month')) ?? null
  const pages = usePages(settlementApi.list, month ? { month } : {})
  const change = (value: string): void =>
    setParams(
      given => {
        if (value === everyMonth) given.delete('month')
        else given.set('month', value)
        return given
      },
      { replace: true },
    )
  const options = [
    { value: everyMonth, label: words.anyMonth },
    ...months.map(value => ({ value, label: monthWords(value) })),
  ]
  const total = pages.items.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return (
    <Page
      title={words.title}
      says={pages.items.length > 0 && words.sum(pages.items.length, moneyWords(total), pages.hasMore)}
      actions={
        <Select
          aria-label={words.whichMonth}
          value={month ?? everyMonth}
          options={options}
          className="pc-filter"
          onChange={change}
        />
      }
    >
      <PagedList pages={pages} columns={columns} idOf={({ id }) => id} none={words.none} noneSays={words.noneSays} />
    </Page>
  )
}
