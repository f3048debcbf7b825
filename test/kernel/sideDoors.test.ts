import { capabilities } from '../../server/capabilities'
import type { Endpoint } from '../../shared/kernel/endpoint'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'

const SECRET = '绝密工单标题'

/** People for whom a ticket of another salesperson, another region and nobody's assignment is out of scope. */
const outsiders = ['sales2', 'engineer3', 'manager2', 'provider1', 'customer02']

const endpoints = capabilities.flatMap(({ contract }) => (contract ? (Object.values(contract) as Endpoint[]) : []))

everyDatabase('a ticket out of scope', world => {
  test('is not there by any route for anybody: its title occurs in no answer', async () => {
    const sales = await world().as('sales1')
    const ticket = await sales.call(ticketsApi.create, {
      templateId: 'complaint',
      customerId: 'customer01',
      title: SECRET,
      isDraft: true,
      regionCode: '110105',
    })
    const input = {
      id: ticket.id,
      ticketId: ticket.id,
      version: ticket.version,
      engineerId: 'engineer3',
      reason: '试试',
      body: '试试',
      code: `visit.${ticket.id}.9999999999.abc`,
      filter: {},
      text: SECRET,
      limit: 100,
    }
    const leaks: string[] = []
    for (const who of outsiders) {
      const client = await world().as(who)
      for (const endpoint of endpoints) {
        if (endpoint.name.startsWith('session.')) continue
        const response = await client.fetch(`/api/${endpoint.name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
        const answer = await response.text()
        if (answer.includes(SECRET)) leaks.push(`${who} ${endpoint.name}`)
        if (response.status >= 500) leaks.push(`${who} ${endpoint.name} broke: ${answer}`)
      }
      expect(await client.refused(ticketsApi.get, { id: ticket.id })).toMatchObject({ status: 404 })
    }
    expect(leaks).toEqual([])
    const untouched = await sales.call(ticketsApi.get, { id: ticket.id })
    expect(untouched).toMatchObject({ title: SECRET, status: 'draft', version: ticket.version })
  })
})
