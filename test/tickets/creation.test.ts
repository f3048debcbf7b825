import { callAs } from '../../server/call'
import { lookAhead, openTicket } from '../../server/tickets/creation/actions'
import { markTicket, placeTicket } from '../../server/tickets/marks/actions'
import { customersApi } from '../../shared/customers'
import { systemActor } from '../../shared/kernel/roles'
import { MINUTE } from '../../shared/kernel/time'
import { templatesApi } from '../../shared/templates/api'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'

const draft = { templateId: 'complaint', isDraft: true } as const

everyDatabase('a new ticket', world => {
  const templateId = async (): Promise<string> =>
    (await (await world().as('dispatcher1')).call(templatesApi.list, {})).items.find(({ code }) => code === 'complaint')
      ?.id ?? draft.templateId

  test('takes the customer’s name however long it is, in whole characters', async () => {
    const desk = await world().as('dispatcher1')
    for (const name of ['很'.repeat(50), '😀'.repeat(25)]) {
      const { id } = await desk.call(customersApi.create, { name })
      const made = await desk.call(ticketsApi.create, { ...draft, customerId: id })
      const kept = await desk.call(ticketsApi.get, { id: made.id })
      expect(kept.customerName).toBe(name)
      expect(kept.contactName?.length).toBeLessThanOrEqual(40)
      expect(kept.contactName).toMatch(/…$/)
      expect(kept.contactName).not.toMatch(/\ufffd/)
      expect(kept.title).toContain(name)
    }
  })

  test('keeps four-byte characters at the limit of every column', async () => {
    const desk = await world().as('dispatcher1')
    const said = {
      title: '😀'.repeat(40),
      contactName: '😀'.repeat(20),
      address: '😀'.repeat(100),
      description: '😀'.repeat(1000),
    }
    const { id } = await desk.call(ticketsApi.create, { ...draft, customerId: 'customer01', ...said })
    expect(await desk.call(ticketsApi.get, { id })).toMatchObject(said)
  })

  test('keeps what stands behind a NUL', async () => {
    const desk = await world().as('dispatcher1')
    const { id } = await desk.call(ticketsApi.create, {
      ...draft,
      customerId: 'customer01',
      title: '门口\0漏水',
      description: '二楼\0也漏',
    })
    await desk.call(ticketsApi.comment, { id, body: '先关\0总阀' })
    const kept = await desk.call(ticketsApi.get, { id })
    expect(kept).toMatchObject({ title: '门口漏水', description: '二楼也漏' })
    expect(kept.timeline.at(-1)?.says).toBe('先关总阀')
  })

  test.each([
    ['an appointment that ends before it begins', '2026-11-24T12:00:00+08:00', '2026-11-24T10:00:00+08:00'],
    ['one that does so in another zone', '2026-11-24T10:00:00+08:00', '2026-11-24T10:00:00+09:00'],
  ])('refuses %s, also afterwards', async (_, appointmentFrom, appointmentTo) => {
    const desk = await world().as('dispatcher1')
    const wish = { ...draft, customerId: 'customer01' }
    const code = 'ticket.appointment_reversed'
    expect(await desk.refused(ticketsApi.create, { ...wish, appointmentFrom, appointmentTo })).toMatchObject({ code })
    const { id, version } = await desk.call(ticketsApi.create, { ...wish, appointmentFrom })
    expect(await desk.refused(ticketsApi.edit, { id, version, appointmentTo })).toMatchObject({ code })
  })

  test.each(['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59'])('refuses the year of %s', async at => {
    const desk = await world().as('dispatcher1')
    const wish = { ...draft, customerId: 'customer01', appointmentFrom: at }
    const refused = await desk.refused(ticketsApi.create, wish)
    expect(refused).toMatchObject({ status: 400, code: 'request.invalid' })
    expect(refused.message).toContain('年份')
  })

  test('is the kept customer’s when it was begun before a merge and written after it', async () => {
    const desk = await world().as('dispatcher1')
    const other = await desk.call(customersApi.create, { name: '方小姐' })
    const wish = { ...draft, templateId: await templateId(), customerId: other.id, channel: 'workbench' as const }
    const ahead = await lookAhead(world().context, wish)
    await desk.call(customersApi.merge, { keepId: 'customer05', mergeId: other.id })
    await world().drain()
    const { row } = await callAs(world().context, systemActor('test'), call => openTicket(call, wish, ahead))
    await world().pass(2 * MINUTE)
    expect((await desk.call(ticketsApi.get, { id: row.id })).customer?.id).toBe('customer05')
  })

  test('about a device is made also under the id that the customer had before a merge', async () => {
    const desk = await world().as('dispatcher1')
    const { devices } = await desk.call(customersApi.get, { id: 'customer06' })
    const deviceId = devices[0]?.id ?? ''
    const kept = await desk.call(customersApi.create, { name: '顾先生' })
    await desk.call(customersApi.merge, { keepId: kept.id, mergeId: 'customer06' })
    await world().drain()
    const made = await desk.call(ticketsApi.create, { ...draft, customerId: 'customer06', deviceId })
    expect(made).toMatchObject({ customer: { id: kept.id }, device: { id: deviceId } })
    const stranger = { ...draft, customerId: 'customer01', deviceId }
    expect(await desk.refused(ticketsApi.create, stranger)).toMatchObject({ code: 'device.not_found' })
  })
})

everyDatabase('a ticket as its customer sees it', world => {
  test('shows neither how we sort it nor who of us decides', async () => {
    const [desk, customer] = await Promise.all([world().as('dispatcher1'), world().as('customer01')])
    const { id } = await desk.call(ticketsApi.create, { ...draft, customerId: 'customer01' })
    await callAs(world().context, systemActor('test'), async call => {
      await markTicket(call, { ticketId: id, tags: ['难缠客户'], says: '标为难缠客户' })
      await placeTicket(call, id, '区域经理审批')
    })
    const answers = [
      await customer.call(ticketsApi.get, { id }),
      await customer.call(ticketsApi.list, {}),
      await world().anyone.call(ticketsApi.track, {
        token: (await desk.call(ticketsApi.get, { id })).trackToken ?? '',
      }),
    ]
    expect(JSON.stringify(answers)).not.toMatch(/难缠|审批/)
    expect(await desk.call(ticketsApi.get, { id })).toMatchObject({ tags: ['难缠客户'], nodeName: '区域经理审批' })
  })
})
