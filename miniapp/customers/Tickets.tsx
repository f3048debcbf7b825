import { useMemo } from 'react'
import { ticketsApi } from '../../shared/tickets/api'
import { openStatuses } from '../../shared/tickets/life'
import { go } from '../lib/go'
import { usePages } from '../lib/usePages'
import { Card, Section } from '../ui/Card'
import { More } from '../ui/More'
import { Loaded } from '../ui/States'
import { TicketCard } from '../ui/TicketCard'
import { words } from './words'

type Props = { customerId: string; isOpenOnly?: boolean }

/** This customer's tickets: the open ones by urgency, or all by what happened last. */
export const Tickets = ({ customerId, isOpenOnly }: Props) => {
  const input = useMemo(
    () => ({
      filter: { customerId, ...(isOpenOnly ? { status: [...openStatuses] } : {}) },
      sort: isOpenOnly ? ('urgent' as const) : ('updated' as const),
    }),
    [customerId, isOpenOnly],
  )
  const tickets = usePages(ticketsApi.list, input)
  return (
    <Section title={isOpenOnly ? words.openTickets : words.history}>
      <Loaded query={tickets} rows={2}>
        {() =>
          tickets.items.length === 0 ? (
            <Card>{isOpenOnly ? words.noOpenTickets : words.noHistory}</Card>
          ) : (
            <>
              {tickets.items.map(card => (
                <TicketCard key={card.id} card={card} onTap={() => go('ticket', { id: card.id })} />
              ))}
              <More of={tickets} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
