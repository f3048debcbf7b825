import { useRouter } from '@tarojs/taro'
import { ticketsApi } from '../../shared/tickets/api'
import { back, go } from '../lib/go'
import { useQuery } from '../lib/useQuery'
import { Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { AssignPanel } from './AssignPanel'
import { words } from './words'

/** One ticket and who could take it. */
export default function Assign() {
  const { params } = useRouter()
  const ticket = useQuery(ticketsApi.get, params.id ? { id: params.id } : null)
  return (
    <Page title={words.assignTitle} keptAt={ticket.keptAt}>
      <Loaded query={ticket}>
        {found => (
          <>
            <TicketCard card={found} onTap={() => go('ticket', { id: found.id })} />
            <AssignPanel ticket={found} onAssigned={back} reload={ticket.reload} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
