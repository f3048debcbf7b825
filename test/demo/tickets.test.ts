import { tickets } from '../../config/seed/tickets'
import { publishRates } from '../../server/demo/company/rates'
import { playTickets } from '../../server/demo/company/tickets'
import { checkinsApi } from '../../shared/checkins'
import { settlementApi } from '../../shared/settlement/api'
import { ticketsApi } from '../../shared/tickets/api'
import { statuses } from '../../shared/tickets/life'
import type { TicketCard } from '../../shared/tickets/views'
import { openWorld, type World } from '../support/world'

const allTickets = async (world: World): Promise<TicketCard[]> => {
  const admin = await world.as('admin1')
  const found: TicketCard[] = []
  let cursor: string | null = null
  do {
    const page: { items: TicketCard[]; nextCursor: string | null } = await admin.call(ticketsApi.list, {
      cursor,
      limit: 100,
    })
    found.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return found
}

describe.each(['2026-11-23T09:00:00+08:00', '2026-11-22T00:10:00+08:00', '2026-11-20T23:50:00+08:00'])(
  'the demo’s tickets, told at %s',
  at => {
    let world: World
    beforeAll(async () => {
      world = await openWorld('embedded', new Date(at))
      await publishRates(world.context)
      await playTickets(world.context)
    })
    afterAll(() => world.close())

    test('stand in every state of a ticket, as many in each as the script says', async () => {
      const found = await allTickets(world)
      const counted = (all: readonly string[]) =>
        statuses.map(status => [status, all.filter(one => one === status).length])
      expect(counted(found.map(({ status }) => status))).toEqual(counted(tickets.map(({ ends }) => ends)))
      expect(found).toHaveLength(60)
      expect(new Set(found.map(({ status }) => status)).size).toBe(statuses.length)
      expect(new Set(found.map(({ number }) => number)).size).toBe(60)
    })

    test('have a past: steps in order, none of them in the future, with comments and parts', async () => {
      const admin = await world.as('admin1')
      let comments = 0
      for (const { id } of await allTickets(world)) {
        const { timeline, createdAt } = await admin.call(ticketsApi.get, { id })
        const instants = timeline.map(row => Date.parse(row.at))
        expect(instants).toEqual(instants.toSorted((a, b) => a - b))
        expect(instants[0]).toBe(Date.parse(createdAt))
        expect(instants.at(-1)).toBeLessThanOrEqual(world.now().getTime())
        comments += timeline.filter(({ kind }) => kind === 'comment').length
      }
      expect(comments).toBe(tickets.flatMap(ticket => ticket.comments).length)
    })

    test('were worked on without a doubt about place or time', async () => {
      const admin = await world.as('admin1')
      for (const { id } of await allTickets(world)) {
        const { items } = await admin.call(checkinsApi.ofTicket, { ticketId: id })
        expect(items.flatMap(({ marks }) => marks)).toEqual([])
      }
    })

    test('are settled where they were completed', async () => {
      const finance = await world.as('finance1')
      for (const { id, status } of await allTickets(world)) {
        const { totalFen } = await finance.call(settlementApi.ofTicket, { ticketId: id })
        if (status === 'completed' || status === 'closed') expect(totalFen).toBeGreaterThan(0)
      }
    })

    test('told nobody outside, and leave nothing undone', async () => {
      expect(world.platform.outbox).toEqual([])
      await world.drain()
      expect(world.platform.outbox).toEqual([])
    })
  },
)
