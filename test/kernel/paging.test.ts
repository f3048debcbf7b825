import { type CustomerRow, customers, lookRecord } from '../../server/customers/store'
import { insertRows, selectRow, updateFields } from '../../server/db/rows'
import { type TicketRow, tickets } from '../../server/tickets/store'
import { automationApi } from '../../shared/automation'
import { customersApi } from '../../shared/customers'
import { flowRunsApi } from '../../shared/flows/runs'
import { MINUTE } from '../../shared/kernel/time'
import { redAlertsApi } from '../../shared/redAlerts'
import { settlementApi } from '../../shared/settlement/api'
import { slaApi } from '../../shared/sla/api'
import { ticketsApi } from '../../shared/tickets/api'
import * as fc from '../support/random'
import { everyDatabase, type World } from '../support/world'

type Page = { ids: string[]; nextCursor: string | null }

/** What happens to a list between two of its pages; `value` is a sort value, few of them, so that some are equal. */
type Change = { what: 'create' | 'move' | 'leave'; which: number; value: number }

/** A list of rows that a test changes underneath the one who reads it. */
type Shelf = {
  /** Anew, with one row for each value. */
  fill: (values: readonly number[]) => Promise<string[]>
  create: (value: number) => Promise<string>
  move: (id: string, value: number) => Promise<void>
  leave: (id: string) => Promise<void>
  page: (cursor: string | null) => Promise<Page>
}

const value = fc.integer({ min: 0, max: 5 })
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('create', 'move', 'leave'),
  which: fc.nat(100),
  value,
})
const story = fc.record({
  values: fc.array(value, { minLength: 4, maxLength: 12 }),
  /** Before the second page, before the third, and so on. */
  between: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }),
})

/** Reads to the end while things change: rows that stay where they are come once each, in the order they had. */
const readWhileChanging = async (shelf: Shelf, { values, between }: { values: number[]; between: Change[][] }) => {
  const first = await shelf.fill(values)
  const inOrder: string[] = []
  for (let page = await shelf.page(null); ; page = await shelf.page(page.nextCursor)) {
    inOrder.push(...page.ids)
    if (page.nextCursor === null) break
  }
  expect([...inOrder].sort()).toEqual([...first].sort())

  const present = [...first]
  const stirred = new Set<string>()
  const seen: string[] = []
  let page = await shelf.page(null)
  seen.push(...page.ids)
  for (let turn = 0; page.nextCursor !== null; turn++) {
    for (const { what, which, value } of between[turn] ?? []) {
      const id = present[which % present.length] as string
      if (what === 'create') present.push(await shelf.create(value))
      else stirred.add(id)
      if (what === 'move') await shelf.move(id, value)
      if (what === 'leave') await shelf.leave(id)
    }
    page = await shelf.page(page.nextCursor)
    seen.push(...page.ids)
  }
  const steady = (ids: readonly string[]) => ids.filter(id => !stirred.has(id))
  expect(steady(seen).filter(id => first.includes(id))).toEqual(steady(inOrder))
  expect(new Set(steady(seen)).size).toBe(steady(seen).length)
}

const seenBy = 'manager1'
const elsewhere = { regionCode: '999999', teamId: null, createdById: 'x', ownerId: null, assigneeId: null }

/** Tickets of the manager's region; a sort value is a minute of urgency and of the last change. */
const ticketShelf = (world: World, read: (cursor: string | null) => Promise<Page>): Shelf => {
  const { db, newId } = world.context
  const at = (value: number) => world.now().getTime() + value * MINUTE
  const sorted = (value: number) => ({ urgency: at(value), updatedAt: new Date(at(value)) })
  const made = async (values: readonly number[]): Promise<TicketRow[]> => {
    const one = (await selectRow(db.reader, tickets, "WHERE t.title = '样子'")) as TicketRow
    return values.map(value => {
      const id = newId()
      const rest = { id, number: id.slice(-20), trackToken: id, title: '翻页', dueSoonAt: one.createdAt }
      return { ...one, ...rest, ...sorted(value), regionCode: '330106' }
    })
  }
  const put = async (rows: TicketRow[]): Promise<string[]> => {
    await db.write(tx => insertRows(tx, tickets, rows))
    return rows.map(({ id }) => id)
  }
  return {
    fill: async values => {
      await db.write(tx => tx.query("DELETE FROM tickets WHERE title = '翻页'"))
      return put(await made(values))
    },
    create: async value => (await put(await made([value])))[0] as string,
    move: (id, value) => db.write(tx => updateFields(tx, tickets, id, sorted(value))),
    leave: id => db.write(tx => updateFields(tx, tickets, id, elsewhere)),
    page: read,
  }
}

/** Customers of one name; a sort value is the minute they were made, and who leaves is merged into another. */
const customerShelf = (world: World, read: (cursor: string | null) => Promise<Page>): Shelf => {
  const { db, newId } = world.context
  const createdAt = (value: number) => new Date(world.now().getTime() + value * MINUTE)
  const put = async (values: readonly number[]): Promise<string[]> => {
    const one = (await lookRecord(db.reader, 'customer01')) as CustomerRow
    const rows = values.map(value => ({ ...one, id: newId(), name: '翻页客户', createdAt: createdAt(value) }))
    await db.write(tx => insertRows(tx, customers, rows))
    return rows.map(({ id }) => id)
  }
  return {
    fill: async values => {
      await db.write(tx => tx.query("DELETE FROM customers WHERE name = '翻页客户'"))
      return put(values)
    },
    create: async value => (await put([value]))[0] as string,
    move: (id, value) => db.write(tx => updateFields(tx, customers, id, { createdAt: createdAt(value) })),
    leave: id => db.write(tx => updateFields(tx, customers, id, { mergedIntoId: 'customer01' })),
    page: read,
  }
}

everyDatabase('a list read page by page while its rows change', world => {
  beforeAll(async () => {
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.create, { templateId: 'complaint', customerId: 'customer01', title: '样子' })
  })

  const holds = (shelf: Shelf) =>
    fc.assert(
      fc.asyncProperty(story, told => readWhileChanging(shelf, told)),
      { numRuns: 15, seed: 8130, endOnFailure: true },
    )

  test.each(['newest', 'urgent', 'updated'] as const)('tickets by %s', async sort => {
    const manager = await world().as(seenBy)
    const read = async (cursor: string | null): Promise<Page> => {
      const input = { filter: { text: '翻页' }, sort, limit: 3, cursor }
      const { items, nextCursor } = await manager.call(ticketsApi.list, input)
      return { ids: items.map(({ id }) => id), nextCursor }
    }
    await holds(ticketShelf(world(), read))
  })

  test('the board of what is due', async () => {
    const manager = await world().as(seenBy)
    const mine = (await manager.call(slaApi.board, { limit: 100 })).items.map(({ card }) => card.id)
    const read = async (cursor: string | null): Promise<Page> => {
      const { items, nextCursor } = await manager.call(slaApi.board, { limit: 3, cursor })
      return { ids: items.map(({ card }) => card.id).filter(id => !mine.includes(id)), nextCursor }
    }
    await holds(ticketShelf(world(), read))
  })

  test('customers', async () => {
    const desk = await world().as('dispatcher1')
    const read = async (cursor: string | null): Promise<Page> => {
      const { items, nextCursor } = await desk.call(customersApi.list, { text: '翻页客户', limit: 3, cursor })
      return { ids: items.map(({ id }) => id), nextCursor }
    }
    await holds(customerShelf(world(), read))
  })
})

everyDatabase('a cursor', world => {
  const unknown = { status: 400, code: 'request.cursor_unknown' }
  const asked = { filter: { status: ['open' as const] }, sort: 'urgent' as const }
  let given = ''

  beforeAll(async () => {
    const sales = await world().as('sales1')
    for (const title of ['一', '二', '三']) {
      await sales.call(ticketsApi.create, { templateId: 'complaint', customerId: 'customer01', title })
    }
    const admin = await world().as('admin1')
    given = (await admin.call(ticketsApi.list, { ...asked, limit: 1 })).nextCursor ?? ''
  })

  test('goes on from where it was given, also with longer pages', async () => {
    const admin = await world().as('admin1')
    const all = (await admin.call(ticketsApi.list, { ...asked, limit: 100 })).items.map(({ id }) => id)
    const rest = (await admin.call(ticketsApi.list, { ...asked, cursor: given, limit: 100 })).items
    expect(rest.map(({ id }) => id)).toEqual(all.slice(1))
  })

  test.each([
    ['of another order', { ...asked, sort: 'newest' }],
    ['of another filter', { ...asked, filter: { status: ['assigned'] } }],
    ['without its filter', { sort: asked.sort }],
  ])('%s is refused', async (_, input) => {
    const admin = await world().as('admin1')
    expect(await admin.refused(ticketsApi.list, { ...input, cursor: given })).toMatchObject(unknown)
  })

  test('of another person is refused', async () => {
    const desk = await world().as('dispatcher1')
    expect(await desk.refused(ticketsApi.list, { ...asked, cursor: given })).toMatchObject(unknown)
  })

  test('cut short, altered or made up is refused', async () => {
    const admin = await world().as('admin1')
    const place = (text: string) => Buffer.from(text).toString('base64url')
    const signature = given.split('.')[1] ?? ''
    const wrong = [
      ...[1, 10, given.length - 23, given.length - 1].map(length => given.slice(0, length)),
      ...['[1e999,"x"]', '["x","x"]', '{}', 'null', ''].map(text => `${place(text)}.${signature}`),
      place('[0,"x"]'),
      '.',
      '翻页',
    ]
    for (const cursor of wrong) {
      expect(await admin.refused(ticketsApi.list, { ...asked, cursor })).toMatchObject(unknown)
    }
  })

  test.each([
    { endpoint: customersApi.list, input: {} },
    { endpoint: slaApi.board, input: {} },
    { endpoint: flowRunsApi.mine, input: {} },
    { endpoint: settlementApi.list, input: {} },
    { endpoint: automationApi.runs, input: {} },
    { endpoint: automationApi.followUps, input: {} },
    { endpoint: redAlertsApi.list, input: { which: 'all' } },
  ])('of another list, or made up, is refused by $endpoint.name', async ({ endpoint, input }) => {
    const admin = await world().as('admin1')
    for (const cursor of [given, 'nonsense', '1', '01M82YNFM0T3MS4P70KQJA4DDS']) {
      expect(await admin.refused(endpoint, { ...input, cursor })).toMatchObject(unknown)
    }
  })
})
