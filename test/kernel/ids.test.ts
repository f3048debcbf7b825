import { customersApi } from '../../shared/customers'
import { dispatchApi } from '../../shared/dispatch'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { everyDatabase } from '../support/world'

/** What MySQL takes for the same text. */
const alike = (id: string): string[] =>
  [id.toUpperCase(), id.toLowerCase(), `${id} `, id.replace(/[ae]/i, 'á')].filter(one => one !== id)

everyDatabase('an id in other letters than the stored', world => {
  test('is that of no customer', async () => {
    const desk = await world().as('dispatcher1')
    for (const id of alike('customer01')) {
      expect(await desk.refused(customersApi.get, { id })).toMatchObject({ status: 404, code: 'customer.not_found' })
      expect(await desk.refused(ticketsApi.create, { templateId: 'aircon-repair', customerId: id })).toMatchObject({
        code: 'customer.not_found',
      })
      for (const merge of [
        { keepId: id, mergeId: 'customer02' },
        { keepId: 'customer02', mergeId: id },
        { keepId: 'customer01', mergeId: id },
      ]) {
        expect((await desk.refused(customersApi.merge, merge)).code).toBe('customer.not_found')
      }
    }
    expect((await desk.call(customersApi.get, { id: 'customer01' })).customer.id).toBe('customer01')
  })

  test('is that of no ticket', async () => {
    const desk = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    for (const id of alike(ticket.id)) {
      expect(await desk.refused(ticketsApi.get, { id })).toMatchObject({ status: 404, code: 'ticket.not_found' })
      const comment = { id, body: '在路上了', audience: 'internal' } as const
      expect((await desk.refused(ticketsApi.comment, comment)).code).toBe('ticket.not_found')
    }
    expect((await desk.call(ticketsApi.get, { id: ticket.id })).timeline).toEqual(ticket.timeline)
  })

  test('is that of no colleague: nobody is sent and nobody logs in', async () => {
    const desk = await world().as('dispatcher1')
    const { id: ticketId, version } = await openTicket(world())
    for (const engineerId of alike('engineer1')) {
      const assignment = { ticketId, engineerId, version }
      expect((await desk.refused(dispatchApi.assign, assignment)).code).toBe('person.not_found')
    }
    for (const as of ['ENGINEER1', 'Customer01', 'énginéer1']) {
      expect(await world().anyone.refused(sessionApi.demo, { as })).toMatchObject({ code: 'person.not_found' })
    }
  })
})
