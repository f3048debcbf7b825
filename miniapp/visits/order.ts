import type { Status } from '../../shared/tickets/life'
import type { TicketCard } from '../../shared/tickets/views'

/** What is under way comes first, whatever the appointments say. */
const standing: Partial<Record<Status, number>> = { working: 0, waiting: 1, travelling: 2 }

const keyOf = (card: TicketCard): [number, string] => [
  standing[card.status] ?? 3,
  card.appointmentFrom ?? card.dueAt ?? card.createdAt,
]

/** Visits in the order they are to be made. */
export const inOrder = (cards: readonly TicketCard[]): TicketCard[] =>
  [...cards].sort((a, b) => {
    const [aStanding, aTime] = keyOf(a)
    const [bStanding, bTime] = keyOf(b)
    return aStanding - bStanding || aTime.localeCompare(bTime)
  })
