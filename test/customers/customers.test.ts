import { type CustomerView, customersApi } from '../../shared/customers'
import type { Client } from '../support/client'
import { everyDatabase } from '../support/world'

const found = async (client: Client, text: string): Promise<string[]> =>
  (await client.call(customersApi.list, { text, limit: 100 })).items.map(({ name }) => name)

everyDatabase('a customer', world => {
  test('is shown with devices, each in or out of warranty today', async () => {
    const { customer, devices } = await (await world().as('dispatcher1')).call(customersApi.get, { id: 'customer01' })
    expect(customer).toMatchObject({
      name: '陈雅琴',
      phone: '13900000101',
      level: 'gold',
      regionCode: '330106',
      address: '杭州市西湖区文三路 188 号东方公寓 3-1202',
      place: { lat: 30.2766, lng: 120.1226 },
      ownerId: 'sales1',
    })
    expect(devices.map(({ name, inWarranty }) => [name, inWarranty])).toEqual([
      ['客厅柜式空调', true],
      ['滚筒洗衣机', false],
      ['燃气热水器', true],
    ])
    expect(devices[0]).toMatchObject({ installedAt: '2023-08-15T00:00:00+08:00', warrantyUntil: '2029-08-14' })
  })

  test('has a phone number that the desk sees whole, and sales only of their own customers', async () => {
    const phoneFor = async (viewer: string) =>
      (await (await world().as(viewer)).call(customersApi.get, { id: 'customer01' })).customer.phone
    for (const viewer of ['dispatcher1', 'manager2', 'admin1', 'sales1']) {
      expect(await phoneFor(viewer)).toBe('13900000101')
    }
    expect(await phoneFor('sales2')).toBe('139****0101')
    const { items } = await (await world().as('sales2')).call(customersApi.list, { limit: 100 })
    const shown = ({ phone, ownerId }: CustomerView) => (phone?.includes('****') ? 'masked' : ownerId)
    expect(new Set(items.map(shown))).toEqual(new Set(['masked', 'sales2']))
  })

  test('is not shown to engineers, finance, providers or other customers', async () => {
    for (const viewer of ['engineer1', 'finance1', 'provider1', 'customer02']) {
      const client = await world().as(viewer)
      for (const [endpoint, input] of [
        [customersApi.list, {}],
        [customersApi.get, { id: 'customer01' }],
        [customersApi.ofChat, { externalUserId: 'wm-customer01' }],
      ] as const) {
        expect((await client.refused(endpoint, input)).code).toBe('role.not_allowed')
      }
    }
  })

  test('sees their own record and devices', async () => {
    const { customer, devices } = await (await world().as('customer02')).call(customersApi.mine, {})
    expect(customer).toMatchObject({ id: 'customer02', phone: '13900000102' })
    expect(devices.map(({ customerId }) => customerId)).toEqual(['customer02', 'customer02'])
  })

  test('is known by the open chat; a stranger is not', async () => {
    const sales = await world().as('sales1')
    const { customer } = await sales.call(customersApi.ofChat, { externalUserId: 'wm-customer01' })
    expect(customer.id).toBe('customer01')
    const stranger = await sales.refused(customersApi.ofChat, { externalUserId: 'wm-stranger' })
    expect(stranger).toMatchObject({ status: 404, code: 'customer.unknown_contact' })
    expect((await sales.refused(customersApi.get, { id: 'nobody' })).code).toBe('customer.not_found')
  })
})

everyDatabase('the list of customers', world => {
  test('finds by part of the name, the whole number or its last four digits', async () => {
    const dispatcher = await world().as('dispatcher1')
    expect(await found(dispatcher, '雅琴')).toEqual(['陈雅琴'])
    expect(await found(dispatcher, '13900000102')).toEqual(['林国栋'])
    expect(await found(dispatcher, '139-0000 0102')).toEqual(['林国栋'])
    expect(await found(dispatcher, '0103')).toEqual(['黄丽萍'])
    expect(await found(dispatcher, '0000')).toEqual([])
    expect(await found(dispatcher, '103')).toEqual([])
  })

  test('takes wildcards for what they are', async () => {
    const dispatcher = await world().as('dispatcher1')
    await dispatcher.call(customersApi.create, { name: '100%满意_商行!' })
    expect(await found(dispatcher, '%')).toEqual(['100%满意_商行!'])
    expect(await found(dispatcher, '意_商')).toEqual(['100%满意_商行!'])
    expect(await found(dispatcher, '行!')).toEqual(['100%满意_商行!'])
    expect(await found(dispatcher, '雅_')).toEqual([])
  })

  test('gives every customer exactly once, page by page, the newest first', async () => {
    const dispatcher = await world().as('dispatcher1')
    await world().pass(1000)
    await dispatcher.call(customersApi.create, { name: '新来的客户' })
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await dispatcher.call(customersApi.list, { cursor, limit: 7 })
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen[0]).toBe('新来的客户')
    expect(seen.length).toBe(42)
    expect(new Set(seen).size).toBe(42)
  })
})

everyDatabase('a new customer', world => {
  test('belongs to the salesperson who registers them, and is found however the number is written', async () => {
    const sales = await world().as('sales3')
    const customer = await sales.call(customersApi.create, {
      name: '钱小满',
      phone: '+86 139-0000-0777',
      regionCode: '330108',
      address: '滨江区江南大道 1 号',
      place: { lat: 30.2, lng: 120.2 },
      externalUserId: 'wm-qianxiaoman',
    })
    expect(customer).toMatchObject({ ownerId: 'sales3', phone: '13900000777', level: 'normal', tags: [], version: 1 })
    expect(await found(sales, '0777')).toEqual(['钱小满'])
    const { customer: inChat } = await sales.call(customersApi.ofChat, { externalUserId: 'wm-qianxiaoman' })
    expect(inChat.id).toBe(customer.id)
    const byDispatcher = await (await world().as('dispatcher1')).call(customersApi.create, { name: '电话客户' })
    expect(byDispatcher).toMatchObject({ ownerId: null, phone: null, address: null, place: null })
  })

  test('is one customer however many register the same contact at once', async () => {
    const clients = await Promise.all(['sales1', 'sales2', 'dispatcher1', 'admin1'].map(who => world().as(who)))
    const input = { name: '抢着登记的客户', externalUserId: 'wm-contested' }
    const answers = await Promise.allSettled(clients.map(client => client.call(customersApi.create, input)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const known = await (await world().as('sales1')).refused(customersApi.create, input)
    expect(known).toMatchObject({ status: 409, code: 'customer.already_known' })
    expect(await found(await world().as('sales1'), '抢着登记的客户')).toHaveLength(1)
  })

  test('is not stored with a masked number', async () => {
    const sales = await world().as('sales1')
    const refused = await sales.refused(customersApi.create, { name: '某人', phone: '138****8000' })
    expect(refused).toMatchObject({ status: 400, code: 'request.invalid' })
  })
})
