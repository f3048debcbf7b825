import gcoord from 'gcoord'
import { customers } from '../../config/seed/customers'
import { ticketsApi } from '../../shared/tickets/api'
import { type Phone, phoneOf, sharedBrowser } from '../support/browser'
import { clientOf } from '../support/client'
import { sharedProduct } from '../support/product'

const customer01 = customers[0] as { lat: number; lng: number }

/** The customer's door, as a phone's browser reports it. */
const [longitude, latitude] = gcoord.transform([customer01.lng, customer01.lat], gcoord.GCJ02, gcoord.WGS84)
const atTheDoor = { latitude, longitude }

/** The H5 build as people use it, five phones at once. Pictures are left in `artifacts/`. */
describe('the main job, in the browser', () => {
  const product = sharedProduct()
  const browser = sharedBrowser()
  const phones: Phone[] = []
  const phone = async (who: string) => {
    const opened = await phoneOf(browser(), product().url, who, atTheDoor)
    phones.push(opened)
    return opened
  }

  test('a chat becomes a ticket, an engineer scans in, the customer watches, the money is computed', async () => {
    const sales = await phone('sales1')
    await sales.open('/customers/toolbar?external_userid=wm-customer01&entry=single_chat_tools')
    await sales.sees('陈雅琴')
    await sales.fill('description', '客厅空调不制冷')
    await sales.picture('1-toolbar')
    await sales.tap('preset-aircon-repair')
    const made = await sales.read('made')
    await sales.picture('2-made')
    const number = made.match(/T\d{8}-\d{4}/)?.[0] ?? ''
    expect(number).not.toBe('')

    const dispatcher = await phone('dispatcher1')
    await dispatcher.open(`/tickets/list`)
    await dispatcher.fill('search', number)
    await dispatcher.page.keyboard.press('Enter')
    await dispatcher.tap(`ticket-${number}`)
    await dispatcher.tap('do-assign')
    const engineerName = (await dispatcher.read('candidate-0')).split('\n')[1] ?? ''
    await dispatcher.picture('3-suggestions')
    const button = dispatcher.page.locator('#candidate-0:visible [id^=assign-]').last()
    const engineerId = ((await button.getAttribute('id')) ?? '').replace('assign-', '')
    await button.tap()
    await dispatcher.sees(/已派给/)

    const engineer = await phone(engineerId)
    await engineer.open('/visits/day')
    await engineer.sees(number)
    await engineer.picture('4-day')
    await engineer.tap(`ticket-${number}`)
    await engineer.tap('do-accept')
    await engineer.tap('do-depart')
    await engineer.sees('已出发')

    const customer = await phone('customer01')
    const token = await trackTokenOf(product().url, number)
    await customer.open(`/pages/track/index?t=${token}`)
    await customer.sees('师傅已出发')
    const code = await customer.read('visit-code')
    await customer.picture('5-track')

    await engineer.tap('do-arrive')
    await engineer.fill('code', code)
    await engineer.picture('6-scan')
    await engineer.tap('arrive-yes')
    await engineer.sees('处理中')
    await engineer.page.waitForTimeout(1200)
    await engineer.picture('7-visit')
    expect(await engineer.page.getByText('签到位置偏离现场').count()).toBe(0)
    await engineer.tap('do-finish')
    await engineer.fill('summary', '更换电容，制冷正常')
    await engineer.tap('finish-yes')
    await engineer.sees('待验收')

    await customer.page.reload()
    await customer.sees('已处理完，请您确认')
    await customer.tap('do-confirm')
    await customer.tap('star-5')
    await customer.picture('8-confirm')
    await customer.tap('confirm-yes')
    await customer.sees('已完成')

    const finance = await phone('finance1')
    await finance.open('/settlement/settled')
    await finance.sees(number)
    await finance.sees(engineerName)
    await finance.picture('9-settled')

    expect(phones.flatMap(one => one.errors)).toEqual([])
  }, 180_000)

  test('a ticket that is assigned by a double tap leaves the dispatcher at the queue', async () => {
    const ticket = { templateId: 'aircon-repair', customerId: 'customer03', description: '不制冷' }
    const { number } = await (await product().as('sales1')).call(ticketsApi.create, ticket)
    const dispatcher = await phone('dispatcher1')
    await dispatcher.open('/dispatch/index')
    await dispatcher.tap(`ticket-${number}`)
    await dispatcher.read('candidate-0')
    const button = dispatcher.page.locator('#candidate-0:visible [id^=assign-]').last()
    await button.evaluate(element => {
      const { click } = element as unknown as { click: () => void }
      click.call(element)
      click.call(element)
    })
    await dispatcher.page.locator(`#ticket-${number}:visible`).last().waitFor({ state: 'detached' })
    await dispatcher.sees('待派单')
    expect(dispatcher.page.url()).toContain('/dispatch/index')
    expect(dispatcher.errors).toEqual([])
  }, 60_000)
})

/** What the progress card in the chat would carry. */
const trackTokenOf = async (url: string, number: string): Promise<string> => {
  const { token } = await clientOf(url, null).demoLogin('sales1')
  const sales = clientOf(url, token)
  const { items } = await sales.call(ticketsApi.list, { filter: { text: number } })
  const { trackToken } = await sales.call(ticketsApi.get, { id: items[0]?.id ?? '' })
  return trackToken ?? ''
}
