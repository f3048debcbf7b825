import { weappStarter } from '../support/weappBuild'
import type { Outside } from '../support/weappOutside'
import type { WeappPage } from '../support/weappPage'
import { allKinds, filled, longForm } from './allKinds'
import { customer, device, sessionOf, template, ticket } from './samples'

const start = weappStarter()

const regions = { 330000: '浙江省', 330100: '杭州市', 330106: '西湖区', 330108: '滨江区' }

/** Uploads get the ids file-1, file-2 ... in the order in which they arrive. */
const outsideWith = (...templates: (typeof template)[]): Outside => {
  let uploads = 0
  return {
    environment: 'wxwork',
    scanned: 'SN-778',
    chosenPlace: { latitude: 30.28, longitude: 120.13, name: '文三路', address: '浙江省杭州市西湖区文三路 1 号' },
    answers: {
      'session.wecom': () => sessionOf('sales', '陈敏'),
      'templates.list': () => ({ items: templates }),
      'templates.get': () => templates[0],
      'customers.get': () => ({ customer, devices: [device] }),
      'customers.list': () => ({ items: [customer], nextCursor: null }),
      'people.list': () => ({
        items: [
          { id: 'p-1', name: '陈敏', status: 'active', teamName: null },
          { id: 'p-2', name: '李四', status: 'active', teamName: '一组' },
        ],
      }),
      'parts.list': () => ({ items: [{ sku: 'F-34', name: '滤网', unitPriceFen: 3400 }] }),
      'files.upload': ({ path }) => {
        uploads += 1
        const id = `file-${uploads}`
        return { id, name: String(path), mime: 'image/jpeg', sizeBytes: 1000, url: `/files/${id}` }
      },
      'https://paidan.example.com/regions.json': () => ({ names: regions }),
      'tickets.create': () => ticket,
      'tickets.get': () => ticket,
    },
  }
}

const pick = (page: WeappPage, id: string, value: string) => page.send(`${id}-picker`, 'change', { detail: { value } })

/** One question after the other, as a person would. */
const fill = async (page: WeappPage): Promise<void> => {
  const typed = {
    text: '空调漏水',
    longText: '客厅挂机滴水',
    number: '12',
    money: '128.50',
    idNumber: '11010519491231002x',
  }
  for (const [key, value] of Object.entries(typed)) await page.type(`field-${key}`, value)
  await page.tap('field-choice-0')
  await page.tap('field-choices')
  await page.tap('field-choices-1')
  await page.tap('field-choices-6')
  await page.tap('field-choices-done')
  await page.tap('field-cascade')
  await page.tap('field-cascade-0')
  await page.tap('field-cascade-1')
  await page.tap('field-rating-4')
  await pick(page, 'field-date', '2026-11-25')
  await pick(page, 'field-time', '09:30')
  await pick(page, 'field-dateTime', '2026-11-26')
  await pick(page, 'field-dateTime-clock', '14:00')
  await page.type('field-duration', '1')
  await page.type('field-duration-minutes', '30')
  await page.tap('field-region')
  for (const level of [0, 0, 0]) await page.tap(`field-region-${level}`)
  await page.tap('field-address-locate')
  await page.tap('field-introducer')
  await page.tap('customer-c-1')
  await page.tap('field-staff')
  await page.tap('field-staff-p-2')
  await page.tap('field-machine-0')
  await page.tap('field-parts')
  await page.tap('part-F-34')
  await page.tap('more-field-parts-F-34')
  await page.tap('field-scan-scan')
}

const prove = async (page: WeappPage): Promise<void> => {
  await page.tap('field-photo')
  await page.tap('field-video')
  await page.tap('field-file')
  await page.tap('field-voice')
  expect(page.text).toContain('正在录音，点此结束')
  await page.tap('field-voice')
  await page.tap('field-signature')
  const at = (x: number, y: number) => ({ touches: [{ x, y }] })
  await page.send('field-signature-pad', 'touchstart', at(10, 10))
  await page.send('field-signature-pad', 'touchmove', at(60, 40))
  await page.send('field-signature-pad', 'touchend', { touches: [] })
  await page.tap('field-signature-done')
  await page.tap('group-steps')
  await page.tap('field-checklist-call')
  await page.tap('field-checklist-site')
  await page.tap('field-checklist-site-photo')
  await page.tap('field-table')
  await page.type('field-table-item', '外壳')
  await page.type('field-table-quantity', '1')
  await page.tap('field-table-done')
}

describe('a form with every kind of field', () => {
  it('is filled in and sent: tidied, without what the server knows better', async () => {
    const weapp = start({ ...outsideWith(allKinds), isOldPhone: true })
    const page = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    expect(page.text).toContain('来自客户档案')
    await fill(page)
    await prove(page)
    expect(page.text).toContain('64.25 元')
    await page.tap('submit')
    expect(weapp.toasts).toEqual([])
    expect(weapp.sentTo('tickets.create')[0]?.input).toMatchObject({ templateId: 't-all', customerId: 'c-1' })
    expect(weapp.sentTo('tickets.create')[0]?.input.answers).toEqual(filled)
    expect(weapp.errors).toEqual([])
  })

  it('says under the field what is missing, and opens the group it stands in', async () => {
    const body = {
      ...allKinds.body,
      fields: allKinds.body.fields.map(field => ({ ...field, required: field.kind === 'checklist' })),
    }
    const weapp = start(outsideWith({ ...allKinds, body }))
    const page = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    expect(page.has('field-checklist')).toBe(false)
    await page.tap('submit')
    expect(weapp.sentTo('tickets.create')).toEqual([])
    expect(page.text).toContain('请填写「上门前检查」')
    expect(page.has('field-checklist-wrong')).toBe(true)
  })

  it('prints on the ticket what was answered, in groups, with files as files', async () => {
    const file = { id: 'file-3', name: '说明书.pdf', mime: 'application/pdf', sizeBytes: 3000, url: '/files/file-3' }
    const outside = outsideWith(allKinds)
    outside.answers['tickets.get'] = () => ({ ...ticket, templateId: 't-all', answers: filled, files: [file] })
    const weapp = start(outside)
    const page = await weapp.open('tickets/detail', { id: 'k-1' })
    for (const words of [
      '¥128.50',
      '需要支架、夜间施工',
      '空调 / 柜机',
      '1 小时 30 分',
      '浙江省杭州市西湖区',
      '李四',
      '滤网 ×2',
      '凭证',
      '✓ 现场已断电',
      '项目 外壳，数量 1',
      '说明书.pdf',
    ]) {
      expect(page.text).toContain(words)
    }
    expect(page.text).not.toContain('提交之后')
  })
})

describe('a form that customers fill in', () => {
  const asCustomer = (...templates: (typeof template)[]): Outside => {
    const outside = outsideWith(...templates)
    outside.answers['session.wecom'] = () => sessionOf('customer', '王女士')
    outside.answers['customers.mine'] = () => ({ customer, devices: [device] })
    outside.answers['tickets.track'] = () => ticket
    return outside
  }

  it('asks what is marked for them and what it cannot do without, never what is known', async () => {
    const fields = allKinds.body.fields.map(field => ({
      ...field,
      ...(['choice', 'parts', 'phone'].includes(field.key) && { isForCustomer: true }),
    }))
    const weapp = start(asCustomer({ ...allKinds, body: { ...allKinds.body, fields } }))
    const page = await weapp.open('report/index')
    expect(['text', 'choice', 'parts', 'phone', 'number'].filter(key => page.has(`field-${key}`))).toEqual([
      'text',
      'choice',
    ])
    await page.type('description', '客厅空调漏水')
    await page.type('field-text', '漏水')
    await page.tap('field-choice-0')
    await page.tap('send-report')
    expect(weapp.sentTo('tickets.create')[0]?.input).toMatchObject({
      channel: 'customer',
      description: '客厅空调漏水',
      answers: { text: '漏水', choice: '漏水' },
    })
  })

  it('keeps the optional part closed where nothing is marked', async () => {
    const weapp = start(asCustomer(allKinds))
    const page = await weapp.open('report/index')
    expect(page.has('field-text')).toBe(true)
    expect(page.has('field-number')).toBe(false)
    await page.tap('group-optionalForCustomers')
    expect(page.has('field-number')).toBe(true)
    expect(page.has('field-parts')).toBe(false)
  })
})

describe('the end of the work', () => {
  const finishing = {
    ...template,
    body: {
      ...template.body,
      fields: [
        ...template.body.fields,
        { key: 'pressure', label: '回气压力', kind: 'number' as const, required: true, stage: 'finish' as const },
      ],
    },
  }
  const working = { ...ticket, status: 'working', allowedMoves: ['pause', 'finish'], version: 5 }
  const outside = (): Outside => {
    const engineer = outsideWith(finishing)
    engineer.answers['session.wecom'] = () => sessionOf('engineer', '李师傅')
    engineer.answers['tickets.get'] = () => working
    engineer.answers['checkins.ofTicket'] = () => ({ items: [] })
    engineer.answers['tickets.fill'] = () => ({ ...working, version: 6 })
    engineer.answers['checkins.finish'] = () => ({ ticket: { ...working, status: 'awaiting_acceptance' } })
    return engineer
  }

  it('asks the engineer for the last part of the form, and sends it before the visit ends', async () => {
    const weapp = start(outside())
    const page = await weapp.open('visits/visit', { id: 'k-1' })
    await page.tap('do-finish')
    expect(page.text).toContain('请填写「回气压力」')
    expect(page.has('finish-yes')).toBe(false)
    await page.type('field-pressure', '4.5')
    await page.tap('do-finish')
    await page.tap('finish-yes')
    expect(weapp.sentTo('tickets.fill')[0]?.input).toEqual({ id: 'k-1', version: 5, answers: { pressure: 4.5 } })
    expect(weapp.sentTo('checkins.finish')[0]?.input).toMatchObject({ ticketId: 'k-1', version: 6 })
  })

  it('is not asked when the ticket is made', async () => {
    const weapp = start(outsideWith(finishing))
    const page = await weapp.open('tickets/create', { templateId: 't-1', customerId: 'c-1' })
    expect(page.has('field-fault')).toBe(true)
    expect(page.has('field-pressure')).toBe(false)
  })
})

describe('leaving a form', () => {
  it('loses nothing: what was typed stands there again, until it is sent or given up', async () => {
    const weapp = start(outsideWith(allKinds))
    const first = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    await first.type('field-text', '半张单')
    await first.type('description', '漏水')
    await first.tap('field-photo')
    first.stop()
    const second = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    expect(second.text).toContain('已恢复上次未提交的内容')
    await second.tap('submit')
    expect(weapp.sentTo('tickets.create')[0]?.input).toMatchObject({
      description: '漏水',
      answers: { text: '半张单', photo: ['file-1'] },
    })
    const third = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    expect(third.has('restored')).toBe(false)
  })

  it('gives it up by one tap', async () => {
    const weapp = start(outsideWith(allKinds))
    const first = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    await first.type('field-text', '半张单')
    first.stop()
    const second = await weapp.open('tickets/create', { templateId: 't-all', customerId: 'c-1' })
    await second.tap('start-over')
    expect(second.has('restored')).toBe(false)
    expect(second.node('field-text').value ?? '').toBe('')
  })
})

describe('a form of 200 fields', () => {
  const KB = 1024
  const since = (page: WeappPage, from: number) => page.setDataBytes.slice(from)

  it('comes in steps, none of them heavy', async () => {
    const weapp = start(outsideWith(longForm))
    const page = await weapp.open('tickets/create', { templateId: 't-long', customerId: 'c-1' })
    expect(page.has('field-f199')).toBe(true)
    expect(Math.max(...page.setDataBytes)).toBeLessThan(30 * KB)
  })

  it('redraws one row for a letter, and only the rows that a rule changes', async () => {
    const weapp = start(outsideWith(longForm))
    const page = await weapp.open('tickets/create', { templateId: 't-long', customerId: 'c-1' })
    const before = page.setDataBytes.length
    await page.type('field-f0', '隐')
    const letter = since(page, before)
    expect(letter.length).toBeLessThanOrEqual(3)
    expect(letter.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(1 * KB)

    const middle = page.setDataBytes.length
    await page.type('field-f0', '隐藏')
    expect(page.has('field-f1')).toBe(false)
    const rule = since(page, middle)
    expect(rule.length).toBeLessThanOrEqual(3)
    expect(rule.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(4 * KB)
  })
})
