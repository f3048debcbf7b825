import { useState } from 'react'
import { desk } from '../../shared/dispatch'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketCard as Card } from '../../shared/tickets/views'
import { go } from '../lib/go'
import { redFirst } from '../lib/redFirst'
import { useWide } from '../lib/screen'
import { usePages } from '../lib/usePages'
import { Columns } from '../ui/Columns'
import { Page } from '../ui/Page'
import { Reserved } from '../ui/Reserved'
import { EmptyState, Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { AssignPanel } from './AssignPanel'
import { words } from './words'

const input = { filter: { status: ['open' as const] }, sort: 'urgent' as const }

export default function Dispatch() {
  return (
    <Reserved title={words.title} for={desk}>
      <Unassigned />
    </Reserved>
  )
}

/** What nobody has yet, most urgent first. */
const Unassigned = () => {
  const isWide = useWide()
  const tickets = usePages(ticketsApi.list, input)
  const [chosen, setChosen] = useState<Card | null>(null)

  const list = (
    <Loaded query={tickets}>
      {() =>
        tickets.items.length === 0 ? (
          <EmptyState icon="check" title={words.none} says={words.noneSays} />
        ) : (
          redFirst(tickets.items).map(card => (
            <TicketCard
              key={card.id}
              card={card}
              chosen={isWide && card.id === chosen?.id}
              onTap={() => (isWide ? setChosen(card) : go('assign', { id: card.id }))}
            />
          ))
        )
      }
    </Loaded>
  )

  const assigned = () => {
    setChosen(null)
    tickets.reload()
  }
  const beside = chosen ? (
    <AssignPanel key={chosen.id} ticket={chosen} onAssigned={assigned} reload={tickets.reload} />
  ) : (
    <EmptyState icon="users" title={words.pickOne} says={words.pickOneSays} />
  )
  return (
    <Page title={words.title} split={isWide} keptAt={tickets.keptAt}>
      {isWide ? <Columns list={list} detail={beside} /> : list}
    </Page>
  )
}
