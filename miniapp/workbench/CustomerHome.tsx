import { View } from '@tarojs/components'
import type { LoggedInPerson } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { go } from '../lib/go'
import { usePages } from '../lib/usePages'
import { Button } from '../ui/Button'
import { More } from '../ui/More'
import { Page } from '../ui/Page'
import { EmptyState, Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { SwitchPerson } from './SwitchPerson'
import { words } from './words'

const input = { sort: 'updated' as const }

export const CustomerHome = ({ person }: { person: LoggedInPerson }) => {
  const tickets = usePages(ticketsApi.list, input)
  return (
    <Page
      isStart
      title={words.myServices}
      keptAt={tickets.keptAt}
      end={<SwitchPerson />}
      bottom={
        <Button id="report" icon="wrench" onTap={() => go('report')}>
          {words.report}
        </Button>
      }
    >
      <View className="pd-hello">
        <View className="pd-hello-name">{person.name}</View>
      </View>
      <Loaded query={tickets}>
        {() =>
          tickets.items.length === 0 ? (
            <EmptyState icon="wrench" title={words.noServices} says={words.noServicesSays} />
          ) : (
            <>
              {tickets.items.map(card => (
                <TicketCard key={card.id} card={card} plain onTap={() => go('track', { id: card.id })} />
              ))}
              <More of={tickets} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
