import { workOnce } from '../../server/queue/worker'
import { checkinsApi } from '../../shared/checkins'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { begun, clocksOf, levelsOf, seen, timersOf, toldOf } from './told'

/** Each suite begins on Monday at nine, in working time. */
everyDatabase('the clocks of a ticket', world => {
  test('begin with it: response first, by its priority', async () => {
    const ticket = await begun(world())
    expect(ticket).toMatchObject({
      priority: 'high',
      dueAt: '2026-11-23T11:00:00+08:00',
      dueSoonAt: '2026-11-23T10:36:00+08:00',
      dueClock: 'response',
      duePausedFor: null,
    })
    const clocks = await clocksOf(world(), ticket.id)
    expect([...clocks.keys()].sort()).toEqual(['arrival', 'resolution', 'response'])
    expect(clocks.get('response')).toMatchObject({ targetMinutes: 120, state: 'running', policyName: '标准时效' })
    // 24 working hours: three days of seven and a half, and an hour and a half.
    expect(clocks.get('arrival')?.dueAt).toBe('2026-11-26T10:30:00+08:00')
  })

  test('know no closing time when somebody is in danger', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    expect(ticket).toMatchObject({ dueAt: '2026-11-23T09:15:00+08:00', dueClock: 'response' })
    expect((await clocksOf(world(), ticket.id)).get('response')?.calendarName).toBe('全天计时')
  })

  test('of a draft do not run before it is submitted, and then at once', async () => {
    const draft = await begun(world(), { isDraft: true })
    expect(draft).toMatchObject({ dueAt: null, dueClock: null })
    const sales = await world().as('sales1')
    const open = await sales.call(ticketsApi.submit, { id: draft.id, version: draft.version })
    expect(open).toMatchObject({ dueClock: 'response', dueAt: '2026-11-23T11:00:00+08:00' })
  })

  test('stand still while we wait for parts, go on afterwards, and are met; each with its reasons and people', async () => {
    const ticket = await begun(world())
    await world().pass(30 * MINUTE)
    const onWay = await sent(world(), 'engineer1', ticket)
    expect(onWay).toMatchObject({ dueClock: 'arrival' })
    const there = await arrived(world(), 'engineer1', onWay)
    expect(there).toMatchObject({ dueClock: 'resolution', dueAt: '2026-12-01T12:00:00+08:00' })
    await world().pass(HOUR)
    const engineer = await world().as('engineer1')
    const paused = await engineer.call(checkinsApi.pause, {
      ticketId: ticket.id,
      version: there.version,
      reason: 'parts',
    })
    expect(paused.ticket).toMatchObject({ dueAt: null, duePausedFor: '等配件', dueClock: 'resolution' })
    await world().pass(26 * HOUR)
    const back = await world().as('engineer1')
    const resumed = await back.call(checkinsApi.resume, { ticketId: ticket.id, version: paused.ticket.version })
    // From half past ten until half past twelve the next day are nine working hours.
    expect(resumed.ticket).toMatchObject({ dueAt: '2026-12-02T15:00:00+08:00', duePausedFor: null })
    await world().pass(2 * HOUR)
    const done = await finished(world(), 'engineer1', resumed.ticket)
    expect(done).toMatchObject({ dueAt: null, duePausedFor: '等客户验收' })
    await world().pass(5 * HOUR)
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.confirm, { id: ticket.id, version: done.version })
    expect(await seen(world(), ticket.id)).toMatchObject({ dueAt: null, dueClock: null, duePausedFor: null })
    const clocks = await clocksOf(world(), ticket.id)
    expect(clocks.get('response')).toMatchObject({ state: 'met', elapsedMinutes: 30, remainingMinutes: 90 })
    expect(clocks.get('arrival')).toMatchObject({ state: 'met', elapsedMinutes: 30 })
    const resolution = clocks.get('resolution')
    // An hour and a half before the wait; afterwards, from 12:30 to 14:30, an hour.
    expect(resolution).toMatchObject({ state: 'met', elapsedMinutes: 150 })
    expect(resolution?.intervals.map(({ event, reason, actorName }) => [event, reason, actorName])).toEqual([
      ['start', null, '张珊'],
      ['pause', '等配件', '李思'],
      ['resume', '继续', '李思'],
      ['pause', '等客户验收', '李思'],
      ['stop', '验收', '张珊'],
    ])
  })
})

everyDatabase('warnings', world => {
  test('go out at each level once, and stop in the transaction that moves the ticket', async () => {
    const ticket = await begun(world())
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50', 'response:50'])
    await world().pass(59 * MINUTE)
    expect(await levelsOf(world(), ticket.id)).toEqual([])
    await world().pass(MINUTE)
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 50'])
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50', 'response:80'])
    await world().pass(36 * MINUTE)
    await world().drain()
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 50', 'response 80'])
    const onWay = await sent(world(), 'engineer1', ticket)
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50'])
    await world().pass(HOUR)
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 50', 'response 80'])
    expect((await clocksOf(world(), ticket.id)).get('response')).toMatchObject({
      state: 'met',
      elapsedMinutes: 96,
      reached: [
        { percent: 50, combinedInto: null },
        { percent: 80, combinedInto: null },
      ],
    })
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.cancel, { id: ticket.id, version: onWay.version, reason: '客户已自行修好' })
    expect(await timersOf(world(), ticket.id)).toEqual([])
    expect((await clocksOf(world(), ticket.id)).get('resolution')).toMatchObject({ state: 'cancelled' })
  })

  test('after three hours of standstill are one notice for the ticket, at the highest level', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    const before = world().now()
    await world().pass(3 * HOUR)
    const [told, ...more] = await toldOf(world(), ticket.id)
    expect(more).toEqual([])
    expect(told).toMatchObject({
      clock: 'response',
      percent: 100,
      combined: [
        { clock: 'response', percent: 50 },
        { clock: 'response', percent: 80 },
      ],
    })
    expect(Date.parse(told?.dueAt ?? '') - before.getTime()).toBe(15 * MINUTE)
    expect((await clocksOf(world(), ticket.id)).get('response')?.reached).toMatchObject([
      { percent: 50, combinedInto: 100 },
      { percent: 80, combinedInto: 100 },
      { percent: 100, combinedInto: null },
    ])
    const dispatcher = await world().as('dispatcher1')
    const { items } = await dispatcher.call(ticketsApi.list, { sort: 'urgent' })
    expect(items.map(({ id }) => id)).toContain(ticket.id)
    expect((await dispatcher.call(ticketsApi.counts, {})).overdue).toBeGreaterThan(0)
  })

  test('combine the clocks of one ticket, and leave none of them out', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    await world().pass(20 * HOUR)
    const [told, ...more] = await toldOf(world(), ticket.id)
    expect(more).toEqual([])
    expect(told).toMatchObject({ clock: 'response', percent: 100 })
    expect(told?.combined).toContainEqual({ clock: 'arrival', percent: 80 })
    expect(told?.combined).toContainEqual({ clock: 'resolution', percent: 80 })
    await world().pass(5 * HOUR)
    expect((await levelsOf(world(), ticket.id)).slice(1).sort()).toEqual(['arrival 100'])
    expect(await timersOf(world(), ticket.id)).toEqual([])
  })

  test('go out once when several workers fire the timers of one ticket at the same moment', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    const at = new Date(world().now().getTime() + 26 * HOUR)
    const tomorrow = { ...world().context, clock: { now: () => at } }
    while ((await Promise.all([1, 2, 3].map(() => workOnce(tomorrow)))).some(taken => taken > 0));
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 100'])
    const reached = [...(await clocksOf(world(), ticket.id)).values()].map(one =>
      one.reached.map(({ percent }) => percent),
    )
    expect(reached).toEqual([
      [50, 80, 100],
      [50, 80, 100],
      [50, 80, 100],
    ])
  })

  test('are silent while the ticket waits for the customer', async () => {
    const ticket = await begun(world())
    const there = await arrived(world(), 'engineer2', await sent(world(), 'engineer2', ticket))
    const engineer = await world().as('engineer2')
    const input = { ticketId: ticket.id, version: there.version, reason: 'customer' as const }
    await engineer.call(checkinsApi.pause, input)
    expect(await timersOf(world(), ticket.id)).toEqual([])
    await world().pass(30 * DAY)
    expect(await levelsOf(world(), ticket.id)).toEqual([])
  })
})
