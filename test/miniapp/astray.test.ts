import { type Phone, phoneOf, sharedBrowser } from '../support/browser'
import { sharedProduct } from '../support/product'

const anywhere = { latitude: 30.27, longitude: 120.12 }

/** The H5 build, where a person comes to a page that is not there, not theirs or not within reach. */
describe('somebody who is led astray', () => {
  const product = sharedProduct()
  const browser = sharedBrowser()
  const phone = (who: string): Promise<Phone> => phoneOf(browser(), product().url, who, anywhere)
  const addressOf = ({ page }: Phone): string => new URL(page.url()).hash.split('?')[0] ?? ''

  test('is told that an address leads nowhere, and finds the workbench', async () => {
    const sales = await phone('sales1')
    await sales.open('/workbench/index')
    await sales.sees('我的工单')
    await sales.page.evaluate("location.assign('#/nowhere/at-all')")
    await sales.sees('没有这个页面')
    await sales.tap('to-workbench')
    await sales.sees('我的工单')
    expect(addressOf(sales)).toBe('#/workbench/index')
  })

  test('chooses who to be when the address names nobody, and comes to the page after all', async () => {
    const stranger = await phone('nobody9')
    await stranger.open('/tickets/list')
    await stranger.sees('没有「nobody9」这个身份，请在下面选一位。')
    await stranger.tap('as-sales1')
    await stranger.sees('只看我的')
    expect(addressOf(stranger)).toBe('#/tickets/list')
  })

  test('sees no engineer’s day unless they are one', async () => {
    const sales = await phone('sales1')
    await sales.open('/visits/day')
    await sales.sees('「今日」只有工程师使用')
    expect(await sales.page.locator('#start-next').count()).toBe(0)
    await sales.tap('to-workbench')
    await sales.sees('我的工单')
    const engineer = await phone('engineer1')
    await engineer.open('/visits/day')
    await engineer.sees('上班接单')
  })

  test('stays where they are while a page cannot be fetched, and opens it later', async () => {
    const sales = await phone('sales1')
    await sales.open('/workbench/index')
    await sales.sees('我的工单')
    await sales.page.route('**/*', route => route.abort())
    await sales.tap('new-ticket')
    await sales.sees('网络不通，页面没有打开，请稍后再试')
    expect(addressOf(sales)).toBe('#/workbench/index')
    await sales.page.unroute('**/*')
    await sales.tap('new-ticket')
    await sales.sees('选择服务类型')
    expect(sales.errors).toEqual([])
  })

  test('gets the new pages when the server has no longer the old ones', async () => {
    const sales = await phone('sales1')
    await sales.open('/workbench/index')
    await sales.sees('我的工单')
    await sales.page.route(/\/js\/.*\.js$/, route => route.fulfill({ status: 404 }), { times: 1 })
    await sales.tap('new-ticket')
    await sales.sees('选择服务类型')
    expect(addressOf(sales)).toBe('#/tickets/create')
  })
})
