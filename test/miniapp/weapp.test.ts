import { readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { weappRoot } from '../support/weapp'
import { filesBelow, weappStarter } from '../support/weappBuild'
import { type Outside, Refused } from '../support/weappOutside'
import { card, customer, device, sessionOf, template, ticket } from './samples'

const MB = 1024 * 1024
const start = weappStarter()

const noMoney = { 'settlement.ofTicket': () => ({ items: [], totalFen: 0 }) }

const sales: Outside['answers'] = {
  'session.wecom': () => sessionOf('sales', '陈敏'),
  'tickets.counts': () => ({ counts: { open: 3 }, overdue: 1 }),
  'tickets.list': () => ({ items: [card], nextCursor: null }),
  'tickets.get': () => ticket,
  'tickets.create': () => ticket,
  'customers.ofChat': () => ({ customer, devices: [device] }),
  'templates.list': () => ({ items: [template] }),
  'templates.get': () => template,
  'redAlerts.list': () => ({ items: [] }),
}

describe('the built mini-program', () => {
  it('stays within what WeChat takes: 1 MB for the main package, 2 MB for each other, 30 MB in all', () => {
    const { subPackages } = JSON.parse(readFileSync(join(weappRoot, 'app.json'), 'utf8')) as {
      subPackages: { root: string }[]
    }
    const sizes = new Map<string, number>()
    for (const file of filesBelow(weappRoot)) {
      const folder = relative(weappRoot, dirname(file)).split('/')[0] ?? ''
      const owner = subPackages.some(one => one.root === folder) ? folder : 'main'
      sizes.set(owner, (sizes.get(owner) ?? 0) + statSync(file).size)
    }
    expect(sizes.get('main')).toBeLessThan(1 * MB)
    expect([...sizes.values()].every(size => size < 2 * MB)).toBe(true)
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(30 * MB)
  })

  it('carries no secret and no chatter of ours', () => {
    const built = filesBelow(weappRoot)
      .filter(file => file.endsWith('.js'))
      .map(file => readFileSync(file, 'utf8'))
    expect(
      built.filter(code => /corpsecret|app_?secret|session_key|EncodingAESKey|PRIVATE KEY|AKID/i.test(code)),
    ).toEqual([])
    const ours = [...filesBelow('miniapp'), ...filesBelow('shared')].filter(file => /\.tsx?$/.test(file))
    expect(ours.filter(file => /console\.\w+\(/.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  it('opens every page it lists, for a stranger as well', async () => {
    const { pages, subPackages } = JSON.parse(readFileSync(join(weappRoot, 'app.json'), 'utf8')) as {
      pages: string[]
      subPackages: { root: string; pages: string[] }[]
    }
    const weapp = start({ answers: {} })
    const paths = [...pages, ...subPackages.flatMap(one => one.pages.map(page => `${one.root}/${page}`))]
    for (const path of paths) {
      const page = await weapp.open(path, { id: 'k-1' })
      expect(`${path} ${page.text}`).toMatch(/[\u4e00-\u9fff]/)
    }
    expect(weapp.errors).toEqual([])
  })
})

describe('the workbench inside WeCom', () => {
  it('logs in by code and shows my tickets with few and small updates', async () => {
    const weapp = start({ environment: 'wxwork', answers: sales })
    const page = await weapp.open('workbench/index')
    expect(weapp.sent.map(sent => sent.name).sort()).toEqual([
      'flows.mine',
      'redAlerts.list',
      'session.wecom',
      'tickets.counts',
      'tickets.list',
    ])
    expect(page.text).toContain('空调漏水')
    expect(page.setDataBytes.length).toBeLessThanOrEqual(4)
    expect(Math.max(...page.setDataBytes)).toBeLessThan(30 * 1024)
  })

  it('says that the network is away, and shows what it had with its age', async () => {
    const weapp = start({ environment: 'wxwork', answers: sales })
    await weapp.open('workbench/index')
    weapp.isOffline = true
    const page = await weapp.open('workbench/index')
    expect(page.text).toContain('空调漏水')
    expect(page.text).toMatch(/网络不通，显示的是.*刚刚.*的内容/)
  })

  it('offers to try again when there is nothing to show', async () => {
    const weapp = start({ environment: 'wxwork', answers: sales })
    weapp.isOffline = true
    const page = await weapp.open('workbench/index')
    expect(page.text).toContain('网络不通，请检查后重试')
    weapp.isOffline = false
    await page.tap('retry')
    expect(page.text).toContain('空调漏水')
  })

  it.each(['workbench/index', 'dispatch/index'])(
    'asks again for what %s shows when one comes back to it',
    async path => {
      const roles = { ...sales, 'session.wecom': () => sessionOf('dispatcher', '赵柳') }
      const weapp = start({ environment: 'wxwork', answers: roles })
      await weapp.open(path)
      const before = weapp.sentTo('tickets.list').length
      await weapp.open('tickets/detail', { id: 'k-1' })
      expect(weapp.sentTo('tickets.list')).toHaveLength(before)
      weapp.back()
      await weapp.quiet()
      expect(weapp.sentTo('tickets.list')).toHaveLength(before + 1)
    },
  )

  it('offers a way back, not another try, from what is not there', async () => {
    const missing = new Refused(404, 'ticket.not_found', '没有找到该工单，或您没有查看权限')
    const weapp = start({ environment: 'wxwork', answers: { ...sales, 'tickets.get': () => missing } })
    const page = await weapp.open('tickets/detail', { id: 'k-9' })
    expect(page.text).toContain('没有找到该工单')
    expect(page.has('retry')).toBe(false)
    expect(page.has('leave')).toBe(true)
  })

  it('renews a session that has run out once, without asking anybody', async () => {
    const weapp = start({
      environment: 'wxwork',
      answers: {
        ...sales,
        'session.refresh': () => ({ ...sessionOf('sales', '陈敏'), token: 'token-fresh' }),
        'tickets.list': (_, sent) =>
          sent.header.Authorization === 'Bearer token-fresh'
            ? { items: [card], nextCursor: null }
            : new Refused(401, 'session.expired', '登录已过期，请重新登录'),
      },
    })
    const page = await weapp.open('workbench/index')
    expect(page.text).toContain('空调漏水')
    expect(weapp.sentTo('session.refresh')).toHaveLength(1)
  })
})

describe('the chat toolbar', () => {
  const chat: Outside = {
    environment: 'wxwork',
    entry: 'single_chat_tools',
    externalUserId: 'wm-1',
    answers: sales,
  }

  it('makes a ticket of this customer with one tap, and leaves what the records know to the server', async () => {
    const weapp = start(chat)
    const page = await weapp.open('customers/toolbar')
    await page.tap('preset-repair')
    expect(weapp.sentTo('customers.ofChat')[0]?.input).toEqual({ externalUserId: 'wm-1' })
    expect(weapp.sentTo('tickets.create')[0]?.input).toMatchObject({
      templateId: 't-1',
      customerId: 'c-1',
      deviceId: 'd-1',
      channel: 'chat',
    })
    expect(weapp.sentTo('tickets.create')[0]?.input.answers).toEqual({})
    expect(page.text).toContain('已建单 T20261122-0001')
  })

  it('opens the form for what a rule demands, and not for what is filled in after the work', async () => {
    const [phone, ...fields] = template.body.fields
    const finish = { key: 'cause', label: '故障原因', kind: 'text', required: true, stage: 'finish' } as const
    const demanding = {
      when: { '==': [{ var: 'ticket.channel' }, 'chat'] },
      // biome-ignore lint/suspicious/noThenProperty: the word of rules
      then: [{ action: 'require', targets: ['fault'] }],
    }
    const offering = (body: object) => ({
      ...chat,
      answers: {
        ...sales,
        'templates.list': () => ({
          items: [{ ...template, body: { ...template.body, fields: [phone, ...fields, finish], ...body } }],
        }),
      },
    })
    const plain = start(offering({}))
    await (await plain.open('customers/toolbar')).tap('preset-repair')
    expect(plain.sentTo('tickets.create')).toHaveLength(1)
    plain.close()
    const ruled = start(offering({ rules: [demanding] }))
    await (await ruled.open('customers/toolbar')).tap('preset-repair')
    expect(ruled.sentTo('tickets.create')).toHaveLength(0)
    expect(ruled.pages.at(-1)?.path).toBe('tickets/create')
  })

  it('makes one ticket however often the button is tapped', async () => {
    const weapp = start(chat)
    const page = await weapp.open('customers/toolbar')
    await Promise.all([page.tap('preset-repair'), page.tap('preset-repair'), page.tap('preset-repair')])
    expect(weapp.sentTo('tickets.create')).toHaveLength(1)
  })

  it('keeps the key of an intent that the network swallowed, and takes a new one for a new intent', async () => {
    const weapp = start(chat)
    const page = await weapp.open('customers/toolbar')
    weapp.isOffline = true
    await page.tap('preset-repair')
    expect(weapp.toasts).toContain('网络不通，请检查后重试')
    weapp.isOffline = false
    await page.tap('preset-repair')
    await page.tap('another')
    await page.tap('preset-repair')
    const keys = weapp.sentTo('tickets.create').map(sent => sent.header['Idempotency-Key'])
    expect(keys).toHaveLength(3)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })

  it('sends the progress card into the chat, its page ending in .html as WeCom wants it', async () => {
    const weapp = start(chat)
    const page = await weapp.open('customers/toolbar')
    await page.tap('preset-repair')
    await page.tap('send-card')
    expect(weapp.chatMessages[0]).toMatchObject({
      msgtype: 'miniprogram',
      miniprogram: { page: 'pages/track/index.html?t=track-1', title: '空调漏水（T20261122-0001）服务进度' },
    })
  })

  it.each(['customers/toolbar', 'customers/profile'])(
    'asks on %s for the customer to be registered when the contact is new',
    async path => {
      const unknown = () => new Refused(404, 'customer.unknown_contact', '还没有这位客户的档案，请先登记客户')
      const weapp = start({
        ...chat,
        answers: { ...sales, 'customers.ofChat': unknown, 'customers.create': () => customer },
      })
      const page = await weapp.open(path)
      await page.type('customer-name', '张江便利店')
      await page.tap('register')
      expect(weapp.sentTo('customers.create')[0]?.input).toEqual({ name: '张江便利店', externalUserId: 'wm-1' })
    },
  )
})

describe('a ticket', () => {
  it('shows the server’s own sentence when somebody was faster, and loads the ticket again', async () => {
    const taken = () => new Refused(409, 'ticket.changed_meanwhile', '该工单刚被他人更新，请刷新后再操作')
    const weapp = start({
      environment: 'wxwork',
      answers: {
        ...sales,
        ...noMoney,
        'session.wecom': () => sessionOf('engineer', '李师傅'),
        'tickets.get': () => ({ ...ticket, status: 'assigned', allowedMoves: ['accept', 'decline'] }),
        'tickets.accept': taken,
      },
    })
    const page = await weapp.open('tickets/detail', { id: 'k-1' })
    await page.tap('do-accept')
    expect(weapp.toasts).toEqual(['该工单刚被他人更新，请刷新后再操作'])
    expect(weapp.sentTo('tickets.get')).toHaveLength(2)
  })

  it('asks before it is cancelled, and wants a reason', async () => {
    const weapp = start({
      environment: 'wxwork',
      answers: {
        ...sales,
        'tickets.get': () => ({ ...ticket, allowedMoves: ['cancel'] }),
        'tickets.cancel': () => ({ ...ticket, status: 'cancelled' }),
      },
    })
    const page = await weapp.open('tickets/detail', { id: 'k-1' })
    await page.tap('more-actions')
    await page.tap('do-cancel')
    expect(page.text).toContain('取消后工程师不再上门，客户会收到通知')
    await page.tap('ask-cancel-yes')
    expect(weapp.sentTo('tickets.cancel')).toHaveLength(0)
    await page.type('reason', '客户改期')
    await page.tap('ask-cancel-yes')
    expect(weapp.sentTo('tickets.cancel')[0]?.input).toEqual({ id: 'k-1', version: 1, reason: '客户改期' })
    expect(page.text).toContain('已取消')
  })
})

describe('a visit', () => {
  const visit = {
    id: 'v-1',
    ticketId: 'k-1',
    engineerId: 'p-engineer',
    checkedInAt: '2026-11-22T10:00:00+08:00',
    checkedOutAt: null,
    pauses: [],
    workedMinutes: 0,
    marks: [],
    distanceMetres: 12,
    parts: [],
    version: 1,
  }
  const travelling = { ...ticket, status: 'travelling', allowedMoves: ['arrive'], version: 4 }
  const working = { ...ticket, status: 'working', allowedMoves: ['pause', 'finish'], version: 5 }
  const done = { ...ticket, status: 'awaiting_acceptance', allowedMoves: [], version: 6 }
  const engineer: Outside = {
    environment: 'wxwork',
    scanned: 'device.d-1.0.mac',
    answers: {
      ...noMoney,
      'session.wecom': () => sessionOf('engineer', '李师傅'),
      'tickets.get': () => travelling,
      'checkins.ofTicket': () => ({ items: [] }),
      'checkins.arrive': () => ({ ticket: working, visit }),
      'checkins.finish': () => ({
        ticket: done,
        visit: { ...visit, checkedOutAt: '2026-11-22T11:00:00+08:00', workedMinutes: 60 },
      }),
      'parts.list': () => ({ items: [{ sku: 'F-34', name: '滤网', unitPriceFen: 3400 }] }),
    },
  }

  it('starts with the scanned code and the place, and shows the running clock', async () => {
    const weapp = start(engineer)
    const page = await weapp.open('visits/visit', { id: 'k-1' })
    await page.tap('do-arrive')
    await page.tap('code-scan')
    await page.tap('arrive-yes')
    expect(weapp.sentTo('checkins.arrive')[0]?.input).toEqual({
      ticketId: 'k-1',
      version: 4,
      code: 'device.d-1.0.mac',
      position: { lat: 31.2, lng: 121.6, accuracyMetres: 20, isMock: false },
    })
    expect(page.has('clock')).toBe(true)
  })

  it('ends with the parts that were used', async () => {
    const weapp = start({ ...engineer, answers: { ...engineer.answers, 'tickets.get': () => working } })
    const page = await weapp.open('visits/visit', { id: 'k-1' })
    await page.tap('add-part')
    await page.tap('part-F-34')
    await page.tap('more-F-34')
    await page.tap('do-finish')
    await page.type('summary', '更换滤网，运行正常')
    await page.tap('finish-yes')
    expect(weapp.sentTo('checkins.finish')[0]?.input).toEqual({
      ticketId: 'k-1',
      version: 5,
      summary: '更换滤网，运行正常',
      parts: [{ sku: 'F-34', quantity: 2 }],
    })
    expect(page.text).toContain('已完工，等待客户验收')
  })
})
