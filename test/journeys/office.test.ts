import { HOUR } from '../../shared/kernel/time'
import { ticketsApi } from '../../shared/tickets/api'
import { deskOf, sharedOffice } from '../support/office'
import { sharedWorld } from '../support/world'

const COUNT = 35

describe('the console at the office', () => {
  const world = sharedWorld()
  const browser = sharedOffice()

  beforeAll(async () => {
    const sales = await world().as('sales1')
    for (let made = 0; made < COUNT; made++) {
      await sales.call(ticketsApi.create, { templateId: 'consultation', customerId: 'customer01' })
    }
    await world().pass(24 * HOUR)
  }, 90_000)

  test.each(['tickets', 'sla'])(
    'rows of %s are gone through and opened by keys alone',
    async path => {
      const { page, errors } = await deskOf(browser(), world().url, 'dispatcher1', path)
      const rows = page.locator('.pc-row')
      await rows.first().waitFor()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      const chosen = page.locator('.pc-row.chosen:focus')
      await chosen.waitFor()
      expect(await chosen.getAttribute('data-row-key')).toBe(await rows.first().getAttribute('data-row-key'))
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await chosen.waitFor()
      await page.keyboard.press('j')
      const second = await rows.nth(1).getAttribute('data-row-key')
      await page.locator(`[data-row-key="${second}"]:focus`).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      expect(page.url()).toContain(`ticket=${second}`)
      expect(errors).toEqual([])
    },
    60_000,
  )

  test('without a network it says how old the page is, keeps it, and renews it by itself', async () => {
    const { page, picture } = await deskOf(browser(), world().url, 'dispatcher1', 'tickets')
    const rows = page.locator('.pc-row')
    await rows.nth(29).waitFor()
    await page.context().setOffline(true)
    const more = page.getByRole('button', { name: '加载更多' })
    await more.click()
    await page.getByText(/^连不上服务器，页面上是 .+ 的内容/).waitFor()
    await page.locator('.pc-more').getByText('连不上服务器，请检查网络后再试').waitFor()
    expect(await rows.count()).toBe(30)
    await picture('cut-off')
    await page.getByRole('link', { name: '人员' }).click()
    await page.getByText('页面没有打开').waitFor()
    await page.getByRole('link', { name: '工单', exact: true }).click()

    await page.context().setOffline(false)
    await page.locator('.pc-cut-off').waitFor({ state: 'detached' })
    await rows.nth(29).waitFor()
    await more.click()
    await page.getByText(`已全部显示，共 ${COUNT} 条`).waitFor()
  }, 60_000)

  test('an address that leads nowhere says so, and the front door leads home', async () => {
    const { page, errors } = await deskOf(browser(), world().url, 'finance1', 'automations')
    await page.getByText('没有这个页面').waitFor()
    await page.getByRole('link', { name: '回到首页' }).click()
    await page.getByText('没有这个页面').waitFor({ state: 'detached' })
    const home = page.url()
    await page.goto(`${world().url}/console/`)
    await page.waitForURL(home)
    expect(errors).toEqual([])
  }, 60_000)

  test('a form with something written in it does not close without asking', async () => {
    const { page } = await deskOf(browser(), world().url, 'admin1', 'automation')
    await page.getByRole('button', { name: '新建规则' }).click()
    const form = page.locator('.ant-drawer')
    await form.getByPlaceholder('如：差评告诉区域经理').fill('写了一半')
    await page.keyboard.press('Escape')
    await page.getByText('这里的修改还没有保存，关闭后会丢失。').waitFor()
    await page.getByRole('button', { name: '继续编辑' }).click()
    await form.locator('.ant-drawer-close').click()
    await page.getByRole('button', { name: '放弃修改' }).click()
    await form.waitFor({ state: 'hidden' })
  }, 60_000)
})
