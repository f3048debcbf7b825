import { Drawer, Skeleton, Tabs, type TabsProps } from 'antd'
import { lazy, Suspense } from 'react'
import { checkinsApi } from '../../../../shared/checkins'
import { dispatchApi } from '../../../../shared/dispatch'
import { flowsApi } from '../../../../shared/flows/api'
import { settlementApi } from '../../../../shared/settlement/api'
import { slaApi } from '../../../../shared/sla/api'
import { ticketsApi } from '../../../../shared/tickets/api'
import type { TicketView } from '../../../../shared/tickets/views'
import { mayCall } from '../lib/access'
import { useSession } from '../lib/session'
import { useOpenTicket } from '../lib/use-open-ticket'
import { useQuery } from '../lib/use-query'
import { useReturnFocus } from '../lib/use-return-focus'
import { Raise } from '../redAlerts/Raise'
import { Loaded } from '../ui/States'
import { Clocks } from './Clocks'
import { Decisions } from './Decisions'
import { Facts } from './Facts'
import { Money } from './Money'
import { Moves } from './Moves'
import { Progress } from './Progress'
import { TicketHead } from './TicketHead'
import { Visits } from './Visits'
import { words } from './words'
import './ticket.css'

/** Drawing is a page's worth of code: it comes when the tab is opened. */
const TicketFlow = lazy(() => import('../flows/picture/TicketFlow'))

/** One ticket over the page: what it is, what may be done now, and how it came here. */
export default function TicketDrawer() {
  const { ticketId, close } = useOpenTicket()
  const query = useQuery(ticketsApi.get, ticketId ? { id: ticketId } : null, { everyMs: 20_000 })
  const ticket = query.data
  useReturnFocus()
  return (
    <Drawer
      open={ticketId !== null}
      size={760}
      onClose={close}
      mask={{ blur: false }}
      title={ticket ? ticket.number : words.title}
      extra={
        ticket && (
          <span className="pc-page-actions">
            <Raise ticket={ticket} />
            <Moves ticket={ticket} />
          </span>
        )
      }
      rootClassName="pc-drawer"
    >
      <Loaded query={query} rows={10}>
        {data => <Ticket ticket={data} />}
      </Loaded>
    </Drawer>
  )
}

const Ticket = ({ ticket }: { ticket: TicketView }) => (
  <>
    <TicketHead ticket={ticket} />
    <Facts ticket={ticket} />
    <Tabs items={useTabs(ticket)} />
  </>
)

/** Each part asks for itself when its tab is opened; who may not ask does not see the tab. */
const useTabs = (ticket: TicketView): NonNullable<TabsProps['items']> => {
  const roles = useSession()?.person.roles ?? []
  const { id } = ticket
  return [
    { key: 'progress', label: words.tabs.progress, children: <Progress ticket={ticket} /> },
    ...(mayCall(roles, flowsApi.ofTicket)
      ? [
          {
            key: 'flow',
            label: words.tabs.flow,
            children: (
              <Suspense fallback={<Skeleton active title={false} />}>
                <TicketFlow ticketId={id} />
              </Suspense>
            ),
          },
        ]
      : []),
    ...(mayCall(roles, slaApi.clocks)
      ? [{ key: 'clocks', label: words.tabs.clocks, children: <Clocks ticketId={id} /> }]
      : []),
    ...(mayCall(roles, dispatchApi.decisions)
      ? [{ key: 'dispatch', label: words.tabs.dispatch, children: <Decisions ticket={ticket} /> }]
      : []),
    ...(mayCall(roles, checkinsApi.ofTicket)
      ? [{ key: 'visits', label: words.tabs.visits, children: <Visits ticketId={id} /> }]
      : []),
    ...(mayCall(roles, settlementApi.ofTicket)
      ? [{ key: 'money', label: words.tabs.money, children: <Money ticketId={id} /> }]
      : []),
  ]
}
