import { callAs } from '../../server/call'
import { startNodeClock, stopNodeClock } from '../../server/sla/actions'
import { reddenTicket } from '../../server/tickets/marks/actions'
import { dispatchApi } from '../../shared/dispatch'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { slaApi } from '../../shared/sla/api'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { allClocksOf, begun, clocksOf, levelsOf, seen, timersOf } from './told'

everyDatabase('what counts as a response', world => {
  test('is never a word of the customer: 谢谢 and 好的 answer nothing, our own word to them does', async () => {
    const ticket = await begun(world())
    const customer = await world().as('customer01')
    await customer.call(ticketsApi.comment, { id: ticket.id, body: '好的，谢谢', audience: 'customer' })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ dueClock: 'response' })
    const dispatcher = await world().as('dispatcher1')
    await dispatcher.call(ticketsApi.comment, { id: ticket.id, body: '客户很急', audience: 'internal' })
    expect((await clocksOf(world(), ticket.id)).get('response')?.state).toBe('running')
    await dispatcher.call(ticketsApi.comment, { id: ticket.id, body: '师傅十点到', audience: 'customer' })
    expect((await clocksOf(world(), ticket.id)).get('response')).toMatchObject({ state: 'met', elapsedMinutes: 0 })
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50'])
  })

  test('is not a thank-you after the work either: it neither reopens nor starts a clock', async () => {
    const ticket = await begun(world())
    const there = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket))
    const done = await finished(world(), 'engineer1', there)
    const customer = await world().as('customer01')
    await customer.call(ticketsApi.confirm, { id: ticket.id, version: done.version })
    await world().drain()
    await customer.call(ticketsApi.comment, { id: ticket.id, body: '谢谢师傅', audience: 'customer' })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ status: 'completed', dueAt: null, dueClock: null })
    expect((await allClocksOf(world(), ticket.id)).map(({ round, state }) => [round, state])).toEqual([
      [0, 'met'],
      [0, 'met'],
      [0, 'met'],
    ])
  })

  test('is not being assigned, nor declining', async () => {
    const ticket = await begun(world())
    const dispatcher = await world().as('dispatcher1')
    const input = { ticketId: ticket.id, engineerId: 'engineer1', version: ticket.version }
    const assigned = await dispatcher.call(dispatchApi.assign, input)
    expect(assigned).toMatchObject({ dueClock: 'response', dueAt: ticket.dueAt })
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.decline, { id: ticket.id, version: assigned.version, reason: '来不及' })
    expect(await seen(world(), ticket.id)).toMatchObject({ dueClock: 'response', dueAt: ticket.dueAt })
  })
})

everyDatabase('a ticket that changes', world => {
  test('has its due time worked out again from the same intervals, and its timers moved', async () => {
    const ticket = await begun(world())
    await world().pass(10 * MINUTE)
    const sales = await world().as('sales1')
    const edited = await sales.call(ticketsApi.edit, { id: ticket.id, version: ticket.version, priority: 'critical' })
    expect(Date.parse(edited.dueAt ?? '')).toBe(Date.parse(ticket.createdAt) + 15 * MINUTE)
    await world().drain()
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 50'])
    await world().pass(MINUTE)
    const back = await sales.call(ticketsApi.edit, { id: ticket.id, version: edited.version, priority: 'high' })
    expect(back.dueAt).toBe(ticket.dueAt)
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50', 'response:80'])
    await world().pass(90 * MINUTE)
    expect(await levelsOf(world(), ticket.id)).toEqual(['response 50', 'response 80'])
  })

  test('waits for the visit that was agreed upon, from then on', async () => {
    const ticket = await begun(world(), { appointmentFrom: '2026-11-27T14:00:00+08:00' })
    expect((await clocksOf(world(), ticket.id)).get('arrival')).toMatchObject({
      startedAt: '2026-11-27T14:00:00+08:00',
      // Four of twenty-four working hours on Friday, two days of seven and a half, then five.
      dueAt: '2026-12-02T15:30:00+08:00',
    })
  })

  test('knows no closing time once it is a red alert', async () => {
    const ticket = await begun(world())
    await callAs(world().context, systemActor('test'), call => reddenTicket(call, ticket.id, '燃气泄漏'))
    const red = await seen(world(), ticket.id)
    expect(Date.parse(red.dueAt ?? '')).toBe(Date.parse(ticket.createdAt) + 15 * MINUTE)
    expect((await clocksOf(world(), ticket.id)).get('resolution')?.calendarName).toBe('全天计时')
  })

  test('starts anew when it is reopened; what was before stays as it was', async () => {
    const ticket = await begun(world())
    const there = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket))
    const done = await finished(world(), 'engineer1', there)
    const sales = await world().as('sales1')
    const confirmed = await sales.call(ticketsApi.confirm, { id: ticket.id, version: done.version })
    await world().pass(30 * MINUTE)
    const reopened = await sales.call(ticketsApi.reopen, {
      id: ticket.id,
      version: confirmed.version,
      reason: '又坏了',
    })
    expect(reopened).toMatchObject({ dueClock: 'response', duePausedFor: null })
    const clocks = await allClocksOf(world(), ticket.id)
    expect(clocks.map(({ clock, round, state }) => `${clock} ${round} ${state}`).sort()).toEqual([
      'arrival 0 met',
      'arrival 1 running',
      'resolution 0 met',
      'resolution 1 running',
      'response 0 met',
      'response 1 running',
    ])
    expect(await timersOf(world(), ticket.id)).toEqual(['arrival:50', 'resolution:50', 'response:50'])
  })

  test('that comes back before it was agreed to ends the old clocks as well', async () => {
    const ticket = await begun(world())
    const there = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket))
    const done = await finished(world(), 'engineer1', there)
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.reopen, { id: ticket.id, version: done.version, reason: '没有修好' })
    const [old] = (await allClocksOf(world(), ticket.id)).filter(
      ({ clock, round }) => clock === 'resolution' && round === 0,
    )
    expect(old).toMatchObject({ state: 'cancelled' })
  })
})

everyDatabase('the clock of a node', world => {
  const within = (work: Parameters<typeof callAs<void>>[2]) => callAs(world().context, systemActor('test'), work)

  test('runs from entering to leaving, warns like the others, and begins again when the node does', async () => {
    const ticket = await begun(world(), { priority: 'normal' })
    const node = { ticketId: ticket.id, nodeKey: 'triage', name: '分诊', targetMinutes: 60 }
    await within(call => startNodeClock(call, { ...node, at: call.now }))
    await within(call => startNodeClock(call, { ...node, at: call.now }))
    expect(await seen(world(), ticket.id)).toMatchObject({ dueClock: 'node', dueAt: '2026-11-23T10:00:00+08:00' })
    expect(await timersOf(world(), ticket.id)).toContain('node:triage:50')
    await world().pass(50 * MINUTE)
    expect(await levelsOf(world(), ticket.id)).toEqual(['node 80'])
    await within(call => stopNodeClock(call, { ticketId: ticket.id, nodeKey: 'triage', at: call.now }))
    expect(await timersOf(world(), ticket.id)).not.toContain('node:triage:100')
    expect(await seen(world(), ticket.id)).toMatchObject({ dueClock: 'response' })
    await within(call => startNodeClock(call, { ...node, at: call.now }))
    const nodes = (await allClocksOf(world(), ticket.id)).filter(({ clock }) => clock === 'node')
    expect(
      nodes.map(({ nodeKey, name, round, state, elapsedMinutes }) => ({ nodeKey, name, round, state, elapsedMinutes })),
    ).toEqual([
      { nodeKey: 'triage', name: '分诊', round: 0, state: 'met', elapsedMinutes: 50 },
      { nodeKey: 'triage', name: '分诊', round: 1, state: 'running', elapsedMinutes: 0 },
    ])
  })

  test('that says nothing itself has the time of the policy, or none', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    const enter = (nodeKey: string) =>
      within(call =>
        startNodeClock(call, { ticketId: ticket.id, nodeKey, name: nodeKey, targetMinutes: null, at: call.now }),
      )
    await enter('parts')
    await enter('revisit')
    const nodes = (await allClocksOf(world(), ticket.id)).filter(({ clock }) => clock === 'node')
    expect(nodes.map(({ nodeKey, targetMinutes }) => [nodeKey, targetMinutes])).toEqual([['parts', 1440]])
  })
})

everyDatabase('the clocks', world => {
  test('of a ticket out of sight are not there', async () => {
    const ticket = await begun(world())
    const other = await world().as('engineer3')
    expect(await other.refused(slaApi.clocks, { ticketId: ticket.id })).toMatchObject({
      status: 404,
      code: 'ticket.not_found',
    })
    const customer = await world().as('customer01')
    expect((await customer.refused(slaApi.clocks, { ticketId: ticket.id })).status).toBe(403)
  })
})
