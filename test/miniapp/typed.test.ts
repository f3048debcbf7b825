import { type Phone, phoneOf, sharedBrowser } from '../support/browser'
import { sharedProduct } from '../support/product'

const anywhere = { latitude: 30.27, longitude: 120.12 }

/** The H5 build: what was typed is not lost by what is chosen or closed afterwards. */
describe('a form that is filled in', () => {
  const product = sharedProduct()
  const browser = sharedBrowser()
  const phone = (who: string): Promise<Phone> => phoneOf(browser(), product().url, who, anywhere)
  const typedIn = ({ page }: Phone, id: string): Promise<string> =>
    page.locator(`#${id}:visible textarea`).last().inputValue()
  const choose = ({ page }: Phone, words: string) => page.getByText(words, { exact: true }).last().tap()

  test('keeps the words of a report when the device and the service are chosen', async () => {
    const customer = await phone('customer01')
    await customer.open('/report/index')
    await customer.fill('description', '不出热水了')
    await choose(customer, '燃气热水器 云栖 JSQ30-16T')
    await customer.sees('故障现象')
    expect(await typedIn(customer, 'description')).toBe('不出热水了')
    await choose(customer, '投诉处理')
    await customer.page.getByText('故障现象').waitFor({ state: 'detached' })
    expect(await typedIn(customer, 'description')).toBe('不出热水了')
  })

  test('keeps the answers of a new ticket when the customer, and its words when another service is chosen', async () => {
    const sales = await phone('sales1')
    await sales.open('/tickets/create')
    await choose(sales, '热水器维修')
    await sales.fill('description', '打不着火')
    await choose(sales, '空气能')
    await sales.tap('choose-customer')
    await sales.fill('search-customer', '0104')
    await sales.tap('customer-customer04')
    await sales.sees('来自客户档案')
    expect(await typedIn(sales, 'description')).toBe('打不着火')
    expect(await sales.page.locator('[id^="field-energy"].on').textContent()).toBe('空气能')
    await choose(sales, '咨询')
    await sales.sees('咨询内容')
    expect(await typedIn(sales, 'description')).toBe('打不着火')
  })

  test('keeps a remark whose sheet was closed unsent', async () => {
    const sales = await phone('sales1')
    await sales.open('/workbench/index')
    await sales.tap('most-urgent')
    await sales.tap('write-comment')
    await sales.fill('comment-body', '下午在家')
    await sales.tap('comment-close')
    await sales.tap('write-comment')
    expect(await typedIn(sales, 'comment-body')).toBe('下午在家')
    await sales.tap('send-comment')
    await sales.sees('下午在家')
    await sales.tap('write-comment')
    expect(await typedIn(sales, 'comment-body')).toBe('')
  })

  test('offers customers beyond the first twenty', async () => {
    const sales = await phone('sales1')
    await sales.open('/tickets/create')
    await sales.tap('choose-customer')
    await sales.tap('more')
    await sales.sees('陈雅琴')
  })

  test('completes a draft that says too little to be submitted', async () => {
    const sales = await phone('sales1')
    await sales.open('/tickets/list')
    await choose(sales, '草稿')
    await sales.tap('do-submit')
    await sales.sees('请填写「类型」')
    await sales.tap('fill-in')
    await choose(sales, '空气能')
    await sales.tap('field-symptom')
    await choose(sales, '不加热')
    await sales.tap('fill-yes')
    await sales.page.locator('#fill').waitFor({ state: 'detached' })
    await sales.tap('do-submit')
    await sales.sees('待派单')
  })

  test('makes one report of two taps, however long the next page is in coming', async () => {
    const customer = await phone('customer02')
    await customer.open('/report/index')
    await customer.fill('description', '遥控器没有反应')
    const made: string[] = []
    customer.page.on('request', request => {
      if (request.url().endsWith('/api/tickets.create')) made.push(request.url())
    })
    let arrive = () => {}
    const isLate = new Promise<void>(resolve => {
      arrive = resolve
    })
    await customer.page.route(/\/js\/.*\.js$/, async route => {
      await isLate
      await route.continue()
    })
    await customer.tap('send-report')
    await customer.page.waitForResponse(/tickets\.create/)
    await customer.page.locator('#send-report:visible').last().dispatchEvent('click')
    arrive()
    await customer.sees('已受理，正在安排师傅')
    expect(made).toHaveLength(1)
  })
})
