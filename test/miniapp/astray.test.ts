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

  test.each([
    ['sales1', '/visits/day', '「今日」由工程师使用'],
    ['sales1', '/dispatch/index', '「派单」由调度、区域经理、管理员使用'],
    ['customer01', '/dispatch/assign?id=any', '「选择工程师」由调度、区域经理、管理员使用'],
  ])('%s at %s is told whose page it is', async (who, path, words) => {
    const other = await phone(who)
    await other.open(path)
    await other.sees(words)
    expect(await other.page.locator('#start-next, [id^=ticket-]').count()).toBe(0)
    await other.tap('to-workbench')
    await other.sees(who === 'sales1' ? '我的工单' : '报修')
  })

  test('sees the day as an engineer', async () => {
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
