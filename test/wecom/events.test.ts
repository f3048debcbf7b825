import { readAs } from '../../server/call'
import type { SealedCallback } from '../../server/demo/platform/callbacks'
import { lastPlacesOf } from '../../server/people/places/actions'
import { chatHistory } from '../../server/wecom/events/chats/actions'
import { inOrder } from '../../server/wecom/events/chats/rules'
import { countUnknown } from '../../server/wecom/events/unknown/actions'
import { dispatchApi } from '../../shared/dispatch'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase, type World } from '../support/world'
import { chatOf, inboxOf, post, wordsOf } from './inbox'

const reading = <T>(world: World, read: Parameters<typeof readAs<T>>[2]) =>
  readAs(world.context, systemActor('test'), read)

const assigned = async (world: World, engineerId: string, title: string, more: object = {}) => {
  const sales = await world.as('sales1')
  const input = { templateId: 'complaint', customerId: 'customer01', title, ...more }
  const { id, version } = await sales.call(ticketsApi.create, input)
  return (await world.as('dispatcher1')).call(dispatchApi.assign, { ticketId: id, engineerId, version })
}

/** What the member reads from `act` on. */
const readBy = async (world: World, userId: string, act: () => Promise<unknown>): Promise<string[]> => {
  await world.drain()
  const from = world.platform.outbox.length
  await act()
  await world.drain()
  return chatOf(world, userId, from).map(wordsOf)
}

everyDatabase('a member who opens the app’s chat', world => {
  test('reads what today holds, at most once in four hours', async () => {
    const today = await assigned(world(), 'engineer5', '今天要去的投诉')
    await assigned(world(), 'engineer5', '下周的投诉', {
      appointmentFrom: '2026-11-30T09:00:00+08:00',
      appointmentTo: '2026-11-30T11:00:00+08:00',
    })
    const enters = () => world().platform.memberEntersApp('fengjianjun')
    const [greeting, ...more] = await readBy(world(), 'fengjianjun', enters)
    expect(more).toEqual([])
    expect(greeting).toContain('今日工单：1 张')
    expect(greeting).toContain(`${today.number} 今天要去的投诉（待接单）`)
    expect(greeting).toContain('/#/visits/day')
    expect(await readBy(world(), 'fengjianjun', enters)).toEqual([])
    await world().pass(4 * HOUR - MINUTE)
    expect(await readBy(world(), 'fengjianjun', enters)).toEqual([])
    await world().pass(MINUTE)
    expect(await readBy(world(), 'fengjianjun', enters)).toHaveLength(1)
  })

  test('is greeted once though the same event comes three times at once', async () => {
    const callback = world().platform.compose.memberEntersApp('lisi')
    const greetings = await readBy(world(), 'lisi', () =>
      Promise.all([callback, callback, world().platform.reseal(callback)].map(one => post(world(), one))),
    )
    expect(greetings).toEqual([expect.stringContaining('今日工单')])
  })

  test('and is a stranger hears nothing', async () => {
    world().platform.addMember({ userId: 'passerby', name: '路人', departmentIds: [1] })
    expect(await readBy(world(), 'passerby', () => world().platform.memberEntersApp('passerby'))).toEqual([])
    expect((await inboxOf(world())).at(-1)).toMatchObject({ kind: 'event.enter_agent', state: 'ignored' })
  })
})

everyDatabase('a click on the app’s menu', world => {
  test('is answered with the tickets and the page', async () => {
    const ticket = await assigned(world(), 'engineer5', '菜单里的投诉')
    const clicks = (key: string) => () => world().platform.memberClicksMenu('fengjianjun', key)
    const [mine] = await readBy(world(), 'fengjianjun', clicks('ticket.mine'))
    expect(mine).toContain(`我的工单：1 张\n${ticket.number} 菜单里的投诉（待接单）`)
    expect(mine).toContain('/#/tickets/list?mine=1')
    expect((await readBy(world(), 'fengjianjun', clicks('ticket.today')))[0]).toContain('今日工单：1 张')
    expect((await readBy(world(), 'fengjianjun', clicks('ticket.new')))[0]).toContain('/#/tickets/create')
    expect(await readBy(world(), 'fengjianjun', clicks('somebody.elses'))).toEqual([])
  })
})

everyDatabase('where a phone says it is', world => {
  const reports = (lat: number, lng: number) =>
    world().platform.compose.sendEvent({
      Event: 'LOCATION',
      FromUserName: 'lisi',
      Latitude: lat,
      Longitude: lng,
      Precision: 30,
      AppType: 'wxwork',
    })

  test('is kept as the last known place, and an older report that comes late changes nothing', async () => {
    const older = reports(30.1, 120.1)
    await world().pass(10 * SECOND)
    const newer = reports(30.2, 120.2)
    for (const callback of [newer, older]) await post(world(), callback)
    await world().drain()
    const places = await reading(world(), one => lastPlacesOf(one, ['engineer1', 'engineer2']))
    expect([...places]).toEqual([['engineer1', { lat: 30.2, lng: 120.2, at: world().now() }]])
  })
})

everyDatabase('a callback of a kind that nobody knows', world => {
  test('is kept whole, and counted by its name', async () => {
    for (const n of [1, 2, 3]) await world().platform.sendEvent({ Event: 'brand_new', Detail: n })
    await world().platform.sendEvent({ Event: 'change_contact', ChangeType: 'create_planet' })
    await world().drain()
    const counted = await reading(world(), countUnknown)
    expect(counted.map(({ id, times }) => [id, times])).toEqual([
      ['brand_new', 3],
      ['change_contact.create_planet', 1],
    ])
    const last = (await inboxOf(world())).find(({ id }) => id === counted[0]?.lastInboxId)
    expect(last?.raw).toContain('<Detail>3</Detail>')
  })
})

everyDatabase('an approval that changes', world => {
  test('is told to the rest of the product once, however often the callback comes', async () => {
    const callback = world().platform.compose.sendEvent({
      Event: 'open_approval_change',
      ApprovalInfo: { ThirdNo: 'T20261123-0001', OpenSpStatus: 2, ApplyUserId: 'zhangsan' },
    })
    for (let n = 0; n < 3; n++) await post(world(), world().platform.reseal(callback))
    await world().drain()
    const events = (await world().context.db.reader.query(
      "SELECT payload FROM events WHERE type = 'approval.changed'",
    )) as { payload: string }[]
    expect(events.map(({ payload }) => JSON.parse(payload))).toEqual([
      expect.objectContaining({ engine: 'own', number: 'T20261123-0001', status: 'passed' }),
    ])
  })
})

const memberChange = (from: string, to: string, item: string) => ({
  Event: 'change_external_chat',
  ChatId: 'wrROOM',
  ChangeType: 'update',
  UpdateDetail: 'add_member',
  MemChangeList: { Item: [item] },
  LastMemVer: from,
  CurMemVer: to,
})

everyDatabase('what happens in a group of customers', world => {
  test('is kept in the order of its versions, whatever order it comes in', async () => {
    const { compose } = world().platform
    const changes = [
      compose.sendEvent({ Event: 'change_external_chat', ChatId: 'wrROOM', ChangeType: 'create' }),
      compose.sendEvent(memberChange('v1', 'v2', 'wmA')),
      compose.sendEvent(memberChange('v2', 'v3', 'wmB')),
      compose.sendEvent(memberChange('v3', 'v4', 'wmC')),
    ]
    const [begun, first, second, third] = changes as [SealedCallback, SealedCallback, SealedCallback, SealedCallback]
    for (const callback of [second, begun, third, first, second]) await post(world(), callback)
    await world().drain()
    const history = await reading(world(), one => chatHistory(one, 'wrROOM'))
    expect(history.flatMap(({ memberIds }) => memberIds)).toEqual(['wmA', 'wmB', 'wmC'])
    expect(history).toHaveLength(4)
  })
})

test('versions in a ring are put in some order and lose nothing', () => {
  const at = new Date(0)
  const ring = [
    { id: 'b', at, fromVersion: 'v1', toVersion: 'v2' },
    { id: 'a', at, fromVersion: 'v2', toVersion: 'v1' },
  ]
  expect(inOrder(ring).map(({ id }) => id)).toEqual(['a', 'b'])
})
