import { callAs } from '../../server/call'
import { bindOpenid, findCustomer, linkIdentity } from '../../server/customers/actions'
import { counts } from '../../server/customers/contacts/rules'
import { syncCustomers } from '../../server/wecom/contacts/jobs'
import { type CustomerView, customersApi } from '../../shared/customers'
import { systemActor } from '../../shared/kernel/roles'
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/time'
import * as fc from '../support/random'
import { everyDatabase, type World } from '../support/world'
import { inboxOf, post } from './inbox'

const contactOf = async (world: World, externalUserId: string): Promise<CustomerView> =>
  (await (await world.as('dispatcher1')).call(customersApi.ofChat, { externalUserId })).customer

const isUnknown = async (world: World, externalUserId: string): Promise<boolean> =>
  (await (await world.as('dispatcher1')).refused(customersApi.ofChat, { externalUserId })).code ===
  'customer.unknown_contact'

const welcomesOf = (world: World, externalUserId: string) =>
  world.platform.welcomes.filter(one => one.externalUserId === externalUserId)

const wang = { externalUserId: 'wmWANG', name: '王女士' }
const written = {
  userId: 'zhangsan',
  remark: '王女士 三墩',
  mobiles: ['139-1234-5678'],
  tags: ['老客户'],
  ownTags: ['爱喝茶'],
}

everyDatabase('a customer whom a member adds', world => {
  test('is a record with the name, number and tags that the member wrote, and is welcomed at once', async () => {
    await world().platform.memberAddsCustomer(written, wang)
    await world().drain()
    expect(await contactOf(world(), 'wmWANG')).toMatchObject({
      name: '王女士 三墩',
      phone: '13912345678',
      tags: ['老客户', '爱喝茶'],
      ownerId: 'sales1',
    })
    expect(welcomesOf(world(), 'wmWANG')).toMatchObject([{ userId: 'zhangsan', says: expect.stringContaining('张珊') }])
  })

  test('is one record and one welcome, however often and at once it is told', async () => {
    const told = world().platform.compose.memberAddsCustomer(
      { userId: 'chenli' },
      { externalUserId: 'wmTWICE', name: '两次' },
    )
    await Promise.all([told, told, world().platform.reseal(told)].map(callback => post(world(), callback)))
    await world().drain()
    expect((await contactOf(world(), 'wmTWICE')).ownerId).toBe('sales2')
    expect(welcomesOf(world(), 'wmTWICE')).toHaveLength(1)
  })

  test('is welcomed once though the platform never confirmed it', async () => {
    const { platform } = world()
    platform.misbehave({ dropReply: true, only: '/cgi-bin/externalcontact/send_welcome_msg' })
    await platform.memberAddsCustomer({ userId: 'chenli' }, { externalUserId: 'wmLOST', name: '没有回音' })
    await world().drain()
    expect((await contactOf(world(), 'wmLOST')).name).toBe('没有回音')
    platform.misbehave({})
    await world().pass(5 * SECOND)
    expect(welcomesOf(world(), 'wmLOST')).toHaveLength(1)
    expect((await inboxOf(world())).at(-1)?.state).toBe('handled')
  })

  test('is not welcomed when the news is older than the code', async () => {
    const { platform } = world()
    const late = platform.compose.memberAddsCustomer({ userId: 'chenli' }, { externalUserId: 'wmLATE', name: '来迟了' })
    await world().pass(21 * SECOND)
    const calls = platform.calls('/cgi-bin/externalcontact/send_welcome_msg')
    await post(world(), late)
    await world().drain()
    expect(platform.calls('/cgi-bin/externalcontact/send_welcome_msg')).toBe(calls)
    expect((await contactOf(world(), 'wmLATE')).name).toBe('来迟了')
  })

  test('and who is known by the same unionid is that customer', async () => {
    await callAs(world().context, systemActor('test'), call => linkIdentity(call, 'customer05', 'unionid', 'uGUO'))
    await world().platform.memberAddsCustomer(
      { userId: 'zhouqian' },
      { externalUserId: 'wmGUO', name: '郭先生', unionId: 'uGUO' },
    )
    await world().drain()
    expect(await contactOf(world(), 'wmGUO')).toMatchObject({ id: 'customer05', name: '郭晓东', ownerId: 'sales3' })
  })

  test('and is gone again before the news is read makes no record', async () => {
    const { platform } = world()
    const added = platform.compose.memberAddsCustomer({ userId: 'chenli' }, { externalUserId: 'wmGONE', name: '走了' })
    await world().pass(SECOND)
    const dropped = platform.compose.customerDropsMember('chenli', 'wmGONE')
    for (const callback of [dropped, added]) await post(world(), callback)
    await world().drain()
    expect(await isUnknown(world(), 'wmGONE')).toBe(true)
  })
})

everyDatabase('what a member writes about a customer', world => {
  test('takes the place of what they wrote before; tags that were given here stay', async () => {
    const known = await contactOf(world(), 'wm-customer01')
    expect(known.tags).toEqual(['会员', '全屋家电'])
    await world().platform.memberEditsCustomer({ userId: 'zhangsan', tags: ['投诉过'] }, 'wm-customer01')
    await world().drain()
    expect((await contactOf(world(), 'wm-customer01')).tags).toEqual(['会员', '全屋家电', '投诉过'])
    await world().pass(SECOND)
    await world().platform.memberEditsCustomer({ userId: 'zhangsan', tags: ['已安抚'] }, 'wm-customer01')
    await world().drain()
    const after = await contactOf(world(), 'wm-customer01')
    expect(after).toMatchObject({ name: '陈雅琴', phone: '13900000101', tags: ['会员', '全屋家电', '已安抚'] })
  })
})

everyDatabase('a customer who is lost', world => {
  test('keeps the record, without an owner', async () => {
    await world().platform.customerDropsMember('zhangsan', 'wm-customer01')
    await world().platform.memberDropsCustomer('zhangsan', 'wm-customer02')
    await world().drain()
    for (const id of ['customer01', 'customer02']) {
      expect(await contactOf(world(), `wm-${id}`)).toMatchObject({ id, ownerId: null })
    }
  })

  test('is not given back by news from before', async () => {
    const { platform } = world()
    const edited = platform.compose.memberEditsCustomer({ userId: 'zhangsan', tags: ['旧闻'] }, 'wm-customer03')
    await world().pass(SECOND)
    const dropped = platform.compose.memberDropsCustomer('zhangsan', 'wm-customer03')
    for (const callback of [dropped, edited, platform.reseal(dropped), edited]) await post(world(), callback)
    await world().drain()
    expect(await contactOf(world(), 'wm-customer03')).toMatchObject({ ownerId: null, tags: [] })
  })

  test.each([
    ['first the loss', 'wm-customer04', (lost: unknown, won: unknown) => [lost, won]],
    ['first the gain', 'wm-customer10', (lost: unknown, won: unknown) => [won, lost]],
  ] as const)('to a colleague by a transfer is theirs, %s', async (_, contact, order) => {
    const { platform } = world()
    const lost = platform.compose.memberDropsCustomer('zhangsan', contact, 'DELETE_BY_TRANSFER')
    const won = platform.compose.memberAddsCustomer({ userId: 'zhouqian' }, { externalUserId: contact, name: '转来的' })
    for (const callback of order(lost, won) as (typeof lost)[]) {
      await post(world(), callback)
      await world().drain()
    }
    expect((await contactOf(world(), contact)).ownerId).toBe('sales3')
  })

  test('stays with a colleague who has the customer as well', async () => {
    const { platform } = world()
    await syncCustomers(world().context)
    await world().pass(HOUR)
    await platform.memberAddsCustomer({ userId: 'chenli' }, { externalUserId: 'wm-customer12', name: '共同的' })
    await world().drain()
    expect((await contactOf(world(), 'wm-customer12')).ownerId).toBe('sales1')
    await platform.customerDropsMember('zhangsan', 'wm-customer12')
    await world().drain()
    expect((await contactOf(world(), 'wm-customer12')).ownerId).toBe('sales2')
  })
})

everyDatabase('a sync of the customers', world => {
  test('knows every contact of every member, page by page, and may be repeated', async () => {
    const { platform } = world()
    for (let n = 0; n < 130; n++) {
      const followers = [{ userId: 'chenli', remark: `批量 ${n}`, tags: ['批量'], mobiles: [] }]
      platform.addCustomer({ externalUserId: `wmBULK${n}`, name: `客户 ${n}`, followers })
    }
    const first = await syncCustomers(world().context)
    expect(first).toMatchObject({ members: 19, contacts: 164, ended: 0 })
    expect(await contactOf(world(), 'wmBULK129')).toMatchObject({ name: '批量 129', tags: ['批量'], ownerId: 'sales2' })
    expect(await contactOf(world(), 'wm-customer01')).toMatchObject({ name: '陈雅琴', ownerId: 'sales1' })
    const before = await world().context.db.reader.query('SELECT * FROM customers ORDER BY id')
    expect(await syncCustomers(world().context)).toEqual(first)
    expect(await world().context.db.reader.query('SELECT * FROM customers ORDER BY id')).toEqual(before)
  })

  test('finds whom a member has lost meanwhile, and keeps tags that lists do not show', async () => {
    const { platform } = world()
    await platform.memberEditsCustomer({ userId: 'zhangsan', ownTags: ['爱喝茶'], tags: ['批量'] }, 'wm-customer01')
    await world().drain()
    platform.compose.memberDropsCustomer('zhangsan', 'wm-customer02')
    await world().pass(HOUR)
    expect((await syncCustomers(world().context)).ended).toBe(1)
    expect((await contactOf(world(), 'wm-customer02')).ownerId).toBeNull()
    expect((await contactOf(world(), 'wm-customer01')).tags).toEqual(expect.arrayContaining(['批量', '爱喝茶']))
  })

  test('does not undo what was heard while it went on', async () => {
    const { platform } = world()
    await world().pass(HOUR)
    await platform.memberDropsCustomer('zhangsan', 'wm-customer03')
    await world().drain()
    platform.addCustomer({ externalUserId: 'wm-customer03', name: '旧名单', followers: [{ userId: 'zhangsan' }] })
    await syncCustomers(world().context)
    expect((await contactOf(world(), 'wm-customer03')).ownerId).toBeNull()
    await world().pass(11 * MINUTE)
    await syncCustomers(world().context)
    expect((await contactOf(world(), 'wm-customer03')).ownerId).toBe('sales1')
  })

  test('says so when the app may not see customers', async () => {
    world().platform.forbid('customers')
    await expect(syncCustomers(world().context)).rejects.toMatchObject({ errcode: 48002 })
    world().platform.permit('customers')
  })
})

everyDatabase('a WeChat user of the mini-program', world => {
  test('who is somebody’s contact is found by unionid and openid, and is one customer', async () => {
    const { platform, context } = world()
    platform.addCustomer({
      externalUserId: 'wmMINI',
      name: '小程序用户',
      unionId: 'uMINI',
      openId: 'oMINI',
      followers: [{ userId: 'chenli' }],
    })
    await callAs(context, systemActor('test'), async call => {
      await bindOpenid(call, await findCustomer(call, 'customer05'), 'oMINI')
      await linkIdentity(call, 'customer05', 'unionid', 'uMINI')
    })
    await world().drain()
    expect((await contactOf(world(), 'wmMINI')).id).toBe('customer05')
  })
})

everyDatabase('a member whose id is changed', world => {
  test('keeps the customers', async () => {
    await syncCustomers(world().context)
    await world().pass(HOUR)
    await world().platform.memberIsRenamed('zhangsan', 'zhangshan2')
    await world().drain()
    await world().pass(HOUR)
    expect(await syncCustomers(world().context)).toMatchObject({ ended: 0 })
    expect((await contactOf(world(), 'wm-customer01')).ownerId).toBe('sales1')
    await world().platform.customerDropsMember('zhangshan2', 'wm-customer01')
    await world().drain()
    expect((await contactOf(world(), 'wm-customer01')).ownerId).toBeNull()
  })
})

test('of two members of a customer’s story the later one counts, in whatever order it is told', () => {
  type News = { second: number; news: 'follows' | 'ended' }
  const story = fc
    .uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1 })
    .map(seconds => seconds.map((second): News => ({ second, news: second % 2 === 0 ? 'ended' : 'follows' })))
  fc.assert(
    fc.property(story, told => {
      let known: { state: News['news']; changedAt: Date } | null = null
      for (const { second, news } of told) {
        const at = new Date(second * 1000)
        if (counts(known, news, at)) known = { state: news, changedAt: at }
      }
      const last = told.reduce((one, other) => (other.second > one.second ? other : one))
      expect(known?.state).toBe(last.news)
    }),
  )
})
