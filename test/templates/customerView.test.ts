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
