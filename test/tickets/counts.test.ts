import { playTickets } from '../../server/demo/company/tickets'
import { ticketsApi } from '../../shared/tickets/api'
import { statuses } from '../../shared/tickets/life'
import type { TicketCard } from '../../shared/tickets/views'
import type { Client } from '../support/client'
import { everyDatabase } from '../support/world'

const everyTicket = async (client: Client, isMine: boolean): Promise<TicketCard[]> => {
  const found: TicketCard[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(ticketsApi.list, { filter: isMine ? { isMine } : {}, limit: 20, cursor })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

const isOverdueAt =
  (now: Date) =>
  ({ dueAt, duePausedFor }: TicketCard): boolean =>
    dueAt !== null && duePausedFor === null && Date.parse(dueAt) < now.getTime()

everyDatabase('the counts of the workbench', world => {
  beforeAll(() => playTickets(world().context), 60_000)

  test.each(['sales1', 'engineer1', 'dispatcher1', 'manager1', 'manager2', 'finance1', 'admin1', 'customer01'])(
    'are those of the list that %s sees, whole and of their own',
    async who => {
      const client = await world().as(who)
      for (const isMine of [false, true]) {
        const tickets = await everyTicket(client, isMine)
        const { counts, overdue } = await client.call(ticketsApi.counts, { isMine })
        expect(counts).toEqual(
          Object.fromEntries(statuses.map(status => [status, tickets.filter(one => one.status === status).length])),
        )
        expect(overdue).toBe(tickets.filter(isOverdueAt(world().now())).length)
      }
    },
  )
})
