import { checkinsApi } from '../../shared/checkins'
import { dispatchApi } from '../../shared/dispatch'
import { MINUTE, SECOND, toWire } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { everyDatabase } from '../support/world'
import { arrived, door, finished, openTicket, placeCode, sent } from './onSite'

everyDatabase('a visit', world => {
  test('runs from the scan to the check-out, without its pauses, with parts at the price of the catalogue', async () => {
    const ticket = await sent(world(), 'engineer1', await openTicket(world()))
    const working = await arrived(world(), 'engineer1', ticket)
    expect(working).toMatchObject({ status: 'working', version: ticket.version + 1 })

    await world().pass(30 * MINUTE)
    const engineer = await world().as('engineer1')
    const waiting = await engineer.call(checkinsApi.pause, {
      ticketId: ticket.id,
      version: working.version,
      reason: 'parts',
      note: '等同事送电容',
    })
    expect(waiting.ticket.status).toBe('waiting')
    expect(waiting.visit.pauses).toMatchObject([{ to: null, reason: '等配件：等同事送电容' }])

    await world().pass(20 * MINUTE + 30 * SECOND)
    const resumed = await engineer.call(checkinsApi.resume, { ticketId: ticket.id, version: waiting.ticket.version })
    expect(resumed.visit.workedMinutes).toBe(30)

    await world().pass(10 * MINUTE + 59 * SECOND)
    const done = await engineer.call(checkinsApi.finish, {
      ticketId: ticket.id,
      version: resumed.ticket.version,
      summary: '更换启动电容',
      parts: [{ sku: 'AC-CAP-35', quantity: 2 }],
    })
    expect(done.ticket.status).toBe('awaiting_acceptance')
    expect(done.visit).toMatchObject({
      workedMinutes: 40,
      marks: [],
      distanceMetres: 0,
      checkedOutAt: toWire(world().now()),
      parts: [{ sku: 'AC-CAP-35', name: '空调启动电容 35μF', quantity: 2, unitPriceFen: 3500 }],
    })
    const dispatcher = await world().as('dispatcher1')
    expect((await dispatcher.call(checkinsApi.ofTicket, { ticketId: ticket.id })).items).toEqual([done.visit])
    expect(await engineer.call(checkinsApi.open, {})).toEqual({ visit: null })
  })

  test('refuses a part that is not in the catalogue, and stays open', async () => {
    const ticket = await sent(world(), 'engineer2', await openTicket(world()))
    const working = await arrived(world(), 'engineer2', ticket)
    const engineer = await world().as('engineer2')
    const input = { ticketId: ticket.id, version: working.version }
    const refused = await engineer.refused(checkinsApi.finish, { ...input, parts: [{ sku: 'NO-SUCH', quantity: 1 }] })
    expect(refused.code).toBe('part.unknown')
    expect((await engineer.call(checkinsApi.open, {})).visit).toMatchObject({ ticketId: ticket.id, checkedOutAt: null })
    await finished(world(), 'engineer2', working)
  })

  test('opens with the code that the customer shows, until the end of the following minute', async () => {
    const ticket = await sent(world(), 'engineer2', await openTicket(world()))
    const sales = await world().as('sales1')
    const trackToken = (await sales.call(ticketsApi.get, { id: ticket.id })).trackToken ?? ''
    const old = await world().anyone.call(checkinsApi.visitCode, { trackToken })
    await world().pass(2 * MINUTE)
    const engineer = await world().as('engineer2')
    const input = { ticketId: ticket.id, version: ticket.version, position: door }
    expect(await engineer.refused(checkinsApi.arrive, { ...input, code: old.code })).toMatchObject({
      status: 422,
      code: 'checkin.code_expired',
    })
    const fresh = await world().anyone.call(checkinsApi.visitCode, { trackToken })
    expect(fresh.code).not.toBe(old.code)
    await world().pass(MINUTE)
    const { ticket: working } = await engineer.call(checkinsApi.arrive, { ...input, code: fresh.code })
    await finished(world(), 'engineer2', working)
    expect((await world().anyone.refused(checkinsApi.visitCode, { trackToken: 'guess' })).status).toBe(404)
  })

  test('opens with no code that is forged, or of another device, place or ticket', async () => {
    const ticket = await sent(world(), 'engineer2', await openTicket(world(), { deviceId: 'device01' }))
    const dispatcher = await world().as('dispatcher1')
    const engineer = await world().as('engineer2')
    const label = async (kind: 'device' | 'place', id: string) =>
      (await dispatcher.call(checkinsApi.label, { kind, id })).code
    const tried = async (code: string) =>
      (await engineer.refused(checkinsApi.arrive, { ticketId: ticket.id, version: ticket.version, code })).code
    expect(await tried((await label('device', 'device01')).replace('device01', 'device02'))).toBe(
      'checkin.code_invalid',
    )
    expect(await tried(await label('device', 'device02'))).toBe('checkin.other_place')
    expect(await tried(await label('place', 'customer02'))).toBe('checkin.other_place')
    expect((await dispatcher.refused(checkinsApi.label, { kind: 'device', id: 'nothing' })).code).toBe(
      'device.not_found',
    )
    expect((await engineer.refused(checkinsApi.label, { kind: 'place', id: 'customer01' })).status).toBe(403)
    const { ticket: working } = await engineer.call(checkinsApi.arrive, {
      ticketId: ticket.id,
      version: ticket.version,
      code: await label('device', 'device01'),
    })
    await finished(world(), 'engineer2', working)
  })

  test('far from the site is taken and marked, for the company to read and not for the customer', async () => {
    const ticket = await sent(world(), 'engineer5', await openTicket(world()))
    const engineer = await world().as('engineer5')
    const { visit, ticket: working } = await engineer.call(checkinsApi.arrive, {
      ticketId: ticket.id,
      version: ticket.version,
      code: await placeCode(world()),
      position: { lat: door.lat + 0.02, lng: door.lng, accuracyMetres: 30, isMock: true },
    })
    expect(visit).toMatchObject({ marks: ['place_deviation', 'mock_location'], distanceMetres: 2224 })
    const dispatcher = await world().as('dispatcher1')
    const seen = await dispatcher.call(ticketsApi.get, { id: ticket.id })
    expect(seen.timeline.at(-1)?.says).toContain('签到位置偏离现场，疑似虚拟定位')
    const sales = await world().as('sales1')
    const { trackToken } = await sales.call(ticketsApi.get, { id: ticket.id })
    const tracked = await world().anyone.call(ticketsApi.track, { token: trackToken ?? '' })
    expect(JSON.stringify(tracked)).not.toContain('偏离')
    await finished(world(), 'engineer5', working)
  })

  test('is one, however often the same tap arrives', async () => {
    const ticket = await sent(world(), 'engineer6', await openTicket(world()))
    const engineer = await world().as('engineer6')
    const input = { ticketId: ticket.id, version: ticket.version, code: await placeCode(world()), position: door }
    const taps = await Promise.all([1, 2, 3].map(() => engineer.call(checkinsApi.arrive, input, 'one-scan')))
    expect(new Set(taps.map(({ visit }) => visit.id)).size).toBe(1)
    expect((await engineer.call(checkinsApi.ofTicket, { ticketId: ticket.id })).items).toHaveLength(1)
    await finished(world(), 'engineer6', taps[0]?.ticket ?? ticket)
  })

  test('is one when two devices check in at the same moment', async () => {
    const ticket = await sent(world(), 'engineer6', await openTicket(world()))
    const engineer = await world().as('engineer6')
    const input = { ticketId: ticket.id, version: ticket.version, code: await placeCode(world()), position: door }
    const results = await Promise.all(
      [1, 2].map(() =>
        engineer.call(checkinsApi.arrive, input).then(
          ({ visit }) => visit.ticketId,
          error => error.code as string,
        ),
      ),
    )
    expect(results.sort()).toEqual([ticket.id, 'ticket.changed_meanwhile'].sort())
    const now = await engineer.call(ticketsApi.get, { id: ticket.id })
    await finished(world(), 'engineer6', now)
  })

  test('keeps its engineer from opening another, also at the same moment', async () => {
    const first = await sent(world(), 'engineer6', await openTicket(world()))
    const second = await sent(world(), 'engineer6', await openTicket(world()))
    const engineer = await world().as('engineer6')
    const code = await placeCode(world())
    const arrive = ({ id, version }: { id: string; version: number }) =>
      engineer.call(checkinsApi.arrive, { ticketId: id, version, code, position: door }).then(
        ({ ticket }) => ticket,
        error => error.code as string,
      )
    const results = await Promise.all([arrive(first), arrive(second)])
    expect(results.filter(result => result === 'checkin.visit_open')).toHaveLength(1)
    const working = results.find(result => typeof result !== 'string')
    if (!working || typeof working === 'string') throw new Error('one of the two opens')
    const other = working.id === first.id ? second : first
    const input = { ticketId: other.id, version: other.version, code }
    expect(await engineer.refused(checkinsApi.arrive, input)).toMatchObject({
      status: 409,
      code: 'checkin.visit_open',
      message: `您在工单 ${working.number} 还没有签退，请先签退`,
    })
    await finished(world(), 'engineer6', working)
  })

  test('belongs to the engineer of the ticket alone', async () => {
    const ticket = await sent(world(), 'engineer6', await openTicket(world()))
    const other = await world().as('engineer1')
    const input = { ticketId: ticket.id, version: ticket.version, code: await placeCode(world()) }
    expect(await other.refused(checkinsApi.arrive, input)).toMatchObject({ status: 404, code: 'ticket.not_found' })
    expect((await other.refused(checkinsApi.ofTicket, { ticketId: ticket.id })).status).toBe(404)
    const engineer = await world().as('engineer6')
    expect(await engineer.refused(checkinsApi.finish, input)).toMatchObject({ code: 'checkin.no_open_visit' })
  })

  test('taken offline keeps the time of the phone, and says when that cannot be', async () => {
    const ticket = await sent(world(), 'engineer5', await openTicket(world()))
    await world().pass(60 * MINUTE)
    const engineer = await world().as('engineer5')
    const at = (minutesAgo: number) => new Date(world().now().getTime() - minutesAgo * MINUTE)
    const { ticket: working, visit } = await engineer.call(checkinsApi.arrive, {
      ticketId: ticket.id,
      version: ticket.version,
      code: await placeCode(world()),
      position: door,
      deviceAt: toWire(at(43)),
      skewMs: 2 * MINUTE,
    })
    expect(visit).toMatchObject({ checkedInAt: toWire(at(45)), marks: [] })
    expect(working.timeline.at(-1)?.deviceAt).toBe(toWire(at(43)))
    const done = await engineer.call(checkinsApi.finish, {
      ticketId: ticket.id,
      version: working.version,
      deviceAt: toWire(at(50)),
      skewMs: 0,
    })
    expect(done.visit).toMatchObject({
      checkedOutAt: toWire(world().now()),
      workedMinutes: 45,
      marks: ['device_time_implausible'],
    })
  })

  test('is accepted and driven to without network: the time of the phone stands beside that of the receipt', async () => {
    const ticket = await openTicket(world())
    const dispatcher = await world().as('dispatcher1')
    const { version } = await dispatcher.call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer6',
      version: ticket.version,
    })
    await world().pass(60 * MINUTE)
    const engineer = await world().as('engineer6')
    const at = (minutesAgo: number) => toWire(new Date(world().now().getTime() - minutesAgo * MINUTE))
    const accepted = await engineer.call(ticketsApi.accept, { id: ticket.id, version, deviceAt: at(50), skewMs: 0 })
    const departed = await engineer.call(ticketsApi.depart, {
      id: ticket.id,
      version: accepted.version,
      deviceAt: at(40),
      skewMs: 0,
    })
    expect(departed.timeline.slice(-2)).toMatchObject([
      { kind: 'accept', deviceAt: at(50), at: at(0) },
      { kind: 'depart', deviceAt: at(40), at: at(0) },
    ])
  })

  test('ends when its ticket is given to somebody else while it waits', async () => {
    const ticket = await sent(world(), 'engineer1', await openTicket(world()))
    const working = await arrived(world(), 'engineer1', ticket)
    await world().pass(10 * MINUTE)
    const engineer = await world().as('engineer1')
    const waiting = await engineer.call(checkinsApi.pause, {
      ticketId: ticket.id,
      version: working.version,
      reason: 'customer',
    })
    const dispatcher = await world().as('dispatcher1')
    await dispatcher.call(dispatchApi.assign, {
      ticketId: ticket.id,
      engineerId: 'engineer2',
      version: waiting.ticket.version,
    })
    const { from } = waiting.visit.pauses[0] ?? { from: '' }
    await world().pass(10 * MINUTE)
    expect(await engineer.call(checkinsApi.open, {})).toEqual({ visit: null })
    const { items } = await dispatcher.call(checkinsApi.ofTicket, { ticketId: ticket.id })
    expect(items).toMatchObject([{ engineerId: 'engineer1', workedMinutes: 10, checkedOutAt: from }])
  })
})
