import { setTiles } from '../../server/operator/commands/tile'
import { nextTileAt, tileOf } from '../../server/operator/tile/rules'
import { dispatchApi } from '../../shared/dispatch'
import { MINUTE } from '../../shared/kernel/time'
import { openTicket, sent } from '../checkins/onSite'
import * as fc from '../support/random'
import { everyDatabase, type World } from '../support/world'

const figures = (world: World, userId: string) =>
  Object.fromEntries(world.platform.tileOf(userId).map(({ key, data }) => [key, data]))

const userIdOf = async (world: World, personId: string): Promise<string> => {
  const rows = await world.context.db.reader.query('SELECT wecom_user_id AS u FROM people WHERE id = ?', [personId])
  return (rows as { u: string }[])[0]?.u ?? ''
}

const push = async (world: World) => {
  const lines: string[] = []
  const { context } = world
  const code = await setTiles(line => void lines.push(line), context.outside.wecom.calls, context)
  return { code, lines }
}

everyDatabase('the tile on the workbench', world => {
  test('is not touched while it is off', async () => {
    const ticket = await openTicket(world())
    await (await world().as('dispatcher1')).call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer1',
      version: ticket.version,
    })
    await world().pass(2 * MINUTE)
    expect(world().platform.calls('/cgi-bin/agent/set_workbench_data')).toBe(0)
  })

  test('needs the template, which the command sets together with everybody’s figures', async () => {
    const { code, lines } = await push(world())
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/^✓ 已设置工作台模板和 \d+ 位成员的数字$/)
    expect(lines[1]).toContain('WECOM_TILE')
    expect(figures(world(), await userIdOf(world(), 'engineer1'))).toEqual({
      待派单: '0',
      待接单: '1',
      进行中: '0',
      已超时: '0',
    })
    expect(figures(world(), await userIdOf(world(), 'engineer2'))).toMatchObject({ 待接单: '0' })
    expect(figures(world(), await userIdOf(world(), 'dispatcher1'))).toMatchObject({ 待接单: '1' })
  })

  test('follows the tickets of a member within a minute, once for all that happened', async () => {
    Object.assign(world().context.config, { hasTile: true })
    await world().pass(MINUTE)
    const engineer = await userIdOf(world(), 'engineer6')
    const before = world().platform.calls('/cgi-bin/agent/set_workbench_data')
    const setBefore = world().platform.tilesSet(engineer)
    const [first, second] = [await openTicket(world()), await openTicket(world())]
    await sent(world(), 'engineer6', first)
    await sent(world(), 'engineer6', second)
    await world().drain()
    expect(world().platform.calls('/cgi-bin/agent/set_workbench_data')).toBe(before)
    await world().pass(MINUTE)
    expect(world().platform.tilesSet(engineer)).toBe(setBefore + 1)
    expect(figures(world(), engineer)).toMatchObject({ 待接单: '0', 进行中: '2' })
    const dispatcher = figures(world(), await userIdOf(world(), 'dispatcher1'))
    expect(dispatcher).toMatchObject({ 进行中: '2', 待接单: '1' })
  })

  test('of whoever loses a ticket changes too', async () => {
    const dispatcher = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    const given = { ticketId: ticket.id, reason: '改派' }
    const first = await dispatcher.call(dispatchApi.assign, {
      ...given,
      engineerId: 'engineer5',
      version: ticket.version,
    })
    await world().drain()
    await world().pass(MINUTE)
    const loser = await userIdOf(world(), 'engineer5')
    expect(figures(world(), loser)).toMatchObject({ 待接单: '1' })
    await dispatcher.call(dispatchApi.assign, { ...given, engineerId: 'engineer2', version: first.version })
    await world().drain()
    await world().pass(MINUTE)
    expect(figures(world(), loser)).toMatchObject({ 待接单: '0' })
    expect(figures(world(), await userIdOf(world(), 'engineer2'))).toMatchObject({ 待接单: '1' })
  })

  test('of somebody who left is not set, and nothing is tried for ever', async () => {
    const dispatcher = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    await dispatcher.call(dispatchApi.assign, { ticketId: ticket.id, engineerId: 'engineer5', version: ticket.version })
    const gone = await userIdOf(world(), 'engineer5')
    const before = world().platform.tileOf(gone)
    await world().platform.memberLeaves(gone)
    await world().drain()
    await world().pass(MINUTE)
    expect(world().platform.tileOf(gone)).toEqual(before)
    const rows = await world().context.db.reader.query("SELECT id FROM deliveries WHERE subscriber = 'tile.set'")
    expect(rows).toEqual([])
  })

  test('says what to do when the console does not allow it', async () => {
    world().platform.allowOwnTile(false)
    await expect(push(world())).rejects.toMatchObject({ errcode: 94000 })
    world().platform.allowOwnTile(true)
  })
})

describe('the figures', () => {
  const config = { publicUrl: 'https://a.example', wechat: { appId: '' } } as Parameters<typeof tileOf>[0]

  test('are at most four, with short texts', () => {
    const items = tileOf(config, { counts: { open: 1000, assigned: 999 }, overdue: 0 })
    expect(items).toHaveLength(4)
    expect(items.map(({ data }) => data)).toEqual(['999+', '999', '0', '0'])
    expect(items[0]).toMatchObject({ jump_url: 'https://a.example/#/tickets/list' })
  })

  test('are set at most once a minute, at a second of the member’s own', () => {
    const instants = fc.integer({ min: 1.7e12, max: 1.9e12 })
    fc.assert(
      fc.property(fc.string(), instants, instants, (personId, a, b) => {
        const [first, second] = [a, b].map(ms => nextTileAt(personId, new Date(ms)).getTime()) as [number, number]
        expect(first).toBeGreaterThan(a)
        expect(first - a).toBeLessThanOrEqual(MINUTE)
        expect(Math.abs(first - second) % MINUTE).toBe(0)
      }),
    )
  })
})
