import { Text, View } from '@tarojs/components'
import { useMemo } from 'react'
import { roleNames } from '../../shared/kernel/roles'
import type { LoggedInPerson } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { openStatuses } from '../../shared/tickets/life'
import { Waiting } from '../flows/Waiting'
import { go } from '../lib/go'
import { redFirst } from '../lib/redFirst'
import { usePages } from '../lib/usePages'
import { OpenAlerts, useOpenAlerts } from '../redAlerts/OpenAlerts'
import { RaiseAny } from '../redAlerts/RaiseAny'
import { Button } from '../ui/Button'
import { Section } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { More } from '../ui/More'
import { Page } from '../ui/Page'
import { EmptyState, Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { Counts } from './Counts'
import { countedFor, entriesFor, mayCreate, seesPool } from './entries'
import { SwitchPerson } from './SwitchPerson'
import { words } from './words'

export const StaffHome = ({ person }: { person: LoggedInPerson }) => {
  const isMine = !seesPool(person)
  const input = useMemo(
    () => ({ filter: { status: [...openStatuses], ...(isMine ? { isMine } : {}) }, sort: 'urgent' as const }),
    [isMine],
  )
  const tickets = usePages(ticketsApi.list, input)
  const alerts = useOpenAlerts()
  const urgent = redFirst(tickets.items)[0]
  // An open alert stands above already.
  const rest = tickets.items.filter(({ id }) => !alerts.some(({ ticketId }) => ticketId === id))

  return (
    <Page
      isStart
      title={words.title}
      keptAt={tickets.keptAt}
      end={<SwitchPerson />}
      bottom={
        <>
          {mayCreate(person) && (
            <Button id="new-ticket" kind="second" icon="plus" onTap={() => go('newTicket')}>
              {words.newTicket}
            </Button>
          )}
          <Button id="most-urgent" off={!urgent} onTap={() => urgent && go('ticket', { id: urgent.id })}>
            {words.mostUrgent}
          </Button>
        </>
      }
    >
      <View className="pd-hello">
        <View className="pd-hello-name">{person.name}</View>
        <View className="pd-second">
          {[person.roles.map(role => roleNames[role]).join('、'), person.teamName].filter(Boolean).join(' · ')}
        </View>
      </View>
      <Counts statuses={countedFor(person)} isMine={isMine} />
      <RaiseAny />
      <OpenAlerts items={alerts} />
      <Waiting />
      <View className="pd-entries">
        {entriesFor(person).map(entry => (
          <View
            key={entry.page}
            id={`entry-${entry.page}`}
            className="pd-entry"
            role="button"
            onClick={() => go(entry.page)}
          >
            <View className="pd-entry-icon">
              <Icon name={entry.icon} />
            </View>
            <Text>{entry.name}</Text>
          </View>
        ))}
      </View>
      <Section
        title={isMine ? words.mine : words.all}
        link={{ id: 'search-tickets', words: words.everything, onTap: () => go('tickets') }}
      >
        <Loaded query={tickets}>
          {() =>
            tickets.items.length === 0 ? (
              <EmptyState icon="check" title={words.nothing} says={words.nothingSays} />
            ) : (
              <>
                {redFirst(rest).map(card => (
                  <TicketCard key={card.id} card={card} onTap={() => go('ticket', { id: card.id })} />
                ))}
                <More of={tickets} />
              </>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
