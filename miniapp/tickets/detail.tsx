import { useRouter } from '@tarojs/taro'
import { Page } from '../ui/Page'
import { EmptyState, ToWorkbench } from '../ui/States'
import { Actions } from './Actions'
import { TicketDetail, useTicket } from './TicketDetail'
import { words } from './words'

export default function Detail() {
  const { params } = useRouter()
  if (params.id) return <Ticket id={params.id} />
  return (
    <Page title={words.detailTitle}>
      <EmptyState title={words.noLink} says={words.noLinkSays} act={<ToWorkbench />} />
    </Page>
  )
}

const Ticket = ({ id }: { id: string }) => {
  const held = useTicket(id)
  const ticket = held.query.data
  return (
    <Page
      title={ticket?.number ?? words.detailTitle}
      keptAt={held.query.keptAt}
      bottom={
        ticket && ticket.allowedMoves.length > 0 ? (
          <Actions ticket={ticket} onChange={held.change} reload={held.query.reload} />
        ) : null
      }
    >
      <TicketDetail {...held} />
    </Page>
  )
}
