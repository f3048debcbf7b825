import { callAs } from '../../server/call'
import { openContext } from '../../server/context'
import { workOnce } from '../../server/queue/worker'
import { reddenTicket } from '../../server/tickets/marks/actions'
import { defaultLadder, escalationApi } from '../../shared/escalation'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE } from '../../shared/kernel/time'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import { testedKinds } from '../support/databases'
import { everyDatabase, openWorld, type World } from '../support/world'
import { chatOf } from '../wecom/inbox'
import { cancel, historyOf, nextMorning, passTo, timelineOf, toldOf, waiting } from './desk'

const lisi = '13800000101'

const timersOf = (world: World, { id }: { id: string }): Promise<unknown[]> =>
  world.context.db.reader.query('SELECT id FROM timers WHERE id LIKE ?', [`escalation:${id}:%`])

const settle = async (world: World): Promise<void> => {
  await world.platform.phones.settle()
  await world.drain()
}

everyDatabase('the ladder', world => {
  beforeEach(() => nextMorning(world()))
  afterEach(() => world().platform.phones.behave(lisi, 'reachable'))

  test('is climbed rung by rung, by louder channels and then upwards, and every rung stands in the history', async () => {
    const ticket = await waiting(world())
    for (const time of ['10:00', '10:36', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00']) {
      await passTo(world(), time)
      await world().pass(5000)
      await settle(world())
    }
    expect(await toldOf(world(), ticket)).toEqual([
      '50 wecom engineer1 delivered',
      '80 wecom engineer1 delivered',
      '100 wecom dispatcher1 delivered',
      '100 wecom dispatcher2 delivered',
      '100 wecom engineer1 delivered',
      '110 sms engineer1 delivered',
      '120 phone engineer1 delivered',
      '130 wecom manager1 delivered',
      '140 phone manager1 delivered',
      '150 wecom manager1 delivered',
      '160 phone manager1 delivered',
    ])
    const said = await timelineOf(world(), ticket)
    expect(said).toContain('已短信提醒李思（送达）')
    expect(said).toContain('已电话提醒沈明远（已接听）')
    expect(said.filter(says => says.includes('提醒'))).toHaveLength(9)
    const { items, coming } = await historyOf(world(), ticket)
    expect(coming).toEqual([])
    expect(items.at(-4)).toMatchObject({
      level: 110,
      name: '响应',
      says: `工单 ${ticket.number} ${ticket.title}：响应已超时 30 分钟，请马上处理`,
    })
    await world().pass(3 * HOUR)
    expect(await toldOf(world(), ticket)).toHaveLength(11)
    await cancel(world(), ticket)
  })

  test('goes to the dispatchers while nobody has the ticket', async () => {
    const ticket = await waiting(world())
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.decline, { id: ticket.id, version: ticket.version, reason: '时间冲突' })
    await passTo(world(), '11:00')
    await world().pass(5000)
    expect((await toldOf(world(), ticket)).filter(line => line.startsWith('100'))).toEqual([
      '100 wecom dispatcher1 delivered',
      '100 wecom dispatcher2 delivered',
    ])
    await cancel(world(), ticket)
  })

  test('goes on to the next channel at once when one fails, and upwards when all have', async () => {
    const ticket = await waiting(world())
    await passTo(world(), '11:00')
    world().platform.phones.behave(lisi, 'off')
    await passTo(world(), '11:30')
    for (let round = 0; round < 4; round++) await settle(world())
    await world().pass(5000)
    expect((await toldOf(world(), ticket)).slice(-4)).toEqual([
      '110 sms engineer1 failed',
      '110 phone engineer1 failed',
      '120 phone engineer1 failed',
      '130 wecom manager1 delivered',
    ])
    const said = await timelineOf(world(), ticket)
    expect(said).toContain('短信提醒李思未成功：用户关机或停机，改用电话')
    expect(said).toContain('电话提醒李思未成功：空号或关机')
    await cancel(world(), ticket)
  })

  test('ends when the ticket moves, in the same transaction', async () => {
    const ticket = await waiting(world())
    await passTo(world(), '11:00')
    expect(await timersOf(world(), ticket)).toHaveLength(1)
    expect((await historyOf(world(), ticket)).coming).toMatchObject([{ clock: 'response', says: '短信通知当前处理人' }])
    const engineer = await world().as('engineer1')
    const { version } = await engineer.call(ticketsApi.get, { id: ticket.id })
    await engineer.call(ticketsApi.accept, { id: ticket.id, version })
    expect(await timersOf(world(), ticket)).toEqual([])
    const texts = world().platform.phones.of(lisi).length
    await passTo(world(), '14:00')
    expect(world().platform.phones.of(lisi)).toHaveLength(texts)
    expect((await historyOf(world(), ticket)).coming).toEqual([])
    await cancel(world(), ticket)
  })

  test('takes back a text message that was to be tried again when the ticket moves', async () => {
    const ticket = await waiting(world())
    await passTo(world(), '11:00')
    world().platform.phones.refuseNext('InternalError.Timeout')
    await passTo(world(), '11:30')
    const engineer = await world().as('engineer1')
    const { version } = await engineer.call(ticketsApi.get, { id: ticket.id })
    await engineer.call(ticketsApi.accept, { id: ticket.id, version })
    const texts = world().platform.phones.of(lisi).length
    await world().pass(MINUTE)
    expect(world().platform.phones.of(lisi)).toHaveLength(texts)
    expect((await toldOf(world(), ticket)).at(-1)).toBe('110 sms engineer1 failed')
    await cancel(world(), ticket)
  })

  test('is silent while the clock stands still, and goes on within five minutes of its going on', async () => {
    const ticket = await waiting(world())
    await passTo(world(), '11:00')
    const set = (state: string) =>
      world().context.db.source.query("UPDATE sla_clocks SET state = ? WHERE ticket_id = ? AND clock = 'response'", [
        state,
        ticket.id,
      ])
    await set('paused')
    await world().pass(5000)
    const before = await toldOf(world(), ticket)
    for (const time of ['11:30', '11:35', '11:59']) await passTo(world(), time)
    expect(await toldOf(world(), ticket)).toEqual(before)
    await set('running')
    await world().pass(5 * MINUTE)
    expect((await toldOf(world(), ticket)).at(-1)).toMatch(/^120 phone engineer1/)
    await settle(world())
    await cancel(world(), ticket)
  })

  describe('ends when somebody takes it on', () => {
    const acknowledged = async (act: (ticket: { id: string }) => Promise<unknown>) => {
      const ticket = await waiting(world())
      await passTo(world(), '11:00')
      await world().pass(5000)
      await act(ticket)
      await world().drain()
      const before = await toldOf(world(), ticket)
      expect(await timersOf(world(), ticket)).toEqual([])
      await passTo(world(), '14:00')
      expect(await toldOf(world(), ticket)).toEqual(before)
      const { acknowledgedBy } = await historyOf(world(), ticket)
      const said = await timelineOf(world(), ticket)
      await cancel(world(), ticket)
      return { acknowledgedBy, said, before }
    }

    test('in the product', async () => {
      const { acknowledgedBy, said, before } = await acknowledged(async ({ id: ticketId }) =>
        (await world().as('dispatcher2')).call(escalationApi.acknowledge, { ticketId }),
      )
      expect(acknowledgedBy).toBe('孙琪')
      expect(said).toContain('孙琪：我来处理')
      expect(before).toContain('100 wecom dispatcher2 acknowledged')
    })

    test('by the button of the card', async () => {
      const { acknowledgedBy } = await acknowledged(async () => {
        const card = chatOf(world(), 'lisi').findLast(one => one.card?.taskId?.startsWith('reach-'))
        await world().platform.memberClicksCard('lisi', card?.card?.taskId ?? '', 'reach.acknowledge')
      })
      expect(acknowledgedBy).toBe('李思')
    })

    test('by pressing 1 on the phone', async () => {
      const { acknowledgedBy } = await acknowledged(async () => {
        await passTo(world(), '12:00')
        const ringing = world().platform.phones.of(lisi).at(-1)
        await world().platform.phones.answer(ringing?.serial ?? '', '1')
      })
      expect(acknowledgedBy).toBe('李思')
    })
  })

  test('is silent in quiet hours, except for what is critical', async () => {
    const admin = await world().as('admin1')
    const { version } = await admin.call(escalationApi.settings, {})
    const saved = await admin.call(escalationApi.saveSettings, { quietFrom: '10:30', quietTo: '13:00', version })
    const [normal, urgent] = [await waiting(world()), await waiting(world(), 'engineer2', { priority: 'critical' })]
    await passTo(world(), '10:00')
    await passTo(world(), '10:31')
    await passTo(world(), '12:59')
    expect((await toldOf(world(), normal)).map(line => line.split(' ')[0])).toEqual(['50'])
    expect((await toldOf(world(), urgent)).map(line => line.split(' ')[0])).toEqual(['110', '120', '160'])
    await passTo(world(), '13:00')
    await world().pass(5000)
    expect((await toldOf(world(), normal)).slice(1)).toEqual([
      '100 wecom dispatcher1 delivered',
      '100 wecom dispatcher2 delivered',
      '100 wecom engineer1 delivered',
    ])
    await passTo(world(), '13:30')
    expect((await toldOf(world(), normal)).at(-1)).toBe('110 sms engineer1 sent')
    await (await world().as('admin1')).call(escalationApi.saveSettings, {
      quietFrom: '22:00',
      quietTo: '07:00',
      version: saved.version,
    })
    await settle(world())
    await cancel(world(), normal)
    await cancel(world(), urgent)
  })

  test('of a red ticket is heard in quiet hours', async () => {
    const admin = await world().as('admin1')
    const { version } = await admin.call(escalationApi.settings, {})
    const saved = await admin.call(escalationApi.saveSettings, { quietFrom: '09:30', quietTo: '13:00', version })
    const ticket = await waiting(world())
    await callAs(world().context, systemActor('test'), call => reddenTicket(call, ticket.id, '整楼停水'))
    await world().drain()
    await passTo(world(), '10:00')
    expect((await toldOf(world(), ticket)).map(line => line.split(' ')[0])).toContain('110')
    await (await world().as('admin1')).call(escalationApi.saveSettings, {
      quietFrom: '22:00',
      quietTo: '07:00',
      version: saved.version,
    })
    await cancel(world(), ticket)
  })

  test('after three hours down is one notice for each ticket, at the highest level', async () => {
    const tickets = [await waiting(world()), await waiting(world()), await waiting(world(), 'engineer2')]
    await passTo(world(), '10:50')
    await passTo(world(), '13:50')
    await world().pass(5000)
    for (const ticket of tickets) {
      expect((await toldOf(world(), ticket)).filter(line => !/^(50|80)/.test(line))).toEqual([
        '150 wecom manager1 delivered',
      ])
    }
    for (const ticket of tickets) await cancel(world(), ticket)
  })

  test('is data: an administrator changes it, nobody else, and no fault gets in', async () => {
    const admin = await world().as('admin1')
    const { version } = await admin.call(escalationApi.ladder, {})
    const [first] = defaultLadder
    const steps = [
      { level: 100, percent: 100, afterMinutes: 0, to: ['regionalManager' as const], channel: 'sms' as const },
    ]
    expect((await (await world().as('dispatcher1')).refused(escalationApi.saveLadder, { steps, version })).code).toBe(
      'role.not_allowed',
    )
    expect(await admin.refused(escalationApi.saveLadder, { steps: [steps[0], first], version })).toMatchObject({
      code: 'escalation.ladder_invalid',
    })
    const saved = await admin.call(escalationApi.saveLadder, { steps, version })
    expect((await admin.refused(escalationApi.saveLadder, { steps, version })).code).toBe(
      'escalation.changed_meanwhile',
    )
    const ticket = await waiting(world())
    await passTo(world(), '11:00')
    expect(await toldOf(world(), ticket)).toEqual(['100 sms manager1 sent'])
    await settle(world())
    const again = await world().as('admin1')
    await again.call(escalationApi.saveLadder, { steps: [...defaultLadder], version: saved.version })
    await cancel(world(), ticket)
  })

  test('of a ticket that somebody may not see is not there', async () => {
    const ticket = await waiting(world())
    const stranger = await world().as('engineer6')
    for (const endpoint of [escalationApi.history, escalationApi.acknowledge]) {
      expect((await stranger.refused(endpoint, { ticketId: ticket.id })).code).toBe('ticket.not_found')
    }
    await cancel(world(), ticket)
  })

  test('of somebody who leaves goes on without them', async () => {
    const ticket = await waiting(world(), 'engineer2')
    await passTo(world(), '11:00')
    const admin = await world().as('admin1')
    const person = (await admin.call(peopleApi.list, { role: 'engineer' })).items.find(({ id }) => id === 'engineer2')
    await admin.call(peopleApi.markLeft, { id: 'engineer2', version: person?.version ?? 0 })
    await world().drain()
    const before = (await toldOf(world(), ticket)).length
    await passTo(world(), '11:30')
    const after = (await toldOf(world(), ticket)).slice(before)
    expect(after).toEqual(['110 sms dispatcher1 sent', '110 sms dispatcher2 sent'])
    await settle(world())
    await cancel(world(), ticket)
  })
})

const shared = testedKinds().filter(kind => kind === 'mysql')
const title = 'two servers make one call'
if (shared.length === 0) test.todo(`${title}: needs MySQL or MariaDB`)
else
  test.each(shared)(`${title} [%s]`, async kind => {
    const world = await openWorld(kind)
    const second = await openContext(world.context.config, world.context.clock)
    const work = async () => {
      for (let idle = 0; idle < 3; ) {
        const taken = await Promise.all([workOnce(world.context), workOnce(second)])
        idle = taken.some(count => count > 0) ? 0 : idle + 1
      }
    }
    const tickets = await Promise.all([1, 2, 3, 4, 5].map(() => waiting(world)))
    await passTo(world, '11:00')
    await passTo(world, '11:30')
    await settle(world)
    const at = new Date('2026-11-23T12:00:00+08:00').getTime() - world.now().getTime()
    await Promise.all([world.pass(at), work()])
    await work()
    for (const ticket of tickets) {
      expect((await toldOf(world, ticket)).filter(line => line.startsWith('120'))).toHaveLength(1)
    }
    expect(world.platform.phones.of(lisi).filter(({ kind: what }) => what === 'call')).toHaveLength(tickets.length)
    await second.close()
    await world.close()
  })
