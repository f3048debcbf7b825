import { callAs } from '../../server/call'
import { publishRuleSet, saveRegionFacts } from '../../server/settlement/actions'
import { queueMessages, text } from '../../server/wecom/actions'
import { checkinsApi } from '../../shared/checkins'
import { customersApi } from '../../shared/customers'
import { deadLettersApi } from '../../shared/deadLetters'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { settlementApi } from '../../shared/settlement/api'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, finished, openTicket, sent } from '../checkins/onSite'
import { worked } from '../settlement/worked'
import { clocksOf } from '../sla/told'
import { clientOf } from '../support/client'
import { everyDatabase, type World } from '../support/world'
import { chatOf, introduced, wordsOf } from '../wecom/inbox'

const robot = systemActor('test')

const deadOf = async (world: World) => (await (await world.as('admin1')).call(deadLettersApi.list, {})).items

/** What does as it says whenever it is called, and then says so. */
const ringing = (world: World) => {
  const rung: string[] = []
  const act = async (_: unknown, { name = '' }: Record<string, string>) => void rung.push(name)
  ;(world.context.timerJobs as Map<string, unknown>).set('ring', { job: 'ring', act })
  const set = (name: string, ms: number) =>
    callAs(world.context, robot, call =>
      call.timers.set({ key: `ring:${name}`, job: 'ring', at: new Date(call.now.getTime() + ms), payload: { name } }),
    )
  return { rung, set }
}

everyDatabase('while the clock goes an hour forward and back', world => {
  beforeAll(async () => {
    introduced(world())
    await callAs(world().context, robot, call => publishRuleSet(call, worked.ruleSet))
    await callAs(world().context, robot, call =>
      saveRegionFacts(call, [{ prefix: '3301', cityTier: 2, altitudeM: 10 }]),
    )
  })

  test('a timer fires once, and one that was set meanwhile at the latest an hour late', async () => {
    const { rung, set } = ringing(world())
    await set('before', 30 * MINUTE)
    await world().pass(HOUR)
    expect(rung).toEqual(['before'])
    await set('meanwhile', 10 * MINUTE)
    await world().pass(-HOUR)
    await set('after', 10 * MINUTE)
    await world().pass(10 * MINUTE)
    expect(rung).toEqual(['before', 'after'])
    await world().pass(HOUR)
    expect(rung).toEqual(['before', 'after', 'meanwhile'])
  })

  test('nobody is logged out, and a command that is repeated is done once', async () => {
    const before = await world().as('dispatcher1')
    await world().pass(HOUR)
    const meanwhile = await world().anyone.demoLogin('dispatcher1')
    const input = { name: '调钟客户' }
    const made = await before.call(customersApi.create, input, 'one intent')
    await world().pass(-HOUR)
    const again = clientOf(world().url, meanwhile.token)
    expect(await again.call(customersApi.create, input, 'one intent')).toEqual(made)
    expect(await before.call(customersApi.create, input, 'one intent')).toEqual(made)
    const { items } = await before.call(customersApi.list, { text: '调钟客户' })
    expect(items).toHaveLength(1)
    const renewed = await world().anyone.call(sessionApi.refresh, { refreshToken: meanwhile.refreshToken })
    expect(renewed.person.id).toBe('dispatcher1')
  })

  test('a visit has no minutes below zero, is settled, and its clocks stop', async () => {
    await world().pass(HOUR)
    const ticket = await openTicket(world())
    const working = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket))
    await world().pass(-HOUR)
    const engineer = await world().as('engineer1')
    const open = (await engineer.call(checkinsApi.open, {})).visit
    expect(open).toMatchObject({ workedMinutes: 0 })
    const step = { ticketId: ticket.id, version: working.version }
    const waiting = await engineer.call(checkinsApi.pause, { ...step, reason: 'parts' })
    await world().pass(20 * MINUTE)
    const resumed = await engineer.call(checkinsApi.resume, { ...step, version: waiting.ticket.version })
    const done = await finished(world(), 'engineer1', resumed.ticket)
    const { items } = await engineer.call(checkinsApi.ofTicket, { ticketId: ticket.id })
    expect(items).toMatchObject([{ workedMinutes: 0, checkedOutAt: open?.checkedInAt }])
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.confirm, { id: ticket.id, version: done.version })
    await world().drain()
    const clocks = [...(await clocksOf(world(), ticket.id)).values()]
    expect(clocks.map(({ clock, state, elapsedMinutes }) => [clock, state, elapsedMinutes]).sort()).toEqual([
      ['arrival', 'met', 0],
      ['resolution', 'met', 0],
      ['response', 'met', 0],
    ])
    const settled = await (await world().as('finance1')).call(settlementApi.ofTicket, { ticketId: ticket.id })
    expect(settled.items.length).toBeGreaterThan(0)
    expect(await deadOf(world())).toEqual([])
    await world().pass(HOUR)
  })

  test('a ticket that is opened meanwhile has its steps and clocks in the order in which they were', async () => {
    await world().pass(HOUR)
    const ticket = await openTicket(world())
    await world().pass(-HOUR)
    const onWay = await sent(world(), 'engineer2', ticket)
    await world().drain()
    const clocks = await clocksOf(world(), ticket.id)
    expect(clocks.get('response')).toMatchObject({ state: 'met', elapsedMinutes: 0 })
    expect(clocks.get('arrival')).toMatchObject({ state: 'running', elapsedMinutes: 0 })
    expect(onWay.timeline.map(({ kind }) => kind)).toEqual(['create', 'assign', 'accept', 'depart'])
  })

  test('a message goes out once, and one that failed at the latest an hour late', async () => {
    const from = world().platform.outbox.length
    const tell = (says: string) =>
      callAs(world().context, robot, call =>
        queueMessages(call, [
          {
            to: { userId: 'wangwu', personId: 'engineer2' },
            content: text({ says }),
            priority: 1,
            key: `jump:${says}`,
          },
        ]),
      )
    const told = () =>
      chatOf(world(), 'wangwu', from)
        .map(wordsOf)
        .filter(says => /^[一二三]$/.test(says))
    await world().pass(HOUR)
    await tell('一')
    await world().drain()
    world().platform.misbehave({ errcodeOnce: -1, only: '/cgi-bin/message/send' })
    await tell('二')
    await world().drain()
    await world().pass(-HOUR)
    await tell('三')
    await world().pass(SECOND)
    expect(told()).toEqual(['一', '三'])
    await world().pass(HOUR + MINUTE)
    expect(told()).toEqual(['一', '三', '二'])
  })

  test('a token that dies is replaced, also one that was replaced meanwhile', async () => {
    const { outside } = world().context
    const works = async () => {
      world().platform.expireTokens()
      return outside.contacts.followUserIds()
    }
    await world().pass(HOUR)
    await outside.contacts.followUserIds()
    await expect(works()).resolves.toBeTruthy()
    await world().pass(-HOUR)
    await expect(works()).resolves.toBeTruthy()
  })
})
