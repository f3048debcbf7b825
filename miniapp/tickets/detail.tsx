import { useRouter } from '@tarojs/taro'
import { Page } from '../ui/Page'
import { Actions } from './Actions'
import { TicketDetail, useTicket } from './TicketDetail'
import { words } from './words'

export default function Detail() {
  const { params } = useRouter()
  const held = useTicket(params.id ?? '')
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
