import type { Page, Route } from 'playwright-core'
import { checkinsApi } from '../../shared/checkins'
import { dispatchApi } from '../../shared/dispatch'
import { ticketsApi } from '../../shared/tickets/api'
import type { TicketView } from '../../shared/tickets/views'
import { type Phone, phoneOf, sharedBrowser } from '../support/browser'
import { sharedProduct } from '../support/product'
import { bodyOf, publishBody } from '../templates/samples'

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const asked = bodyOf({
  businessType: 'repair.aircon',
  fields: [
    { key: 'reading', label: '压力读数', kind: 'number', required: true, stage: 'finish' },
    { key: 'signature', label: '客户签字', kind: 'signature', required: true, stage: 'finish' },
  ],
})

/** The H5 build on a real server, where there is no network. Pictures are left in `artifacts/`. */
describe('an engineer without network', () => {
  const product = sharedProduct()
  const browser = sharedBrowser()

  const assignedTo = async (engineerId: string, templateId = 'aircon-repair'): Promise<TicketView> => {
    const sales = await product().as('sales1')
    const made = await sales.call(ticketsApi.create, { templateId, customerId: 'customer01', description: '不制冷' })
    return assign(made.id, engineerId)
  }
  const assign = async (ticketId: string, engineerId: string): Promise<TicketView> => {
    const dispatcher = await product().as('dispatcher1')
    const { version } = await dispatcher.call(ticketsApi.get, { id: ticketId })
    return dispatcher.call(dispatchApi.assign, { ticketId, engineerId, version })
  }
  const read = async (id: string): Promise<TicketView> =>
    (await product().as('dispatcher1')).call(ticketsApi.get, { id })
  const stepsOf = (ticket: TicketView): string[] =>
    ticket.timeline.map(({ kind }) => kind).filter(kind => !['create', 'assign'].includes(kind))

  const phoneFor = (who: string) => phoneOf(browser(), product().url, who, { latitude: 30.2791, longitude: 120.1179 })

  /**
   * The day has been looked at in the office, so all that the visits need is on the phone; in a browser their page has to
   * have been open once, while the code of a mini-program is there already.
   */
  const leavesWith = async (phone: Phone, { number }: TicketView) => {
    await phone.open('/visits/visit?id=none')
    await phone.read('trouble')
    const isTakenAlong = phone.page.waitForResponse('**/api/parts.list')
    await phone.open('/visits/day')
    await phone.sees(number)
    await isTakenAlong
  }
  const leaveNetwork = async (page: Page) => {
    await page.context().route('**/api/**', route => route.abort())
    await page.context().setOffline(true)
  }
  /** The code of a mini-program is on the phone; in a browser it comes from the server, which answers nothing else. */
  const reachOnlyCode = (page: Page) => page.context().setOffline(false)
  const findNetwork = async (page: Page) => {
    await page.context().unroute('**/api/**')
    await page.context().setOffline(false)
  }
  /** Where there is no network the engineer accepts and sets out. */
  const goneWith = async (ticket: TicketView): Promise<Phone> => {
    const phone = await phoneFor('engineer1')
    await leavesWith(phone, ticket)
    await leaveNetwork(phone.page)
    await phone.tap(`ticket-${ticket.number}`)
    await phone.tap('do-accept')
    await phone.tap('do-depart')
    return phone
  }
  /** What was typed is kept a moment later. */
  const isKept = async (page: Page, texts: readonly string[]) => {
    const drafts = async () => String(await page.evaluate("localStorage.getItem('paidan.drafts')"))
    for (let kept = await drafts(); !texts.every(text => kept.includes(text)); kept = await drafts())
      await page.waitForTimeout(50)
  }

  const sign = async ({ page, tap }: Phone) => {
    await tap('field-signature')
    const pad = page.locator('#field-signature-pad canvas')
    await pad.waitFor()
    const box = (await pad.boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.move(box.x + 40, box.y + 80)
    await page.mouse.down()
    for (let step = 1; step < 20; step++) await page.mouse.move(box.x + 40 + step * 8, box.y + 80 + (step % 5) * 9)
    await page.mouse.up()
    await tap('field-signature-done')
  }

  test('does the whole visit; the phone is switched off and on; all of it arrives once and in order', async () => {
    const template = await publishBody(await product().as('admin1'), asked, { name: '冷库保养' })
    const ticket = await assignedTo('engineer1', template.id)
    const label = await (await product().as('dispatcher1')).call(checkinsApi.label, { kind: 'place', id: 'customer01' })
    const phone = await goneWith(ticket)
    const { page } = phone
    await phone.tap('do-arrive')
    await phone.fill('code', label.code)
    await phone.picture('offline-0-arrive')
    await phone.tap('arrive-yes')
    await phone.read('clock')
    await phone.sees('3 项还没有送达')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), phone.tap('photos')])
    await chooser.setFiles({ name: '机组.png', mimeType: 'image/png', buffer: photo })
    await phone.sees('联网后上传')
    await phone.tap('add-part')
    await phone.tap('part-AC-CAP-35')
    await phone.fill('field-reading', '12.5')
    await sign(phone)
    await phone.sees('5 项还没有送达')
    await isKept(page, ['12.5', '"signature":"', 'AC-CAP-35'])
    await phone.picture('offline-1-visit')

    await page.goto('about:blank')
    await reachOnlyCode(page)
    await phone.open(`/visits/visit?id=${ticket.id}`)
    await phone.read('clock')
    await phone.read('more-AC-CAP-35')
    await phone.sees('已签名')
    await phone.picture('offline-2-reopened')
    await phone.tap('do-finish')
    await phone.fill('summary', '更换电容，压力正常')
    await phone.tap('finish-yes')
    await phone.read('finished')
    await phone.sees('8 项还没有送达')
    expect(stepsOf(await read(ticket.id))).toEqual([])

    await findNetwork(page)
    await phone.tap('send-now')
    await page.locator('#unsent').waitFor({ state: 'detached' })
    await phone.picture('offline-3-arrived')
    const after = await read(ticket.id)
    expect(stepsOf(after)).toEqual(['accept', 'depart', 'arrive', 'attach', 'edit', 'finish'])
    const moves = after.timeline.filter(({ kind }) => ['accept', 'depart', 'arrive', 'finish'].includes(kind))
    const times = moves.map(({ deviceAt }) => String(deviceAt))
    expect(times).toEqual([...times].sort())
    expect(times).not.toContain('null')
    expect(after.timeline.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['机组.png'])
    expect(after.answers).toMatchObject({ reading: 12.5 })
    expect(after.files.map(({ id }) => id)).toContain(after.answers.signature)
    const { items } = await (await product().as('dispatcher1')).call(checkinsApi.ofTicket, { ticketId: ticket.id })
    expect(items).toMatchObject([{ marks: [], parts: [{ sku: 'AC-CAP-35', quantity: 1 }] }])
    expect(phone.errors).toEqual([])
  }, 120_000)

  test('is told when the ticket was given away meanwhile, and keeps what was done', async () => {
    const ticket = await assignedTo('engineer1')
    const phone = await goneWith(ticket)
    const { page } = phone
    await phone.sees('2 项还没有送达')
    await assign(ticket.id, 'engineer2')

    await findNetwork(page)
    const conflict = await phone.read(`conflict-${ticket.number}`)
    expect(conflict).toMatch(/已经不在您名下[\s\S]*接单[\s\S]*出发/)
    await phone.open('/visits/day')
    await page.reload()
    await phone.read(`conflict-${ticket.number}`)
    await phone.picture('offline-4-conflict')

    await assign(ticket.id, 'engineer1')
    await phone.tap('conflict-again')
    await page.locator(`#conflict-${ticket.number}`).waitFor({ state: 'detached' })
    await page.locator('#unsent').waitFor({ state: 'detached' })
    expect(stepsOf(await read(ticket.id))).toEqual(['accept', 'depart'])
    expect(phone.errors).toEqual([])
  }, 120_000)

  test.each([
    ['did not come', (route: Route) => route.abort()],
    [
      'was cut off',
      (route: Route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"id":"01' }),
    ],
  ])(
    'whose step arrived but the answer %s has taken it once',
    async (_, answer) => {
      const ticket = await assignedTo('engineer1')
      const phone = await phoneFor('engineer1')
      const { page } = phone
      await phone.open(`/visits/visit?id=${ticket.id}`)
      const takeAndLose = async (route: Route) => {
        await route.fetch()
        await answer(route)
      }
      await page.route('**/api/tickets.accept', takeAndLose, { times: 1 })
      await phone.tap('do-accept')
      await phone.tap('do-depart')
      await phone.sees('已出发')
      await page.locator('#unsent').waitFor({ state: 'detached' })
      expect(stepsOf(await read(ticket.id))).toEqual(['accept', 'depart'])
      expect(phone.errors).toEqual([])
    },
    120_000,
  )
})
