import { View } from '@tarojs/components'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import type { Status } from '../../shared/tickets/life'
import type { TicketCard as Card } from '../../shared/tickets/views'
import { go } from '../lib/go'
import type { Unsent } from '../lib/outbox/store'
import { useUnsent } from '../lib/outbox/useUnsent'
import { useCommand } from '../lib/useCommand'
import { usePages } from '../lib/usePages'
import { usePerson } from '../lib/usePerson'
import { useQuery } from '../lib/useQuery'
import { Button } from '../ui/Button'
import { Section } from '../ui/Card'
import { Page } from '../ui/Page'
import { Reserved } from '../ui/Reserved'
import { EmptyState, Loaded } from '../ui/States'
import { Segmented } from '../ui/Tabs'
import { TicketCard } from '../ui/TicketCard'
import { statusAhead } from './ahead'
import { useTakenAlong } from './carry'
import { inOrder } from './order'
import { UnsentSteps } from './Unsent'
import { words } from './words'

const mine: Status[] = ['assigned', 'accepted', 'travelling', 'working', 'waiting']
const input = { filter: { isMine: true, status: mine }, sort: 'urgent' as const, limit: 50 }

/** An engineer's day; nobody else has one. */
export default function Day() {
  return (
    <Reserved title={words.dayTitle} for={['engineer']}>
      <Visits />
    </Reserved>
  )
}

/** What is on my plate: first what waits for my yes, then the visits in the order they are due. */
const Visits = () => {
  const tickets = usePages(ticketsApi.list, input)
  const unsent = useUnsent()
  useTakenAlong(tickets.keptAt ? undefined : tickets.data?.items)
  const cards = tickets.items.map(card => withSteps(card, unsent))
  const toAccept = cards.filter(card => card.status === 'assigned')
  const visits = inOrder(cards.filter(card => card.status !== 'assigned'))
  const next = visits[0] ?? toAccept[0]

  return (
    <Page
      title={words.dayTitle}
      keptAt={tickets.keptAt}
      bottom={
        <Button id="start-next" off={!next} onTap={() => next && go('visit', { id: next.id })}>
          {next?.status === 'working' ? words.goOn : words.startNext}
        </Button>
      }
    >
      <UnsentSteps />
      <Duty />
      <Loaded query={tickets}>
        {() => (
          <>
            {tickets.items.length === 0 && <EmptyState icon="day" title={words.none} says={words.noneSays} />}
            <Cards title={words.toAccept} cards={toAccept} />
            <Cards title={words.today} cards={visits} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** As it stands with what waits on this phone. */
const withSteps = (card: Card, unsent: readonly Unsent[]): Card => {
  const waiting = unsent.filter(({ ticket, refused }) => ticket.id === card.id && refused === null)
  return { ...card, status: statusAhead(card.status, waiting) }
}

const Cards = ({ title, cards }: { title: string; cards: Card[] }) =>
  cards.length === 0 ? null : (
    <Section title={title}>
      {cards.map(card => (
        <TicketCard key={card.id} card={card} onTap={() => go('visit', { id: card.id })} />
      ))}
    </Section>
  )

/** Only who is on duty is given new tickets. */
const Duty = () => {
  const { person } = usePerson()
  const people = useQuery(peopleApi.list, person ? { role: 'engineer' } : null)
  const setDuty = useCommand(peopleApi.setDuty)
  const me = people.data?.items.find(one => one.id === person?.id)
  if (!me?.engineer) return <View className="pd-gap" />
  return (
    <Segmented
      id="duty"
      chosen={me.engineer.onDuty ? 'on' : 'off'}
      choices={[
        { key: 'on', name: words.onDuty },
        { key: 'off', name: words.offDuty },
      ]}
      onChoose={async key => {
        if (await setDuty.run({ onDuty: key === 'on' })) people.reload()
      }}
    />
  )
}
