import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { bodyOf, publishBody } from './samples'

const body = bodyOf({
  businessType: 'repair.aircon',
  fields: [
    { key: 'symptom', label: '故障现象', kind: 'text', isForCustomer: true },
    { key: 'cost', label: '内部成本', kind: 'money' },
  ],
})

everyDatabase('a form with fields for the customer', world => {
  test('shows the customer those and no others, whoever asks how', async () => {
    const admin = await world().as('admin1')
    const template = await publishBody(admin, body)
    const sales = await world().as('sales1')
    const made = await sales.call(ticketsApi.create, {
      templateId: template.id,
      customerId: 'customer01',
      answers: { symptom: '不制冷', cost: 12_300 },
    })
    expect(made.answers).toEqual({ symptom: '不制冷', cost: 12_300 })
    const customer = await world().as('customer01')
    const seen = await customer.call(ticketsApi.get, { id: made.id })
    expect(seen.answers).toEqual({ symptom: '不制冷' })
    expect(JSON.stringify(seen)).not.toContain('12300')
    const own = await customer.call(ticketsApi.create, { templateId: template.id, answers: { symptom: '漏水' } })
    expect(own.answers).toEqual({ symptom: '漏水' })
  })

  test('masks its numbers for whom the ticket masks them, and takes a mask for no correction', async () => {
    const sales = await world().as('sales1')
    const made = await sales.call(ticketsApi.create, {
      templateId: 'aircon-repair',
      customerId: 'customer01',
      answers: { phone: '13900000101', floor: 3 },
    })
    const manager = await world().as('manager1')
    const seen = await manager.call(ticketsApi.get, { id: made.id })
    expect(seen.answers.phone).toBe('139****0101')
    expect(JSON.stringify(seen)).not.toContain('13900000101')
    const { id, version, contactPhone } = seen
    await manager.call(ticketsApi.edit, {
      id,
      version,
      contactPhone: contactPhone ?? undefined,
      answers: { ...seen.answers, floor: 4 },
    })
    const after = await sales.call(ticketsApi.get, { id })
    expect(after.answers).toMatchObject({ phone: '13900000101', floor: 4 })
    expect(after.contactPhone).toBe('13900000101')
  })

  test('shows a customer everything of a form that marks nothing', async () => {
    const sales = await world().as('sales1')
    const made = await sales.call(ticketsApi.create, {
      templateId: 'aircon-repair',
      customerId: 'customer01',
      answers: { floor: 12 },
    })
    const seen = await (await world().as('customer01')).call(ticketsApi.get, { id: made.id })
    expect(seen.answers).toEqual(made.answers)
  })
})
