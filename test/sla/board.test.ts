import { checkinsApi } from '../../shared/checkins'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { slaApi } from '../../shared/sla/api'
import { ticketsApi } from '../../shared/tickets/api'
import { arrived, sent } from '../checkins/onSite'
import { everyDatabase } from '../support/world'
import { begun } from './told'

everyDatabase('the overdue board', world => {
  test('shows what is late or nearly so, the first due first, and where it waits', async () => {
    const dispatcher = await world().as('dispatcher1')
    const late = await begun(world(), { priority: 'critical' })
    const soon = await begun(world())
    const calm = await begun(world(), { priority: 'normal' })
    expect((await dispatcher.call(slaApi.board, {})).items).toEqual([])
    await world().pass(110 * MINUTE)
    const { items, nextCursor } = await dispatcher.call(slaApi.board, {})
    expect(nextCursor).toBeNull()
    expect(items.map(({ card }) => card.id)).toEqual([late.id, soon.id])
    expect(items[0]).toMatchObject({
      isOverdue: true,
      minutesLeft: -95,
      waitsAt: items[0]?.card.nodeName ?? '待派单',
      waitsFor: null,
      waitingMinutes: 110,
    })
    expect(items[1]).toMatchObject({ isOverdue: false, minutesLeft: 10 })
    expect((await dispatcher.call(ticketsApi.counts, {})).overdue).toBe(1)
    const first = await dispatcher.call(slaApi.board, { limit: 1 })
    const second = await dispatcher.call(slaApi.board, { limit: 1, cursor: first.nextCursor })
    expect([first, second].flatMap(page => page.items.map(({ card }) => card.id))).toEqual([late.id, soon.id])
    expect((await dispatcher.call(slaApi.board, { clock: 'arrival' })).items).toEqual([])
    expect((await dispatcher.call(slaApi.board, { regionCode: '11' })).items).toEqual([])
    expect(calm.dueClock).toBe('response')
  })

  test('leaves out what stands still, and what somebody may not see', async () => {
    const ticket = await begun(world(), { priority: 'critical' })
    const there = await arrived(world(), 'engineer1', await sent(world(), 'engineer1', ticket))
    await world().pass(DAY)
    const engineer = await world().as('engineer1')
    const mine = async () => (await engineer.call(slaApi.board, {})).items.map(({ card }) => card.id)
    expect(await mine()).toEqual([ticket.id])
    await engineer.call(checkinsApi.pause, { ticketId: ticket.id, version: there.version, reason: 'customer' })
    expect(await mine()).toEqual([])
    const other = await world().as('engineer3')
    expect((await other.call(slaApi.board, {})).items).toEqual([])
    expect((await other.call(slaApi.waits, {})).items).toEqual([])
    const customer = await world().as('customer01')
    expect((await customer.refused(slaApi.board, {})).status).toBe(403)
  })

  test('counts where tickets stand, and for how long', async () => {
    await begun(world())
    await world().pass(HOUR)
    const dispatcher = await world().as('dispatcher1')
    const { items, counted, isWhole } = await dispatcher.call(slaApi.waits, {})
    expect(isWhole).toBe(true)
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(counted)
    const [fullest] = items
    expect(fullest?.longestMinutes).toBeGreaterThanOrEqual(fullest?.medianMinutes ?? 0)
    expect(fullest?.longest.number).toMatch(/^T\d{8}-\d{4}$/)
    const [paused] = items.filter(({ overdue, count }) => overdue < count)
    expect(paused).toBeDefined()
  })
})
