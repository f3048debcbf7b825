import { useRouter } from '@tarojs/taro'
import { desk } from '../../shared/dispatch'
import { ticketsApi } from '../../shared/tickets/api'
import { back, go } from '../lib/go'
import { useQuery } from '../lib/useQuery'
import { Page } from '../ui/Page'
import { Reserved } from '../ui/Reserved'
import { Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { AssignPanel } from './AssignPanel'
import { words } from './words'

export default function Assign() {
  const { params } = useRouter()
  return (
    <Reserved title={words.assignTitle} for={desk}>
      <Candidates ticketId={params.id ?? ''} />
    </Reserved>
  )
}

/** One ticket and who could take it. */
const Candidates = ({ ticketId }: { ticketId: string }) => {
  const ticket = useQuery(ticketsApi.get, { id: ticketId })
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
