import { defaultWeights, dispatchApi } from '../../shared/dispatch'
import { peopleApi } from '../../shared/people'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { openTicket } from '../checkins/onSite'
import { everyDatabase, type World } from '../support/world'

const assign = async (world: World, ticket: TicketView, engineerId: string) =>
  (await world.as('dispatcher1')).call(dispatchApi.assign, { ticketId: ticket.id, engineerId, version: ticket.version })

const setMode = async (world: World, mode: 'automatic' | 'manual') => {
  const dispatcher = await world.as('dispatcher1')
  const { version } = await dispatcher.call(dispatchApi.settings, {})
  await dispatcher.call(dispatchApi.setMode, { mode, version })
}

const decisionsOf = async (world: World, ticketId: string) =>
  (await (await world.as('dispatcher1')).call(dispatchApi.decisions, { ticketId })).items

const seen = async (world: World, id: string) => (await world.as('dispatcher1')).call(ticketsApi.get, { id })

everyDatabase('dispatch by hand', world => {
  test('is the rule until somebody says otherwise: a new ticket waits', async () => {
    const dispatcher = await world().as('dispatcher1')
    expect(await dispatcher.call(dispatchApi.settings, {})).toEqual({
      mode: 'manual',
      weights: defaultWeights,
      version: 0,
    })
    const ticket = await openTicket(world())
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ status: 'open', assignee: null })
    expect(await decisionsOf(world(), ticket.id)).toEqual([])
  })

  test('sees who fits, best first, and why the others do not', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const { candidates, refused } = await dispatcher.call(dispatchApi.suggest, { ticketId: ticket.id })
    expect(candidates[0]).toMatchObject({ engineerId: 'engineer1', because: '距离 1.1 公里，今天 0 单，评分 4.8' })
    expect(candidates.map(({ score }) => score)).toEqual(candidates.map(({ score }) => score).sort((a, b) => b - a))
    const reasons = new Map(refused.map(({ engineerId, reason }) => [engineerId, reason]))
    expect(reasons.get('engineer3')).toBe('skill')
    expect(reasons.get('engineer7')).toBe('region')
    const engineers = (await dispatcher.call(peopleApi.list, { role: 'engineer' })).items
    expect(candidates.length + refused.length).toBe(engineers.length)
  })

  test('gives the ticket to the chosen engineer and keeps the table that was chosen from', async () => {
    const ticket = await openTicket(world())
    const assigned = await assign(world(), ticket, 'engineer2')
    expect(assigned).toMatchObject({ status: 'assigned', assignee: { id: 'engineer2' }, assigneeName: '王武' })
    const [decision] = await decisionsOf(world(), ticket.id)
    expect(decision).toMatchObject({ mode: 'manual', engineerId: 'engineer2' })
    expect(decision?.candidates[0]?.engineerId).toBe('engineer1')
    expect(decision?.refused.length).toBeGreaterThan(0)
  })

  test('passes a ticket on from one engineer to another, whoever employs them', async () => {
    const ticket = await openTicket(world(), { customerId: 'customer29' })
    const first = await assign(world(), ticket, 'engineer9')
    const provider = await world().as('provider1')
    expect((await provider.call(ticketsApi.get, { id: ticket.id })).id).toBe(ticket.id)
    const second = await assign(world(), first, 'engineer1')
    expect(second.assignee?.id).toBe('engineer1')
    expect((await provider.refused(ticketsApi.get, { id: ticket.id })).status).toBe(404)
  })

  test('refuses an engineer who may not do it, with the reason', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const input = { ticketId: ticket.id, version: ticket.version }
    const tried = (engineerId: string) => dispatcher.refused(dispatchApi.assign, { ...input, engineerId })
    expect(await tried('engineer3')).toMatchObject({
      status: 422,
      code: 'ticket.engineer_unfit',
      message: '吴志强不能接这张工单：技能不符',
    })
    expect(await tried('engineer7')).toMatchObject({ message: '卫国平不能接这张工单：超出服务范围' })
    expect(await tried('sales1')).toMatchObject({ code: 'person.not_found' })
    expect(await decisionsOf(world(), ticket.id)).toEqual([])
  })

  test('refuses an engineer who is off duty, and one who has left', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const engineer = await world().as('engineer6')
    const input = { ticketId: ticket.id, engineerId: 'engineer6', version: ticket.version }
    await engineer.call(peopleApi.setDuty, { onDuty: false })
    expect((await dispatcher.refused(dispatchApi.assign, input)).message).toBe('褚卫东不能接这张工单：未上班')
    const { version } = await engineer.call(peopleApi.setDuty, { onDuty: true })
    await (await world().as('admin1')).call(peopleApi.markLeft, { id: 'engineer6', version })
    expect((await dispatcher.refused(dispatchApi.assign, input)).message).toBe('褚卫东不能接这张工单：已离职')
  })

  test('may overrule a full day, which the ranking does not', async () => {
    const south = () => openTicket(world(), { customerId: 'customer20' })
    for (let count = 0; count < 5; count++) await assign(world(), await south(), 'engineer8')
    const ticket = await south()
    const dispatcher = await world().as('dispatcher1')
    const { refused } = await dispatcher.call(dispatchApi.suggest, { ticketId: ticket.id })
    expect(refused).toContainEqual({ engineerId: 'engineer8', name: '蒋小龙', reason: 'capacity' })
    const best = await dispatcher.call(dispatchApi.assignBest, { ticketId: ticket.id, version: ticket.version })
    expect(best).toMatchObject({ status: 'assigned' })
    expect(best.assignee?.id).not.toBe('engineer8')
  })

  test('says when nobody fits', async () => {
    const ticket = await openTicket(world(), { regionCode: '110105' })
    const dispatcher = await world().as('dispatcher1')
    expect(
      await dispatcher.refused(dispatchApi.assignBest, { ticketId: ticket.id, version: ticket.version }),
    ).toMatchObject({ status: 409, code: 'dispatch.no_candidate' })
  })

  test('lets the administrator set weights that sum to 100, and nobody overwrite a colleague', async () => {
    const admin = await world().as('admin1')
    const { version } = await admin.call(dispatchApi.settings, {})
    const weights = { travel: 100, load: 0, rating: 0, skill: 0 }
    const set = await admin.call(dispatchApi.setWeights, { weights, version })
    expect(set).toEqual({ mode: 'manual', weights, version: version + 1 })
    expect((await admin.refused(dispatchApi.setMode, { mode: 'automatic', version })).code).toBe(
      'dispatch.changed_meanwhile',
    )
    const wrong = { weights: { ...weights, load: 1 }, version: version + 1 }
    expect((await admin.refused(dispatchApi.setWeights, wrong)).code).toBe('dispatch.weights_invalid')
    const dispatcher = await world().as('dispatcher1')
    expect((await dispatcher.refused(dispatchApi.setWeights, wrong)).status).toBe(403)
  })
})

everyDatabase('the trial of dispatch', world => {
  test('ranks engineers who need not exist', async () => {
    const admin = await world().as('admin1')
    const here = { lat: 30.26, lng: 120.13 }
    const { candidates, refused } = await admin.call(dispatchApi.rank, {
      ticket: { businessType: 'repair.aircon', ...here },
      engineers: [
        { id: 'far', skills: ['repair.aircon'], lat: 31, lng: 121 },
        { id: 'near', skills: ['repair.aircon'], ...here },
        { id: 'plumber', skills: ['repair.pipe'], ...here },
      ],
      weights: { travel: 50, load: 20, rating: 20, skill: 10 },
    })
    expect(candidates.map(({ engineerId }) => engineerId)).toEqual(['near', 'far'])
    expect(candidates[0]?.score).toBe(100)
    expect(refused).toEqual([{ engineerId: 'plumber', name: '', reason: 'skill' }])
  })

  test('ranks our own engineers when none are given', async () => {
    const admin = await world().as('admin1')
    const { candidates } = await admin.call(dispatchApi.rank, {
      ticket: { businessType: 'repair.washer', regionCode: '330106' },
    })
    expect(candidates.map(({ engineerId }) => engineerId)).toContain('engineer3')
    expect((await (await world().as('sales1')).refused(dispatchApi.rank, {})).status).toBe(403)
  })
})

everyDatabase('automatic dispatch', world => {
  test('gives a new ticket to the best, and a declined one to the next', async () => {
    await setMode(world(), 'automatic')
    const ticket = await openTicket(world())
    await world().drain()
    const first = await seen(world(), ticket.id)
    expect(first).toMatchObject({ status: 'assigned', assignee: { id: 'engineer1' } })
    const engineer = await world().as('engineer1')
    await engineer.call(ticketsApi.decline, { id: ticket.id, version: first.version, reason: '没有配件' })
    await world().drain()
    const second = await seen(world(), ticket.id)
    expect(second.status).toBe('assigned')
    expect(second.assignee?.id).not.toBe('engineer1')
    const [latest, earlier] = await decisionsOf(world(), ticket.id)
    expect(earlier).toMatchObject({ mode: 'automatic', engineerId: 'engineer1' })
    expect(latest).toMatchObject({ mode: 'automatic', engineerId: second.assignee?.id })
    expect(latest?.refused).toContainEqual({ engineerId: 'engineer1', name: '李思', reason: 'declined' })
  })

  test('leaves a draft alone until it is submitted', async () => {
    const draft = await openTicket(world(), { isDraft: true })
    await world().drain()
    expect((await seen(world(), draft.id)).status).toBe('draft')
    const sales = await world().as('sales1')
    await sales.call(ticketsApi.submit, { id: draft.id, version: draft.version })
    await world().drain()
    expect((await seen(world(), draft.id)).status).toBe('assigned')
  })

  test('keeps a ticket that nobody fits open, and says so in the decision', async () => {
    const ticket = await openTicket(world(), { regionCode: '110105' })
    await world().drain()
    expect(await seen(world(), ticket.id)).toMatchObject({ status: 'open', assignee: null })
    const [decision] = await decisionsOf(world(), ticket.id)
    expect(decision).toMatchObject({ mode: 'automatic', engineerId: null, candidates: [] })
    expect(decision?.refused.length).toBeGreaterThan(0)
  })

  test('never gives an engineer more than a day holds, however many tickets come at once', async () => {
    const dispatcher = await world().as('dispatcher1')
    const engineers = (await dispatcher.call(peopleApi.list, { role: 'engineer' })).items
    for (const { id } of engineers) {
      if (id !== 'engineer8') await (await world().as(id)).call(peopleApi.setDuty, { onDuty: false })
    }
    const made = await Promise.all(Array.from({ length: 12 }, () => openTicket(world(), { customerId: 'customer20' })))
    await world().drain()
    const statuses = await Promise.all(made.map(async ({ id }) => (await seen(world(), id)).status))
    expect(statuses.sort()).toEqual([...Array(4).fill('assigned'), ...Array(8).fill('open')])
  })
})
