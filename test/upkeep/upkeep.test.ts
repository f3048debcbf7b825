import { callAs } from '../../server/call'
import { insertRow } from '../../server/db/rows'
import { workOnce } from '../../server/queue/worker'
import { startCapabilities } from '../../server/start'
import { removeBlock } from '../../server/upkeep/actions'
import { BEGINNING } from '../../server/upkeep/rules'
import { queueMessage, text } from '../../server/wecom/actions'
import { inbox } from '../../server/wecom/inbox/store'
import { deadLettersApi } from '../../shared/deadLetters'
import { systemActor } from '../../shared/kernel/roles'
import { DAY, MINUTE } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase, type World } from '../support/world'
import { newDrafts, post } from '../wecom/inbox'
import { addOldEvents, keysOf, recordTables, removedOf } from './old'

const robot = systemActor('test')
const complaint = { templateId: 'complaint', customerId: 'customer01', title: '空调不制冷' }

const declared = (world: World, table: string) => {
  const found = world.context.expiring.find(one => one.table === table)
  if (!found) throw new Error(`${table} does not expire`)
  return found
}

/** What one turn of the night does, on from a table's beginning; `until` in minutes from now. */
const sweep = async (world: World, table: string, minutes = 1) => {
  const until = new Date(world.now().getTime() + minutes * MINUTE).toISOString()
  const from = { table, at: 0, id: '' }
  await callAs(world.context, robot, async call => call.emit({ type: 'upkeep.cameDue', until, from }))
  await world.drain()
}

everyDatabase('upkeep', world => {
  const sessionsOf = async (personId: string): Promise<string[]> => {
    const rows = await world().context.db.reader.query('SELECT id FROM sessions WHERE subject_id = ?', [personId])
    return rows.map(({ id }: { id: string }) => id)
  }

  test('begins with a timer at 03:30 in China that a second start leaves alone', async () => {
    await startCapabilities(world().context)
    const rows = await world().context.db.reader.query("SELECT due_at FROM timers WHERE id = 'upkeep.night'")
    expect(rows.map(({ due_at }: { due_at: number }) => Number(due_at))).toEqual([
      Date.parse('2026-11-24T03:30:00+08:00'),
    ])
  })

  test('knows for every table an index that begins with the instant the days count from', async () => {
    const { source, kind } = world().context.db
    for (const { table, since } of world().context.expiring) {
      const rows = (await (kind === 'mysql'
        ? source.query(
            'SELECT column_name AS c FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND seq_in_index = 1',
            [table],
          )
        : source.query(
            'SELECT i.name AS c FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE i.seqno = 0',
            [table],
          ))) as { c: string }[]
      expect({ table, first: rows.map(({ c }) => c) }).toEqual({ table, first: expect.arrayContaining([since]) })
    }
  })

  test('removes what has done its service once its days are over, not a day before', async () => {
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.create, complaint)
    await world().drain()
    const before = await keysOf(world(), 'events')
    const keys = await keysOf(world(), 'idempotency_keys')
    await world().pass(29 * DAY)
    expect(await keysOf(world(), 'events')).toEqual(expect.arrayContaining(before))
    expect(await keysOf(world(), 'idempotency_keys')).toEqual(expect.arrayContaining(keys))
    await world().pass(3 * DAY)
    const left = new Set([...(await keysOf(world(), 'events')), ...(await keysOf(world(), 'idempotency_keys'))])
    expect([...before, ...keys].filter(id => left.has(id))).toEqual([])
  })

  test('forgets sessions that nobody can use any more, and none that can be renewed', async () => {
    const old = await world().anyone.demoLogin('engineer9')
    const [row] = await sessionsOf('engineer9')
    await world().pass(59 * DAY)
    expect(await sessionsOf('engineer9')).toEqual([row])
    const { refreshToken } = await world().anyone.demoLogin('sales1')
    await world().pass(3 * DAY)
    expect(await sessionsOf('engineer9')).toEqual([])
    const { token } = await world().anyone.call(sessionApi.refresh, { refreshToken })
    expect(token).not.toBe('')
    expect(await world().anyone.refused(sessionApi.refresh, { refreshToken: old.refreshToken })).toMatchObject({
      status: 401,
    })
  })

  test('never touches an event that somebody still has to hear', async () => {
    const eventId = (await addOldEvents(world(), 1, 400))[0] as string
    await world().context.db.write(tx =>
      tx.query(
        "INSERT INTO deliveries (id, event_id, subscriber, state, attempts, next_at) VALUES ('dead1', ?, 'wecom.send', 'dead', 8, 0)",
        [eventId],
      ),
    )
    await world().pass(DAY)
    expect(await keysOf(world(), 'events')).toContain(eventId)
    const admin = await world().as('admin1')
    await admin.call(deadLettersApi.replay, { id: 'dead1' })
    await world().drain()
    await world().pass(DAY)
    expect(await keysOf(world(), 'events')).not.toContain(eventId)
  })

  test('never touches a message that has not gone out or was not read', async () => {
    const { context } = world()
    const raw = { dedupeKey: 'msg:1', kind: 'text', raw: '<xml/>', state: 'received' as const }
    await context.db.write(tx => insertRow(tx, inbox, { id: 'unread', ...raw, receivedAt: world().now() }))
    const send = (key: string, days: number) =>
      callAs(context, robot, call =>
        queueMessage(call, {
          id: key,
          to: { userId: 'zhangsan', personId: null },
          content: text({ says: '明年的事' }),
          priority: 2,
          notBefore: new Date(call.now.getTime() + days * DAY),
        }),
      )
    await Promise.all([send('late', 300), send('soon', 0)])
    await world().pass(200 * DAY)
    expect(await keysOf(world(), 'wecom_outbox')).toContain('late')
    expect(await keysOf(world(), 'wecom_outbox')).not.toContain('soon')
    expect(await keysOf(world(), 'wecom_inbox')).toContain('unread')
  })

  test('knows a repeated message for half a year, and afterwards no more', async () => {
    const callback = world().platform.compose.memberSays('zhangsan', '三楼空调漏水，请派人来修')
    const arrive = async () => void (await post(world(), world().platform.reseal(callback)))
    expect(await newDrafts(world(), 'sales1', arrive)).toHaveLength(1)
    await world().pass(179 * DAY)
    expect(await newDrafts(world(), 'sales1', arrive)).toHaveLength(0)
    await world().pass(3 * DAY)
    expect(await newDrafts(world(), 'sales1', arrive)).toHaveLength(1)
  })

  test('knows a repeated command for a month, and afterwards no more', async () => {
    const create = async () => (await world().as('sales1')).call(ticketsApi.create, complaint, 'the same key')
    const { id } = await create()
    await world().pass(29 * DAY)
    expect((await create()).id).toBe(id)
    await world().pass(3 * DAY)
    expect((await create()).id).not.toBe(id)
  })

  test('leaves every business record where it is, for years', async () => {
    const tables = recordTables(world()).filter(table => !['leaders', 'upkeep_tables'].includes(table))
    const keyOf = (table: string) =>
      world().context.db.source.getMetadata(table).primaryColumns[0]?.databaseName ?? 'id'
    const before = new Map<string, string[]>()
    for (const table of tables) before.set(table, await keysOf(world(), table, keyOf(table)))
    expect(before.get('tickets')).not.toEqual([])
    expect(before.get('ticket_events')).not.toEqual([])
    expect(before.get('audit_rows')).not.toEqual([])
    await world().pass(3 * 365 * DAY)
    for (const table of tables) {
      const now = new Set(await keysOf(world(), table, keyOf(table)))
      expect({ table, gone: before.get(table)?.filter(id => !now.has(id)) }).toEqual({ table, gone: [] })
    }
  })

  test('removes each row once when two workers sweep at once', async () => {
    await sweep(world(), 'events')
    const [before, old] = [await removedOf(world().context, 'events'), await addOldEvents(world(), 1300, 40)]
    const until = new Date(world().now().getTime() + MINUTE).toISOString()
    const due = { type: 'upkeep.cameDue', until, from: null } as const
    const sweeper = world().context.subscribersByName.get('upkeep.sweep')
    if (!sweeper || !('reach' in sweeper)) throw new Error('nobody sweeps')
    await Promise.all([1, 2].map(n => sweeper.reach(world().context, due, `delivery${n}`)))
    await sweep(world(), 'events')
    const left = new Set(await keysOf(world(), 'events'))
    expect(old.filter(id => left.has(id))).toEqual([])
    expect((await removedOf(world().context, 'events')) - before).toBe(1300)
  })

  test('goes on where a process died between two blocks, and counts nothing of a block that was not kept', async () => {
    const { context } = world()
    const old = await addOldEvents(world(), 1200, 40)
    const before = await removedOf(context, 'events')
    const block = () => callAs(context, robot, call => removeBlock(call, declared(world(), 'events'), BEGINNING))
    const died = callAs(context, robot, async call => {
      await removeBlock(call, declared(world(), 'events'), BEGINNING)
      throw new Error('the process died')
    })
    await expect(died).rejects.toThrow('the process died')
    expect(await keysOf(world(), 'events')).toEqual(expect.arrayContaining(old))
    expect(await block()).toMatchObject({ removed: 500 })
    await world().pass(DAY)
    const left = new Set(await keysOf(world(), 'events'))
    expect(old.filter(id => left.has(id))).toEqual([])
    expect((await removedOf(context, 'events')) - before).toBeGreaterThanOrEqual(1200)
  })

  test('does not wait for a table that fails', async () => {
    const old = await addOldEvents(world(), 1, 40)
    const broken = { table: 'no_such_table', key: 'id', since: 'at', keep: 'traces' as const }
    const context = { ...world().context, expiring: [broken, ...world().context.expiring] }
    const until = new Date(world().now().getTime() + MINUTE).toISOString()
    await callAs(context, robot, async call => call.emit({ type: 'upkeep.cameDue', until, from: null }))
    while ((await workOnce(context)) > 0);
    expect(await keysOf(world(), 'events')).not.toContain(old[0])
  })

  test('stops when its hours are over; what is left shows, and goes the next night', async () => {
    const behind = async () => {
      const metrics = await (await world().anyone.fetch('/metrics')).text()
      return Number(/paidan_upkeep_behind_seconds\{table="events"\} (\d+)/.exec(metrics)?.[1])
    }
    const old = await addOldEvents(world(), 3, 40)
    await sweep(world(), 'events', 0)
    expect(await keysOf(world(), 'events')).toEqual(expect.arrayContaining(old))
    expect(await behind()).toBeLessThanOrEqual(DAY / 1000)
    await world().pass(DAY)
    expect(await keysOf(world(), 'events')).not.toEqual(expect.arrayContaining(old))
    expect(await behind()).toBe(0)
    await callAs(world().context, robot, call => call.timers.cancel('upkeep.night'))
    await world().pass(3 * DAY)
    expect(await behind()).toBe((3 * DAY) / 1000)
    await startCapabilities(world().context)
    await world().pass(DAY)
    expect(await behind()).toBeLessThan(DAY / 1000)
  })
})
