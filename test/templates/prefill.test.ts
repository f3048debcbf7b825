import { customers } from '../../config/seed/customers'
import { devices } from '../../config/seed/devices'
import type { TemplateView } from '../../shared/templates/api'
import { templateUseApi } from '../../shared/templates/use'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { bodyOf, publishBody } from './samples'

const body = bodyOf({
  fields: [
    { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
    { key: 'place', label: '地址', kind: 'address', prefill: 'customer.address' },
    { key: 'area', label: '地区', kind: 'region', prefill: 'customer.region' },
    { key: 'unit', label: '设备', kind: 'device' },
    { key: 'model', label: '型号', kind: 'text', prefill: 'device.model' },
    { key: 'bought', label: '最近购买', kind: 'text', prefill: 'lastOrder.product' },
    { key: 'boughtOn', label: '购买日期', kind: 'date', prefill: 'lastOrder.date' },
    { key: 'mode', label: '安装方式', kind: 'choice', options: ['壁挂', '落地'], prefill: 'lastTicket.answer' },
    { key: 'former', label: '上次工单', kind: 'scan', prefill: 'lastTicket.number' },
    { key: 'product', label: '产品', kind: 'choice', options: ['空调', '洗衣机'], prefill: 'text.product' },
    { key: 'code', label: '故障代码', kind: 'text', prefill: 'text.faultCode' },
    { key: 'wished', label: '期望时间', kind: 'dateTime', prefill: 'text.appointment' },
    { key: 'words', label: '描述', kind: 'longText', prefill: 'text.description' },
    { key: 'note', label: '备注', kind: 'text' },
  ],
})

const customer = customers.find(({ id }) => id === 'customer01')
const device = devices.find(({ customerId }) => customerId === 'customer01')
if (!customer || !device) throw new Error('the first customer has a device')
const newest = devices
  .filter(({ customerId }) => customerId === 'customer01')
  .reduce((last, one) => (one.installedOn > last.installedOn ? one : last))

everyDatabase('what is known beforehand', world => {
  let template: TemplateView
  beforeAll(async () => {
    const admin = await world().as('admin1')
    template = await publishBody(admin, body)
  })
  const about = { customerId: 'customer01', deviceId: device.id }
  const said = { text: '空调不制冷，显示 E5', appointmentFrom: '2026-11-24T09:00:00+08:00' }

  test('is shown before the ticket is made, with where it comes from', async () => {
    const dispatcher = await world().as('dispatcher1')
    const { answers, origins } = await dispatcher.call(templateUseApi.prefill, {
      templateId: template.id,
      ...about,
      ...said,
    })
    expect(answers).toEqual({
      phone: customer.phone,
      place: { regionCode: customer.regionCode, detail: customer.address, lat: null, lng: null },
      area: customer.regionCode,
      unit: device.id,
      model: device.model,
      bought: `${newest.name} ${newest.model}`,
      boughtOn: newest.installedOn,
      product: '空调',
      code: 'E5',
      wished: said.appointmentFrom,
      words: said.text,
    })
    expect(origins).toEqual({
      phone: 'customer.phone',
      place: 'customer.address',
      area: 'customer.region',
      unit: 'device.id',
      model: 'device.model',
      bought: 'lastOrder.product',
      boughtOn: 'lastOrder.date',
      product: 'text.product',
      code: 'text.faultCode',
      wished: 'text.appointment',
      words: 'text.description',
    })
  })

  test('is filled in by the server, and kept with its origin until a person says otherwise', async () => {
    const sales = await world().as('sales1')
    const ticket = await sales.call(ticketsApi.create, {
      templateId: template.id,
      ...about,
      description: '空调不制冷，显示 E5',
      appointmentFrom: said.appointmentFrom,
      answers: { mode: '壁挂', model: 'KFR-26', product: '空调' },
      origins: { product: 'text.product', model: 'device.model', note: 'customer.phone', mode: 'text.product' },
    })
    expect(ticket.answers).toMatchObject({ phone: customer.phone, mode: '壁挂', model: 'KFR-26', unit: device.id })
    expect(ticket.origins).toMatchObject({ phone: 'customer.phone', unit: 'device.id', words: 'text.description' })
    expect(ticket.origins).toMatchObject({ product: 'text.product' })
    expect(ticket.origins).not.toHaveProperty('mode')
    expect(ticket.origins).not.toHaveProperty('note')

    const answers = { phone: '13800000000', words: ticket.answers.words ?? '', bought: '' }
    const edited = await sales.call(ticketsApi.edit, { id: ticket.id, version: ticket.version, answers })
    expect(edited.answers).toMatchObject({ phone: '13800000000' })
    expect(edited.answers).not.toHaveProperty('bought')
    expect(edited.origins).not.toHaveProperty('phone')
    expect(edited.origins).not.toHaveProperty('bought')
    expect(edited.origins).toMatchObject({ words: 'text.description', unit: 'device.id' })
    const again = await sales.call(ticketsApi.edit, { id: ticket.id, version: edited.version, answers: { note: '急' } })
    expect(again.answers).not.toHaveProperty('bought')
  })

  test('comes from the last ticket of the same customer, device and template that the maker may see', async () => {
    const [sales, other] = [await world().as('sales1'), await world().as('sales3')]
    const { items } = await sales.call(ticketsApi.list, { filter: { customerId: 'customer01' } })
    const prefill = { templateId: template.id, ...about }
    const { answers, origins } = await sales.call(templateUseApi.prefill, prefill)
    expect(answers).toMatchObject({ mode: '壁挂', former: items[0]?.number })
    expect(origins).toMatchObject({ mode: 'lastTicket.answer', former: 'lastTicket.number' })
    const unseen = await other.call(templateUseApi.prefill, prefill)
    expect(unseen.answers).not.toHaveProperty('mode')
    expect(unseen.answers).not.toHaveProperty('former')
  })

  test('is masked for those who may not read it', async () => {
    const other = await world().as(customer.ownerId === 'sales3' ? 'sales2' : 'sales3')
    const { answers } = await other.call(templateUseApi.prefill, { templateId: template.id, customerId: 'customer01' })
    expect(answers.phone).toMatch(/\*{4}/)
    const own = await (await world().as('customer02')).call(templateUseApi.prefill, {
      templateId: template.id,
      customerId: 'customer01',
    })
    expect(own.answers.phone).toBe(customers.find(({ id }) => id === 'customer02')?.phone)
    const provider = await world().as('provider1')
    expect((await provider.refused(templateUseApi.prefill, { templateId: template.id })).code).toBe('role.not_allowed')
  })

  test('follows the customer when a ticket turns out to be somebody else’s, but not what a person said', async () => {
    const dispatcher = await world().as('dispatcher1')
    const draft = await dispatcher.call(ticketsApi.create, {
      templateId: template.id,
      customerId: 'customer01',
      answers: { note: '按门铃' },
      isDraft: true,
    })
    const edited = await dispatcher.call(ticketsApi.edit, {
      id: draft.id,
      version: draft.version,
      customerId: 'customer02',
    })
    const second = customers.find(({ id }) => id === 'customer02')
    expect(edited.answers).toMatchObject({ phone: second?.phone, note: '按门铃', area: second?.regionCode })
    expect(edited.origins).toMatchObject({ phone: 'customer.phone' })
  })

  test('is measured: what share of what tickets say nobody had to type', async () => {
    const admin = await world().as('admin1')
    const share = await admin.call(templateUseApi.prefillShare, { code: template.code })
    const sum = (of: 'filled' | 'asked') => share.byField.reduce((total, one) => total + one[of], 0)
    expect(share.tickets).toBe(1)
    expect(share.share).toBeCloseTo(sum('filled') / sum('asked'))
    expect(share.share).toBeGreaterThan(0.6)
    expect(share.byField.find(({ key }) => key === 'phone')).toEqual({
      key: 'phone',
      label: '联系电话',
      source: 'customer.phone',
      filled: 0,
      asked: 1,
    })
    expect(share.byField.find(({ key }) => key === 'area')).toMatchObject({ filled: 1, asked: 1 })
    expect((await admin.refused(templateUseApi.prefillShare, { code: 'nothing' })).code).toBe('template.not_found')
  })
})
