import { randomUUID } from 'node:crypto'
import { customersApi } from '../../shared/customers'
import { sessionApi } from '../../shared/session'
import { ticketsApi } from '../../shared/tickets/api'
import { wechatApi } from '../../shared/wechat'
import { openTicket } from '../checkins/onSite'
import { everyDatabase } from '../support/world'

everyDatabase('a command that is sent again', world => {
  const storedAnswers = async (): Promise<string> =>
    JSON.stringify(await world().context.db.reader.query('SELECT reply FROM idempotency_keys'))

  test('twenty times at once is done once, and answered twenty times', async () => {
    const sales = await world().as('sales1')
    const key = randomUUID()
    const input = { templateId: 'complaint', customerId: 'customer01', title: key, isDraft: true }
    const made = await Promise.all(Array.from({ length: 20 }, () => sales.call(ticketsApi.create, input, key)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    const other = { ...input, title: '别的' }
    expect(await sales.refused(ticketsApi.create, other, key)).toMatchObject({ code: 'request.key_reused' })
  })

  test('is answered as before, also when what has to be prepared would now be refused', async () => {
    const desk = await world().as('dispatcher1')
    const ticket = await openTicket(world())
    const key = randomUUID()
    const first = await desk.call(wechatApi.trackLink, { ticketId: ticket.id }, key)
    await world().context.db.write(tx => tx.query('DELETE FROM wechat_links'))
    world().platform.misbehave({ errcodeOnce: 45009, only: '/wxa/generate_urllink' })
    expect(await desk.call(wechatApi.trackLink, { ticketId: ticket.id }, key)).toEqual(first)
  })

  test('stores no tokens, also when whoever logs in is logged in', async () => {
    const desk = await world().as('dispatcher1')
    await desk.call(customersApi.create, { name: '留底' }, randomUUID())
    const session = await desk.call(sessionApi.demo, { as: 'sales2' }, randomUUID())
    const next = await desk.call(sessionApi.refresh, { refreshToken: session.refreshToken }, randomUUID())
    const stored = await storedAnswers()
    expect(stored).toContain('留底')
    for (const { token, refreshToken } of [session, next]) {
      expect(stored).not.toContain(token)
      expect(stored).not.toContain(refreshToken)
    }
  })
})
