import { useSearchParams } from 'react-router-dom'
import { ticketsApi } from '../../../../shared/tickets/api'
import { usePages } from '../lib/use-pages'
import { Page } from '../ui/Page'
import { listInputOf, readFilter, type TicketFilter, writeFilter } from './address'
import { Filters, Views } from './Filters'
import { TicketTable } from './TicketTable'
import { words } from './words'
import './list.css'

/** The one pool of tickets; what is filtered stands in the address. */
export default function TicketsPage() {
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const pages = usePages(ticketsApi.list, listInputOf(filter), { everyMs: 20_000 })
  const change = (changes: Partial<TicketFilter>): void =>
    setParams(given => writeFilter({ ...readFilter(given), ...changes }, given), { replace: true })
  return (
    <Page title={words.title}>
      <TicketTable pages={pages}>
        <Views filter={filter} change={change} />
        <Filters filter={filter} change={change} />
      </TicketTable>
    </Page>
  )
}
