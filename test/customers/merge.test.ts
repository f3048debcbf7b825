import { callAs, readAs } from '../../server/call'
import { linkIdentity, lookCustomerByExternalUserId, lookCustomerByOpenid } from '../../server/customers/actions'
import { customersApi, type IdentityKind, identityKinds } from '../../shared/customers'
import { systemActor } from '../../shared/kernel/roles'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import type { Client } from '../support/client'
import * as fc from '../support/random'
import { everyDatabase, type World } from '../support/world'

const robot = systemActor('test')

const link = (world: World, customerId: string, kind: IdentityKind, value: string) =>
  callAs(world.context, robot, call => linkIdentity(call, customerId, kind, value))

const newTicket = (client: Client, customerId: string) =>
  client.call(ticketsApi.create, { templateId: 'complaint', customerId, title: '合并前的投诉' })

/** Everything that belongs to customers, row by row, without the versions and the merges' own rows. */
const stateOf = async (world: World): Promise<unknown> => {
  const rows = (sql: string) => world.context.db.reader.query(sql) as Promise<Record<string, unknown>[]>
  const customers = await rows('SELECT * FROM customers ORDER BY id')
  return {
    customers: customers.map(({ version: _, ...row }) => row),
    devices: await rows('SELECT id, customer_id FROM devices ORDER BY id'),
    identities: await rows('SELECT * FROM customer_identities ORDER BY id'),
    tickets: await rows('SELECT id, customer_id FROM tickets ORDER BY id'),
  }
}

const ownerOfDevice = async (world: World, id: string): Promise<string> =>
  (await world.context.db.reader.query('SELECT customer_id FROM devices WHERE id = ?', [id]))[0].customer_id

everyDatabase('two records of one person', world => {
  test('become one: tickets, devices, contacts and accounts are the kept one’s', async () => {
    const dispatcher = await world().as('dispatcher1')
    const other = await dispatcher.call(customersApi.create, { name: '小陈', phone: '13900000777' })
    await link(world(), other.id, 'kf', 'wmKF1')
    await link(world(), 'customer02', 'openid', 'oSecond')
    const ticket = await newTicket(dispatcher, 'customer02')
    const { id, customer } = await dispatcher.call(customersApi.merge, { keepId: other.id, mergeId: 'customer02' })
    await world().drain()

    expect(customer).toMatchObject({ id: other.id, phone: '13900000777', ownerId: 'sales1', tags: ['会员'] })
    expect((await dispatcher.call(customersApi.get, { id: other.id })).devices).toHaveLength(2)
    expect((await dispatcher.call(ticketsApi.get, { id: ticket.id })).customer?.id).toBe(other.id)
    for (const reading of [
      await readAs(world().context, robot, one => lookCustomerByOpenid(one, 'oSecond')),
      await readAs(world().context, robot, one => lookCustomerByExternalUserId(one, 'wm-customer02')),
    ]) {
      expect(reading?.id).toBe(other.id)
    }
    expect((await dispatcher.call(customersApi.get, { id: 'customer02' })).customer.id).toBe(other.id)
    const { items } = await dispatcher.call(customersApi.list, { text: '林国栋' })
    expect(items).toEqual([])

    const undone = await dispatcher.call(customersApi.undoMerge, { id })
    await world().drain()
    expect(undone).toMatchObject({ customer: { ownerId: null, tags: [] }, restored: { id: 'customer02' } })
    expect((await dispatcher.call(ticketsApi.get, { id: ticket.id })).customer?.id).toBe('customer02')
    expect((await dispatcher.call(customersApi.list, { text: '林国栋' })).items).toHaveLength(1)
  })

  test('are one customer to whoever is logged in as either', async () => {
    const dispatcher = await world().as('dispatcher1')
    const { token } = await world().anyone.demoLogin('customer03')
    const ticket = await newTicket(dispatcher, 'customer04')
    const { id } = await dispatcher.call(customersApi.merge, { keepId: 'customer04', mergeId: 'customer03' })
    await world().drain()
    const me = async () => {
      const response = await fetch(`${world().url}/api/${sessionApi.me.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: '{}',
      })
      return ((await response.json()) as { id: string }).id
    }
    expect(await me()).toBe('customer04')
    expect((await (await world().as('customer04')).call(ticketsApi.get, { id: ticket.id })).id).toBe(ticket.id)
    await dispatcher.call(customersApi.undoMerge, { id })
    expect(await me()).toBe('customer03')
  })

  test('are merged and restored by the desk only, each once', async () => {
    const dispatcher = await world().as('dispatcher1')
    for (const who of ['sales1', 'engineer1', 'manager1', 'customer01']) {
      const client = await world().as(who)
      for (const [endpoint, input] of [
        [customersApi.merge, { keepId: 'customer05', mergeId: 'customer06' }],
        [customersApi.undoMerge, { id: 'x' }],
        [customersApi.duplicates, { customerId: 'customer05' }],
      ] as const) {
        expect((await client.refused(endpoint, input)).code).toBe('role.not_allowed')
      }
    }
    const itself = await dispatcher.refused(customersApi.merge, { keepId: 'customer05', mergeId: 'customer05' })
    expect(itself.code).toBe('customer.merge_itself')
    const { id } = await dispatcher.call(customersApi.merge, { keepId: 'customer05', mergeId: 'customer06' })
    const again = await dispatcher.refused(customersApi.merge, { keepId: 'customer07', mergeId: 'customer06' })
    expect(again).toMatchObject({ status: 409, code: 'customer.merged_already' })
    const { id: second } = await dispatcher.call(customersApi.merge, { keepId: 'customer07', mergeId: 'customer05' })
    const first = await dispatcher.refused(customersApi.undoMerge, { id })
    expect(first).toMatchObject({ status: 409, code: 'customer.merge_not_last' })
    await dispatcher.call(customersApi.undoMerge, { id: second })
    await dispatcher.call(customersApi.undoMerge, { id })
    expect((await dispatcher.refused(customersApi.undoMerge, { id })).code).toBe('customer.merge_undone')
    expect((await dispatcher.refused(customersApi.undoMerge, { id: 'nothing' })).code).toBe('customer.merge_not_found')
  })

  test('leave with the kept one what came after the merge', async () => {
    const dispatcher = await world().as('dispatcher1')
    const { id } = await dispatcher.call(customersApi.merge, { keepId: 'customer08', mergeId: 'customer09' })
    await world().drain()
    const late = await newTicket(dispatcher, 'customer09')
    await link(world(), 'customer09', 'openid', 'oLate')
    await dispatcher.call(customersApi.undoMerge, { id })
    await world().drain()
    expect((await dispatcher.call(ticketsApi.get, { id: late.id })).customer?.id).toBe('customer08')
    expect((await readAs(world().context, robot, one => lookCustomerByOpenid(one, 'oLate')))?.id).toBe('customer08')
  })

  test('may be undone before the tickets have followed', async () => {
    const dispatcher = await world().as('dispatcher1')
    await newTicket(dispatcher, 'customer11')
    await world().drain()
    const before = await stateOf(world())
    const { id } = await dispatcher.call(customersApi.merge, { keepId: 'customer10', mergeId: 'customer11' })
    await dispatcher.call(customersApi.undoMerge, { id })
    await world().drain()
    expect(await stateOf(world())).toEqual(before)
  })
})

type Split = { devices: number[]; identities: number[]; tickets: number[]; merges: number[] }

everyDatabase('any number of merges, undone from the last to the first', world => {
  const parties = ['customer20', 'customer21', 'customer22', 'customer23']
  const ofWhom = fc.integer({ min: 0, max: parties.length - 1 })
  const split: fc.Arbitrary<Split> = fc.record({
    devices: fc.array(ofWhom, { minLength: 3, maxLength: 3 }),
    identities: fc.array(ofWhom, { maxLength: 6 }),
    tickets: fc.array(ofWhom, { maxLength: 4 }),
    merges: fc.uniqueArray(ofWhom, { minLength: 2, maxLength: 4 }),
  })
  let runs = 0

  const scatter = async ({ devices, identities, tickets }: Split): Promise<void> => {
    runs += 1
    const { db } = world().context
    const owned = await db.reader.query('SELECT id FROM devices ORDER BY id LIMIT 3')
    for (const [at, party] of devices.entries()) {
      await db.write(tx => tx.query('UPDATE devices SET customer_id = ? WHERE id = ?', [parties[party], owned[at].id]))
    }
    for (const [at, party] of identities.entries()) {
      await link(world(), parties[party] ?? '', identityKinds[at % identityKinds.length] ?? 'kf', `v${runs}.${at}`)
    }
    const dispatcher = await world().as('dispatcher1')
    for (const party of tickets) await newTicket(dispatcher, parties[party] ?? '')
    await world().drain()
  }

  test('leave every record exactly as it was', async () => {
    const dispatcher = await world().as('dispatcher1')
    await fc.assert(
      fc.asyncProperty(split, fc.boolean(), async (given, drains) => {
        await scatter(given)
        const before = await stateOf(world())
        const made: string[] = []
        for (const [at, mergeId] of given.merges.slice(0, -1).entries()) {
          const keepId = parties[given.merges[at + 1] ?? 0] ?? ''
          const { id } = await dispatcher.call(customersApi.merge, { keepId, mergeId: parties[mergeId] ?? '' })
          made.unshift(id)
          if (drains) await world().drain()
        }
        await world().drain()
        const last = parties[given.merges.at(-1) ?? 0]
        for (const merged of given.merges.slice(0, -1)) {
          const left = await world().context.db.reader.query(
            `SELECT id FROM tickets WHERE customer_id = ? UNION ALL SELECT id FROM devices WHERE customer_id = ?
             UNION ALL SELECT id FROM customer_identities WHERE customer_id = ?`,
            Array(3).fill(parties[merged]),
          )
          expect(left).toEqual([])
          expect((await dispatcher.call(customersApi.get, { id: parties[merged] ?? '' })).customer.id).toBe(last)
        }
        for (const id of made) {
          await dispatcher.call(customersApi.undoMerge, { id })
          if (drains) await world().drain()
        }
        await world().drain()
        expect(await stateOf(world())).toEqual(before)
      }),
      { numRuns: 12 },
    )
  })
})

everyDatabase('what may be the same person', world => {
  test('is suggested by number and by unionid, and what was merged is shown beside it', async () => {
    const dispatcher = await world().as('dispatcher1')
    const twin = await dispatcher.call(customersApi.create, { name: '陈女士', phone: '139-0000-0101' })
    await link(world(), 'customer02', 'unionid', 'uSAME')
    expect(await link(world(), 'customer01', 'unionid', 'uSAME')).toBe('customer02')
    const found = await dispatcher.call(customersApi.duplicates, { customerId: 'customer01' })
    expect(found.items.map(({ customer, because }) => [customer.id, because])).toEqual(
      expect.arrayContaining([
        [twin.id, ['phone']],
        ['customer02', ['unionid']],
      ]),
    )
    expect(found.items).toHaveLength(2)
    const other = await dispatcher.call(customersApi.duplicates, { customerId: 'customer02' })
    expect(other.items.map(({ customer }) => customer.id)).toEqual(['customer01'])
    const { id } = await dispatcher.call(customersApi.merge, { keepId: 'customer01', mergeId: twin.id })
    const after = await dispatcher.call(customersApi.duplicates, { customerId: 'customer01' })
    expect(after.items.map(({ customer }) => customer.id)).toEqual(['customer02'])
    expect(after.merges).toEqual([
      {
        id,
        keepId: 'customer01',
        mergedId: twin.id,
        mergedName: '陈女士',
        at: '2026-11-23T09:00:00+08:00',
        undoneAt: null,
      },
    ])
    expect(await ownerOfDevice(world(), 'device01')).toBe('customer01')
  })

  test('is one identity however many link it at once', async () => {
    const holders = await Promise.all(
      ['customer31', 'customer32', 'customer33'].map(id => link(world(), id, 'phone', '13912345678')),
    )
    expect(new Set(holders).size).toBe(1)
    const rows = await world().context.db.reader.query(
      "SELECT id FROM customer_identities WHERE kind = 'phone' AND value = '13912345678'",
    )
    expect(rows).toHaveLength(1)
  })
})
