import type { Page } from 'playwright-core'
import { dispatchApi } from '../../shared/dispatch'
import { ticketsApi } from '../../shared/tickets/api'
import { openTicket } from '../checkins/onSite'
import { sharedOffice } from '../support/office'
import type { World } from '../support/world'
import { type Served, serveDemo } from './served'

const browser = sharedOffice()
let demo: Served
let world: World
let page: Page

beforeAll(async () => {
  demo = await serveDemo()
  world = demo.world
  page = await browser().newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${demo.url}/demo?show=engineer1`)
})
afterAll(async () => {
  await page?.context().close()
  await demo?.close()
})

const focused = (): Promise<string | null> =>
  page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")

const sendCard = async () => {
  const { id, version } = await openTicket(world)
  const dispatcher = await world.as('dispatcher1')
  await dispatcher.call(dispatchApi.assign, { ticketId: id, engineerId: 'engineer1', version })
  await world.drain()
  return id
}

test('what is being written stays when a card arrives, and the card is pressed from the keyboard', async () => {
  const words = page.getByLabel('消息', { exact: true })
  await words.fill('写到一半')
  const ticketId = await sendCard()
  const accept = page.getByRole('button', { name: '接单' })
  await accept.waitFor()
  expect(await words.inputValue()).toBe('写到一半')
  expect(await focused()).toBe('消息')
  await Promise.all([page.waitForResponse(/demo\/click/), accept.press('Enter')])
  await world.drain()
  await page.locator('.replaced').waitFor()
  expect((await (await world.as('admin1')).call(ticketsApi.get, { id: ticketId })).status).toBe('accepted')
  expect(await focused()).toBe('李思的消息')
  expect(await words.inputValue()).toBe('写到一半')
})

test('fits a narrow screen: the picker above, a whole phone below', async () => {
  const phone = await page.locator('.phone').boundingBox()
  expect(phone?.x).toBeGreaterThanOrEqual(0)
  expect((phone?.x ?? 0) + (phone?.width ?? 0)).toBeLessThanOrEqual(390)
})

test('says that the server does not answer, and what was written can be sent later', async () => {
  demo.stop()
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByText('连不上服务器').waitFor()
  expect(await page.getByLabel('消息', { exact: true }).inputValue()).toBe('写到一半')
})
